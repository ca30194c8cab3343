import { sharedKeyId } from '#contract/profile'
import { cloudLabels } from '../../knowledge/clouds.ts'
import type { RecordKind } from '../../services/ports.ts'
import { fromJson } from './contents.ts'
import type { Store } from './store.ts'

/** A record that an entry of the index stands for. */
export interface NamedRecord {
  kind: RecordKind
  id: string
  /** Whose it is, as the lists say; null where they do not. */
  whose: string | null
  /** False for what its owner can do without. */
  isNeeded: boolean
  /** `recordName` of the entry of the index. */
  namedBy: string
}

/** The records that the index stands for, by `recordName`. */
export function namedRecords(store: Store): Map<string, NamedRecord> {
  const owners = new Map<string, string | null>()
  for (const {
    key: [, id = ''],
    value
  } of store.index.list(['account']))
    owners.set(id, ownerOf(fieldsIn(value)))
  const named = new Map<string, NamedRecord>()
  // The first profile of a cloud is there without an entry.
  const firsts = Object.keys(cloudLabels).map((cloud) => ({ key: ['profile', cloud], value: Buffer.alloc(0) }))
  for (const {
    key: [kind = '', id = ''],
    value
  } of [...firsts, ...store.index.list([])]) {
    for (const record of standsFor(kind, id, fieldsIn(value), owners)) {
      named.set(recordName(record.kind, record.id), { ...record, namedBy: recordName(kind, id) })
    }
  }
  return named
}

/** One text for kind and id. */
export function recordName(kind: string, id: string): string {
  return JSON.stringify([kind, id])
}

/** Says in the lists that a record is damaged, where its entry has a word for it; inside a transaction. */
export function noteDamage(store: Store, kind: string, id: string): void {
  const place = kind === 'access-token' ? 'token' : 'account'
  const bytes = store.index.get([place, id])
  if (bytes === null) return
  const fields = fieldsIn(bytes)
  const named = standsFor(place, id, fields, new Map()).find((record) => record.kind === kind)
  if (named?.isNeeded !== true) return
  const damage = place === 'token' ? { damaged: true } : { state: 'damaged' }
  store.index.put([place, id], Buffer.from(JSON.stringify({ ...fields, ...damage })))
}

function standsFor(
  kind: string,
  id: string,
  fields: Fields,
  owners: ReadonlyMap<string, string | null>
): Omit<NamedRecord, 'namedBy'>[] {
  if (kind === 'account') {
    const whose = ownerOf(fields)
    // Applications that were stored before certificates were known do not say what they prove themselves with.
    const proof = textOf(fields.credential) ?? (fields.kind === 'application' ? 'client-secret' : null)
    // An account gets its tokens by its credential; what it has of them is a convenience.
    return [
      { kind: 'msal-cache', id, whose, isNeeded: proof === null },
      { kind: 'client-secret', id, whose, isNeeded: proof === 'client-secret' },
      { kind: 'certificate', id, whose, isNeeded: proof === 'certificate' }
    ]
  }
  if (kind === 'token') {
    return [{ kind: 'access-token', id, whose: owners.get(textOf(fields.accountId) ?? '') ?? null, isNeeded: true }]
  }
  if (kind === 'profile')
    return [{ kind: 'profile', id, whose: textOf(fields.name), isNeeded: fields.hasDefaults === true }]
  if (kind !== 'target') return []
  return (['primary', 'secondary'] as const).map((name) => ({
    kind: 'shared-key',
    id: sharedKeyId({ targetId: id, profileId: textOf(fields.profileId) ?? '' }, name),
    whose: textOf(fields.label),
    isNeeded: typeof fields[`${name}KeyLastFour`] === 'string'
  }))
}

type Fields = Partial<Record<string, unknown>>

function fieldsIn(value: Buffer): Fields {
  const json = fromJson(value.toString())
  return typeof json === 'object' && json !== null && !Array.isArray(json) ? json : {}
}

function ownerOf({ kind, username, displayName }: Fields): string | null {
  return textOf(kind === 'application' ? displayName : username)
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null
}
