import type { EntraEvidence, PolicyBlock } from '#contract/failure'
import {
  aadstsCodes,
  deadRefreshTokenSuberrors,
  deviceCodeErrors,
  oauthErrors,
  type AadstsMeaning
} from '../../knowledge/aadsts.ts'

/** A refusal by Entra ID, read: what it means and what an administrator needs to find it. */
export interface Refusal {
  meaning: AadstsMeaning
  summary: string
  evidence: EntraEvidence
  /** The application's name, where Entra ID says it. */
  applicationName: string | null
  /** What blocks, where the meaning is a block by policy. */
  block: PolicyBlock
  /** The refresh token that was sent must not be sent again. */
  endsRefreshToken: boolean
}

/** Reads the `error…` members of a token answer, or of the form that the sign-in page posts back. */
export function readRefusal(members: Record<string, unknown>): Refusal {
  const error = text(members.error) ?? 'unknown_error'
  const description = text(members.error_description) ?? ''
  const codes: unknown = members.error_codes
  const listed: unknown = Array.isArray(codes) ? codes[0] : undefined
  const printed = /AADSTS(\d{4,8})/.exec(description)?.[1]
  const aadsts = typeof listed === 'number' ? listed : printed === undefined ? null : Number(printed)
  const code = aadsts === null ? undefined : aadstsCodes[aadsts]
  const reason = Object.keys(code?.byReason ?? {}).find((part) => description.includes(part))
  const known = code === undefined ? undefined : { ...code, ...(reason === undefined ? {} : code.byReason?.[reason]) }
  const suberror = text(members.suberror) ?? ''
  return {
    meaning: deviceCodeErrors[error] ?? known?.meaning ?? oauthErrors[error] ?? 'refused',
    summary: known?.summary ?? firstSentence(description) ?? `${error}.`,
    evidence: {
      aadsts,
      error,
      correlationId: text(members.correlation_id) ?? trailer(description, 'Correlation ID'),
      traceId: text(members.trace_id) ?? trailer(description, 'Trace ID'),
      timestamp: text(members.timestamp) ?? /Timestamp:\s*([\d-]+ [\d:]+Z)/.exec(description)?.[1] ?? null
    },
    applicationName: applicationName(description),
    block: known?.block ?? 'policy',
    endsRefreshToken: known?.endsRefreshToken === true || deadRefreshTokenSuberrors.includes(suberror)
  }
}

function text(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null
}

/** AADSTS65001 names it after the ID, AADSTS650057 in brackets. */
function applicationName(description: string): string | null {
  const [, named, inBrackets] =
    / named '(.{1,200}?)'\.|Client app ID: [\da-f-]{36} ?\((.{1,200}?)\)\./i.exec(description) ?? []
  return named ?? inBrackets ?? null
}

function trailer(description: string, name: string): string | null {
  return new RegExp(`${name}:\\s*([0-9a-f-]{36})`, 'i').exec(description)?.[1] ?? null
}

function firstSentence(description: string): string | null {
  const told = description.replace(/^AADSTS\d+:\s*/, '').split(/\s*(?:\r?\n|Trace ID:)/)[0] ?? ''
  const sentence = /^.*?[.!?](?=\s|$)/.exec(told)?.[0] ?? told
  return sentence.trim() === '' ? null : sentence.trim().slice(0, 300)
}
