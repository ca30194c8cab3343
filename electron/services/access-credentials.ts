import type { AccessCredential, Account, Identity, Target } from '#contract/model'
import { type Accounts, nameOf } from './accounts.ts'
import { AppFailure } from './app-failure.ts'
import type { Ids, ProbeCredential } from './ports.ts'
import type { Settings } from './settings.ts'
import type { Targets } from './targets.ts'
import type { Tokens } from './tokens.ts'

/** A credential with the means to try it; `open` throws where Entra ID gives no token. */
export interface Column {
  credential: AccessCredential
  open: (claims: string | null) => Promise<ProbeCredential>
}

/** An identity of the test, with its token once it is needed. */
interface Candidate {
  identity: Identity
  account: Account
  /** With claims, which a service asked for, a newer one. */
  token: (claims: string | null) => Promise<string>
}

/** What credentials are made of. */
export interface CredentialParts {
  targets: Targets
  accounts: Accounts
  tokens: Tokens
  settings: Settings
  ids: Ids
}

/** The credentials that an access test tries on a target: keys and identities, and those that have to be refused. */
export async function columnsOf(
  parts: CredentialParts,
  target: Target,
  request: { identities: Identity[]; signal: AbortSignal }
): Promise<Column[]> {
  const candidates = request.identities.map((identity): Candidate => {
    const account = parts.accounts.get(identity.accountId)
    // One token serves all cells of an identity, and one refusal too: Entra ID is not asked again for each.
    let token: Promise<string> | null = null
    const acquire = (claims: string | null) => tokenFor(parts, target, { ...identity, claims, signal: request.signal })
    return {
      identity,
      account,
      token: (claims) => (claims === null ? (token ??= acquire(null)) : (token = acquire(claims)))
    }
  })
  const entra = candidates.map((candidate) => entraColumn(target, candidate))
  const none: Column = {
    credential: { credentialId: 'none', kind: 'none', label: 'No credential', isControl: true },
    open: () => Promise.resolve({ kind: 'none' })
  }
  if (target.kind === 'geocatalog') return [...entra, none]
  const first = candidates[0]
  const withoutClientId = first === undefined ? [] : [withoutClientIdColumn(first)]
  return [...(await keyColumns(parts, target)), ...entra, ...withoutClientId, none]
}

async function keyColumns({ targets, ids }: CredentialParts, target: Target): Promise<Column[]> {
  const columns: Column[] = []
  for (const name of ['primary', 'secondary'] as const) {
    const key = await targets.key(target.targetId, name)
    if (key === null) continue
    const label = name === 'primary' ? 'Primary key' : 'Secondary key'
    columns.push({
      credential: { credentialId: `${name}-key`, kind: `${name}-key`, label, isControl: false },
      open: () => Promise.resolve({ kind: 'shared-key', key })
    })
  }
  columns.push({
    credential: { credentialId: 'wrong-key', kind: 'wrong-key', label: 'Wrong key', isControl: true },
    open: () => Promise.resolve({ kind: 'shared-key', key: `wrong-on-purpose-${ids.next()}` })
  })
  return columns
}

async function tokenFor(
  { settings, tokens }: CredentialParts,
  target: Target,
  request: Identity & { claims: string | null; signal: AbortSignal }
): Promise<string> {
  const cloud = settings.cloudNamed(target.cloud)
  const scope = target.kind === 'maps' ? cloud.mapsScope : cloud.geoCatalogScope
  if (scope === null) throw new AppFailure({ code: 'not-found', what: 'target' })
  const { tokenId } = await tokens.acquire({ ...request, scope, refresh: false })
  return tokens.text(tokenId)
}

function entraColumn(target: Target, { identity, account, token }: Candidate): Column {
  return {
    credential: {
      credentialId: `entra-${identity.accountId}-${identity.tenantId}`,
      kind: 'entra',
      label: nameOf(account),
      isControl: false
    },
    open: async (claims) => ({
      kind: 'bearer',
      accessToken: await token(claims),
      mapsClientId: target.kind === 'maps' ? target.mapsClientId : null
    })
  }
}

function withoutClientIdColumn({ account, token }: Candidate): Column {
  return {
    credential: {
      credentialId: 'entra-without-client-id',
      kind: 'entra-without-client-id',
      label: `${nameOf(account)}, without x-ms-client-id`,
      isControl: true
    },
    open: async () => ({ kind: 'bearer', accessToken: await token(null), mapsClientId: null })
  }
}
