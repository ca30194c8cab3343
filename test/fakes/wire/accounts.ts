import type { Api } from '#contract/api'
import type { Account, ChainStep, TracedStep } from '#contract/model'
import type { Result } from '#contract/result'
import { failures } from '../failures.ts'
import type { WireSwitches } from '../wire-switches.ts'
import { no, ok, type Desk } from './desk.ts'
import { clientId, contoso, daemonId, fabrikam, inMinutes } from './facts.ts'
import { statusOf } from './status.ts'

const signInFailures = {
  expired: failures['device-code-expired'],
  declined: failures['sign-in-declined'],
  'wrong-secret': failures['client-secret-wrong']
}

/** The accounts that go with the switches. */
function accountsOf(switches: WireSwitches): Account[] {
  const cloud = switches.cloud ?? 'public'
  const profileId = switches.profileId ?? cloud
  if (switches.lists === 'empty') return []
  return [
    {
      accountId: 'account-ann',
      profileId,
      cloud,
      kind: 'user',
      username: 'ann@contoso.com',
      displayName: 'Ann Reader',
      homeTenantId: contoso,
      clientId,
      credential: null,
      credentialExpiresAt: null,
      signedInAt: inMinutes(-50),
      state: 'ready',
      inUse: true
    },
    {
      accountId: 'account-daemon',
      profileId,
      cloud,
      kind: 'application',
      username: daemonId,
      displayName: 'survey-daemon',
      homeTenantId: contoso,
      clientId: daemonId,
      credential: 'certificate',
      credentialExpiresAt: inMinutes(12 * 1440 + 30),
      signedInAt: inMinutes(-3000),
      state: 'ready',
      inUse: false
    },
    {
      accountId: 'account-bo',
      profileId,
      cloud,
      kind: 'user',
      username: 'bo@fabrikam.com',
      displayName: 'Bo Surveyor',
      homeTenantId: fabrikam,
      clientId,
      credential: null,
      credentialExpiresAt: null,
      signedInAt: inMinutes(-9000),
      state: 'sign-in-needed',
      inUse: false
    }
  ]
}

/** A run that Azure CLI serves, or has yet to. */
function traceOf(cli: 'used' | 'running'): TracedStep[] {
  const skipped = (step: ChainStep, why: string, tookMs: number): TracedStep => ({
    step,
    state: 'skipped',
    why,
    tookMs
  })
  const after: ChainStep[] = ['azure-powershell', 'azure-developer-cli', 'broker']
  return [
    skipped('environment', 'It needs AZURE_TENANT_ID, AZURE_CLIENT_ID and a secret. Set: AZURE_CLIENT_ID.', 1),
    skipped('workload-identity', 'It needs AZURE_FEDERATED_TOKEN_FILE. None of them is set.', 0),
    skipped('managed-identity', 'This computer has no managed identity.', 1012),
    skipped('visual-studio-code', 'It needs the package @azure/identity-vscode, which Graticule does not have.', 2),
    {
      step: 'azure-cli',
      state: cli,
      why: cli === 'used' ? 'It gave the token.' : '',
      tookMs: cli === 'used' ? 812 : null
    },
    ...after.map((step): TracedStep => {
      const isOver = cli === 'used'
      return {
        step,
        state: isOver ? 'not-asked' : 'waiting',
        why: isOver ? 'A step before it gave the token.' : '',
        tookMs: null
      }
    })
  ]
}

/** The answers about accounts and signing in. */
export function accountsAnswers(
  desk: Desk
): Pick<
  Api,
  | 'listAccounts'
  | 'signIn'
  | 'signInWithClientSecret'
  | 'signInWithCertificate'
  | 'signInWithManagedIdentity'
  | 'signInWithDefaultCredential'
  | 'useAccount'
  | 'signOut'
  | 'openSignInPage'
  | 'copyUserCode'
  | 'cancelOperation'
> {
  let accounts = accountsOf(desk.switches)
  desk.whenProfileChosen(() => {
    accounts = accountsOf(desk.switches)
  })

  const signedIn = async (operationId: string): Promise<Result<Account>> => {
    const cancelled = new Promise<'cancelled'>((resolve) => {
      desk.cancels.set(operationId, () => {
        resolve('cancelled')
      })
    })
    const over = desk.switches.signIn === 'waits' ? new Promise<never>(() => undefined) : desk.wait()
    if ((await Promise.race([cancelled, over])) === 'cancelled') return no({ code: 'cancelled' })
    const outcome = desk.switches.signIn
    if (outcome !== 'succeeds' && outcome !== 'waits') return no(signInFailures[outcome])
    const [account] = accountsOf({ ...desk.switches, lists: 'ready' })
    if (account === undefined) return no(failures.unexpected)
    accounts = [account, ...accounts.filter((other) => other.accountId !== account.accountId)]
    desk.send('accounts-changed', accounts)
    return ok(account)
  }

  return {
    listAccounts: () => desk.list(() => accounts),
    signIn: async ({ operationId, method, tenant, clientId }) => {
      desk.send('sign-in-progressed', { operationId, step: 'contacting' })
      await desk.wait()
      const status = statusOf(desk.switches)
      if (method === 'interactive') {
        desk.send('sign-in-progressed', { operationId, step: 'browser', giveUpAt: inMinutes(5) })
      } else {
        desk.send('sign-in-progressed', {
          operationId,
          step: 'device-code',
          userCode: 'H7K29QXP4',
          verificationUri: 'https://microsoft.com/devicelogin',
          expiresAt: inMinutes(14.5),
          applicationName: clientId ?? status.defaultClientName,
          clientId: clientId ?? status.defaultClientId,
          tenant: tenant ?? 'organizations',
          cloudLabel: status.clouds.find((choice) => choice.cloud === status.cloud)?.label ?? ''
        })
      }
      return signedIn(operationId)
    },
    signInWithClientSecret: async ({ operationId, clientSecret, sendAnyway }) => {
      if (!sendAnyway && /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(clientSecret)) {
        return no({ code: 'client-secret-looks-like-id' })
      }
      return signedIn(operationId)
    },
    signInWithCertificate: ({ operationId }) => signedIn(operationId),
    signInWithManagedIdentity: ({ operationId }) => signedIn(operationId),
    signInWithDefaultCredential: async ({ operationId }) => {
      const trace = traceOf('used')
      desk.send('sign-in-progressed', { operationId, step: 'chain', trace: traceOf('running') })
      const result = await signedIn(operationId)
      return result.ok ? ok({ account: { ...result.value, credential: 'azure-cli' as const }, trace }) : result
    },
    useAccount: async () => ok(null),
    signOut: async ({ accountId }) => {
      accounts = accounts.filter((account) => account.accountId !== accountId)
      return desk.list(() => null)
    },
    openSignInPage: () => Promise.resolve(ok(null)),
    copyUserCode: () => Promise.resolve(ok({ what: 'the code', clearsAt: null })),
    cancelOperation: ({ operationId }) => {
      desk.cancels.get(operationId)?.()
      return Promise.resolve(ok(null))
    }
  }
}
