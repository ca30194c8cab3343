import type { EntraEvidence, Failure, FailureCode, InputField } from './failure.ts'

/** What a person reads about a failure; the evidence is there to copy, second. */
export interface FailureMessage {
  /** What happened. */
  title: string
  /** The next step. */
  whatToDo: string
  /** Who has to take that step. */
  whoActs: string
  /** Codes for a support case, such as AADSTS number and correlation ID; null where there are none. */
  evidence: string | null
}

/** The sentence of each of the given codes. */
export type Sentences<Code extends FailureCode> = {
  [One in Code]: (failure: Extract<Failure, { code: One }>) => FailureMessage
}

/** The portal's word for a field. */
export const fieldNames = {
  tenant: 'Directory (tenant)',
  'client-id': 'Application (client) ID',
  'client-secret': 'client secret',
  'object-id': 'Object (principal) ID',
  'resource-id': 'resource ID',
  certificate: 'certificate file',
  'certificate-password': 'password of the certificate file',
  'maps-client-id': 'Client ID of the Azure Maps account',
  endpoint: 'endpoint',
  key: 'access key',
  label: 'name',
  scope: 'scope',
  'profile-name': 'name of the profile'
} as const satisfies Record<InputField, string>

/** The evidence of Entra ID in one line; null where it printed none. */
export function entraEvidence(evidence: EntraEvidence): string | null {
  const parts = [
    evidence.aadsts === null ? null : `AADSTS${String(evidence.aadsts)}`,
    evidence.error === '' ? null : evidence.error,
    evidence.correlationId === null ? null : `Correlation ID: ${evidence.correlationId}`,
    evidence.traceId === null ? null : `Trace ID: ${evidence.traceId}`,
    evidence.timestamp === null ? null : `Timestamp: ${evidence.timestamp}`
  ]
  const line = parts.filter((part) => part !== null).join(' · ')
  return line === '' ? null : line
}

/** A duration in the largest unit that says it well, such as `40 seconds` or `3 minutes`. */
export function spokenDuration(seconds: number): string {
  const rounded = Math.max(0, Math.round(Math.abs(seconds)))
  const [amount, unit] =
    rounded < 100
      ? [rounded, 'second']
      : rounded < 5400
        ? [Math.round(rounded / 60), 'minute']
        : rounded < 129_600
          ? [Math.round(rounded / 3600), 'hour']
          : [Math.round(rounded / 86_400), 'day']
  return `${String(amount)} ${unit}${amount === 1 ? '' : 's'}`
}

/** The first letter large, as a sentence starts. */
export function sentenceStart(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
