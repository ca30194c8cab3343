import type { RecordKind } from '../../services/ports.ts'

const labels = {
  'msal-cache': 'stored sign-in',
  'access-token': 'access token',
  'shared-key': 'access key',
  'client-secret': 'client secret',
  certificate: 'certificate',
  profile: 'sign-in default'
} satisfies Record<RecordKind, string>

/** Every kind of sealed record. */
export const recordKinds = Object.keys(labels) as RecordKind[]

/** What people call a record of a kind; one that no kind is known for was written by another version. */
export function labelOf(kind: string): string {
  return Object.hasOwn(labels, kind) ? labels[kind as RecordKind] : 'stored entry'
}
