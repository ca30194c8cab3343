import type { Api, CallName } from '#contract/api'
import type { AppStatus, PracticeWeather } from '#contract/model'
import type { Result } from '#contract/result'
import type { Outside, Services } from '../services/compose.ts'
import { practiceOverview } from '../services/practice.ts'
import { resourceChoices } from '../services/resources.ts'

/** What a call answers where all went well. */
type Value<Name extends CallName> = Awaited<ReturnType<Api[Name]>> extends Result<infer T> ? T : never

/** `Api` as services implement it: values are returned, failures thrown. */
export type Handlers = { [Name in CallName]: (request: Parameters<Api[Name]>[0]) => Promise<Value<Name>> | Value<Name> }

/** Many pages of tenants may come slowly; past this the last answer is shown. */
const tenantsTimeoutMs = 60_000

/** One line a call: which service does it. */
export function createHandlers(
  services: Services,
  outside: Pick<Outside, 'practice' | 'practiceCloud' | 'clipboard' | 'emit'>
): Handlers {
  const { operations, settings, accounts, profiles, signIn, certificates, tenants, targets } = services
  const { tokens, tokenDisclosure, claims, accessTest } = services
  const { offlinePlans, offline, status, vaultHealth, changes } = services
  const { practice, practiceCloud, clipboard, emit } = outside
  const told = (): AppStatus => {
    // A vault that opened just now may say that another profile was chosen.
    settings.takeChosen()
    changes.tell()
    return status.get()
  }
  const noticed = (weather: PracticeWeather): PracticeWeather => {
    status.noticeWeather(weather)
    return weather
  }
  return {
    getStatus: () => status.get(),
    listProfiles: () => profiles.list(),
    saveProfile: async (request) => {
      const profile = await profiles.save(request)
      told()
      return profile
    },
    useProfile: async ({ profileId }) => {
      await profiles.use(profileId)
      return told()
    },
    removeProfile: async ({ profileId }) => {
      await profiles.remove(profileId)
      return told()
    },
    readSignInDefaults: ({ profileId }) => profiles.signInDefaults(profileId),
    chooseTheme: async ({ theme }) => {
      await settings.chooseTheme(theme)
      return told()
    },
    retryVault: async () => {
      await status.retryVault()
      return told()
    },
    startVaultAnew: async () => {
      await status.startVaultAnew()
      return told()
    },
    lockVault: async () => {
      // Whatever runs would end in a refusal anyway.
      operations.cancelAll()
      certificates.forget()
      await Promise.all([status.lockVault(), clipboard.clear()])
      return told()
    },
    chooseAutoLock: (choice) => vaultHealth.chooseAutoLock(choice),
    readVaultHealth: () => vaultHealth.read(),
    repairVault: async () => {
      const repair = await vaultHealth.repair()
      told()
      return repair
    },
    salvageVault: async ({ name }) => {
      const salvage = await vaultHealth.salvage(name)
      told()
      return salvage
    },
    rotateVaultKey: () => vaultHealth.rotate(),
    copyVaultReport: () => vaultHealth.copyReport(),
    getPractice: () => practiceOverview(practice),
    startPractice: async ({ world }) => {
      await practice.start(world)
      return told()
    },
    stopPractice: async () => {
      await practice.stop()
      return told()
    },
    listPracticeWeather: () => practiceCloud.listWeather(),
    addPracticeWeather: async (request) => noticed(await practiceCloud.addWeather(request)),
    removePracticeWeather: async (request) => noticed(await practiceCloud.removeWeather(request)),
    listPracticeRequests: (request) => practiceCloud.listRequests(request),
    listPracticePeople: () => practiceCloud.listPeople(),
    readOfflinePlan: () => offlinePlans.read(),
    chooseOfflinePlan: (choice) => offlinePlans.choose(choice),
    prepareOffline: ({ operationId }) =>
      operations.run(operationId, (signal) =>
        offline.prepare({
          signal,
          onStep: (step) => {
            emit('offline-progressed', { operationId, ...step })
          }
        })
      ),
    listAccounts: () => accounts.list(),
    signIn: (request) => signIn.withUser(request),
    signInWithClientSecret: (request) => signIn.withClientSecret(request),
    chooseCertificate: () => certificates.choose(),
    readCertificate: (request) => certificates.read(request),
    forgetCertificate: () => {
      certificates.forget()
      return null
    },
    signInWithCertificate: async ({ choiceId, password, ...request }) => {
      const certificate = await certificates.take({ choiceId, password })
      const account = await signIn.withCertificate({ ...request, certificate })
      certificates.forget()
      return account
    },
    signInWithManagedIdentity: (request) => signIn.withManagedIdentity(request),
    signInWithDefaultCredential: (request) => signIn.withDefaultCredential(request),
    useAccount: async ({ accountId }) => {
      await accounts.use(accountId)
      return null
    },
    signOut: async ({ accountId }) => {
      await accounts.signOut(accountId)
      return null
    },
    openSignInPage: async ({ operationId }) => {
      await signIn.openPage(operationId)
      return null
    },
    copyUserCode: ({ operationId }) => signIn.copyUserCode(operationId),
    cancelOperation: ({ operationId }) => {
      operations.cancel(operationId)
      return null
    },
    listTenants: ({ accountId, refresh }) =>
      tenants.list({ accountId, refresh, signal: AbortSignal.timeout(tenantsTimeoutMs) }),
    selectTenant: ({ accountId, tenantId }) => tenants.select(accountId, tenantId),
    pinTenant: ({ accountId, tenantId, pinned }) => tenants.pin(accountId, tenantId, pinned),
    listResources: () => resourceChoices(settings.cloud()),
    listTokens: () => tokens.list(),
    acquireToken: ({ operationId, ...request }) =>
      operations.run(operationId, (signal) => tokens.acquire({ ...request, signal })),
    readClaims: ({ tokenId }) => claims.read(tokenId),
    verifySignature: ({ tokenId }) => claims.verifySignature(tokenId),
    copyToken: ({ tokenId, form }) => tokenDisclosure.copy(tokenId, form),
    revealToken: ({ tokenId }) => tokenDisclosure.reveal(tokenId),
    removeToken: async ({ tokenId }) => {
      await tokens.remove(tokenId)
      return null
    },
    listTargets: () => targets.list(),
    saveMapsTarget: (request) => targets.saveMaps(request),
    saveGeoCatalogTarget: (request) => targets.saveGeoCatalog(request),
    removeTarget: async ({ targetId }) => {
      await targets.remove(targetId)
      return null
    },
    runAccessTest: ({ operationId, targetId, identities }) =>
      operations.run(operationId, (signal) =>
        accessTest.run({
          targetId,
          identities,
          signal,
          onStep: (step) => {
            emit('access-test-progressed', { operationId, ...step })
          }
        })
      )
  }
}
