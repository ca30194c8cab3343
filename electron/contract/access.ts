import type { CloudName } from './cloud.ts'

/** An Azure Maps account to test; keys are known by their last four characters only. */
export interface MapsTarget {
  targetId: string
  kind: 'maps'
  profileId: string
  cloud: CloudName
  label: string
  endpoint: string
  /** The account's Client ID (portal: Authentication), sent as `x-ms-client-id`. */
  mapsClientId: string
  primaryKeyLastFour: string | null
  secondaryKeyLastFour: string | null
}

/** A GeoCatalog (Planetary Computer Pro) to test. */
export interface GeoCatalogTarget {
  targetId: string
  kind: 'geocatalog'
  profileId: string
  cloud: CloudName
  label: string
  endpoint: string
}

/** Something whose access is tested. */
export type Target = MapsTarget | GeoCatalogTarget

/** An account in a tenant, as a column of the access test. */
export interface Identity {
  accountId: string
  tenantId: string
}

/** A column of the access test. */
export interface AccessCredential {
  credentialId: string
  kind: 'primary-key' | 'secondary-key' | 'wrong-key' | 'entra' | 'entra-without-client-id' | 'none'
  label: string
  /** True where a refusal is the right answer: it shows that the service does check. */
  isControl: boolean
}

/** A row of the access test: one request that each credential is tried on. */
export interface AccessCheck {
  checkId: string
  label: string
}

/** What one answer means; `no-answer` says nothing about access. */
export type Verdict = 'works' | 'refused' | 'no-answer'

/** One cell of the access test. */
export interface AccessCell {
  credentialId: string
  checkId: string
  verdict: Verdict
  /** What a healthy set-up answers here. */
  expected: 'works' | 'refused'
  httpStatus: number | null
  latencyMs: number | null
  /** One line: what this answer means. */
  reason: string
  /** Who has to act, in words; null where nobody has to. */
  whoActs: string | null
  /** Error code of the service or of Entra ID, to copy. */
  errorCode: string | null
  correlationId: string | null
}

/** A finished (or cancelled) access test. */
export interface AccessMatrix {
  target: Target
  credentials: AccessCredential[]
  checks: AccessCheck[]
  cells: AccessCell[]
  startedAt: string
  tookMs: number
  complete: boolean
}

/** What a running access test has got so far. */
export type AccessProgress =
  | { operationId: string; step: 'planned'; credentials: AccessCredential[]; checks: AccessCheck[] }
  | { operationId: string; step: 'answered'; cell: AccessCell }
