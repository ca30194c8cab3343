import type { Api, EventName, Events, Wire } from '#contract/api'
import type { Failure } from '#contract/failure'
import type { Account, AutoLock, OfflineOutcome, OfflinePlan, TenantList } from '#contract/model'
import type { Result } from '#contract/result'
import { AppFailure } from '../../electron/services/app-failure.ts'
import { cellOf, planOf } from './fake-access-test.ts'
import { failures } from './failures.ts'
import { FakePracticeCloud, practiceOverview } from './practice-cloud.ts'
import {
  accountsOf,
  claims,
  header,
  offlinePlanOf,
  resources,
  statusOf,
  targetsOf,
  tenantsOf,
  tokensOf,
  vaultHealth
} from './wire-data.ts'
import { ordinary, type WireSwitches } from './wire-switches.ts'

const ok = <T>(value: T): Result<T> => ({ ok: true, value })
const no = <T>(failure: Failure): Result<T> => ({ ok: false, failure })
const soon = (seconds: number): string => new Date(Date.now() + seconds * 1000).toISOString()
const signInFailures = {
  expired: failures['device-code-expired'],
  declined: failures['sign-in-declined'],
  'wrong-secret': failures['client-secret-wrong']
}

/** A wire without a main process: lists from memory, and a log of what was called. */
export class FakeWire implements Wire {
  readonly calls: { name: string; request: unknown }[] = []
  readonly switches: WireSwitches
  #accounts: Account[]
  #tenants: TenantList
  #autoLock: AutoLock = vaultHealth.autoLock
  #tokens
  #targets
  #offlinePlan: OfflinePlan
  readonly #practiceCloud = new FakePracticeCloud()
  readonly #cancels = new Map<string, () => void>()
  readonly #listeners = new Map<EventName, Set<(payload: never) => void>>()

  constructor(switches: Partial<WireSwitches> = {}) {
    this.switches = { ...ordinary, ...switches }
    this.#accounts = accountsOf(this.switches)
    this.#tokens = tokensOf(this.switches)
    this.#targets = targetsOf(this.switches)
    this.#offlinePlan = offlinePlanOf(this.switches)
    const tenants = tenantsOf(this.switches)
    this.#tenants = {
      accountId: '',
      tenants,
      selectedTenantId: tenants[0]?.tenantId ?? null,
      notRefreshed: null,
      asOf: soon(this.switches.offline ? -7200 : -30),
      source: this.switches.offline ? 'vault' : 'network'
    }
  }

  call: Wire['call'] = (name, request) => {
    this.calls.push({ name, request })
    const answer = this.#answers[name] as (request: unknown) => never
    return answer(request)
  }

  on: Wire['on'] = (name, listener) => {
    const listeners = this.#listeners.get(name) ?? new Set()
    this.#listeners.set(name, listeners.add(listener))
    return () => listeners.delete(listener)
  }

  /** Sends an event as the main process would. */
  send<Name extends EventName>(name: Name, payload: Events[Name]): void {
    for (const listener of this.#listeners.get(name) ?? []) (listener as (payload: Events[Name]) => void)(payload)
  }

  #wait(): Promise<void> {
    return new Promise((resolve) => setTimeout(resolve, this.switches.stepMs))
  }

  async #list<T>(value: () => T): Promise<Result<T>> {
    if (this.switches.lists === 'loading') return new Promise(() => undefined)
    await this.#wait()
    if (this.switches.vault === 'locked') return no({ code: 'keychain-locked' })
    return this.switches.lists === 'failed' ? no(this.switches.failure) : ok(value())
  }

  async #status(change: Partial<WireSwitches>): Promise<Result<ReturnType<typeof statusOf>>> {
    await this.#wait()
    Object.assign(this.switches, change)
    if (change.cloud !== undefined) {
      this.#accounts = accountsOf(this.switches)
      this.#targets = targetsOf(this.switches)
    }
    return ok(statusOf(this.switches))
  }

  async #signedIn(operationId: string): Promise<Result<Account>> {
    const cancelled = new Promise<'cancelled'>((resolve) => {
      this.#cancels.set(operationId, () => {
        resolve('cancelled')
      })
    })
    const over = this.switches.signIn === 'waits' ? new Promise<never>(() => undefined) : this.#wait()
    if ((await Promise.race([cancelled, over])) === 'cancelled') return no({ code: 'cancelled' })
    const outcome = this.switches.signIn
    if (outcome !== 'succeeds' && outcome !== 'waits') return no(signInFailures[outcome])
    const [account] = accountsOf({ ...this.switches, lists: 'ready' })
    if (account === undefined) return no(failures.unexpected)
    this.#accounts = [account, ...this.#accounts.filter((other) => other.accountId !== account.accountId)]
    this.send('accounts-changed', this.#accounts)
    return ok(account)
  }

  /** What the practice cloud's double answers, while it runs. */
  async #practice<T>(ask: (cloud: FakePracticeCloud) => Promise<T>): Promise<Result<T>> {
    if (this.switches.practice !== 'running') return no(failures['practice-cloud-stopped'])
    try {
      return ok(await ask(this.#practiceCloud))
    } catch (error) {
      if (error instanceof AppFailure) return no(error.failure)
      throw error
    }
  }

  readonly #answers: Api = {
    getStatus: () => this.#status({}),
    chooseCloud: ({ cloud }) => this.#status({ cloud }),
    chooseTheme: ({ theme }) => this.#status({ theme }),
    retryVault: () => this.#status({ vault: 'ok' }),
    startVaultAnew: () => this.#status({ vault: 'ok' }),
    lockVault: () => this.#status({ vault: 'locked' }),
    chooseAutoLock: (autoLock) => {
      this.#autoLock = autoLock
      return Promise.resolve(ok({ ...vaultHealth, autoLock }))
    },
    readVaultHealth: () => this.#list(() => ({ ...vaultHealth, autoLock: this.#autoLock })),
    repairVault: () => this.#list(() => ({ checked: 12, newlySetAside: 1, trialFailure: null, resealed: 0 })),
    rotateVaultKey: () => this.#list(() => ({ ...vaultHealth, autoLock: this.#autoLock })),
    copyVaultReport: () => Promise.resolve(ok({ what: 'Report about the vault', clearsAt: null })),
    getPractice: () => this.#list(() => ({ ...practiceOverview, state: this.switches.practice })),
    startPractice: () => this.#status({ practice: 'running' }),
    stopPractice: () => this.#status({ practice: 'stopped' }),
    listPracticeWeather: () => this.#practice((cloud) => cloud.listWeather()),
    addPracticeWeather: (request) => this.#practice((cloud) => cloud.addWeather(request)),
    removePracticeWeather: (request) => this.#practice((cloud) => cloud.removeWeather(request)),
    listPracticeRequests: (request) => this.#practice((cloud) => cloud.listRequests(request)),
    listPracticePeople: () => this.#practice((cloud) => cloud.listPeople()),
    readOfflinePlan: () => this.#list(() => this.#offlinePlan),
    chooseOfflinePlan: ({ itemIds, returnAt }) => {
      const items = this.#offlinePlan.items.map((item) => ({ ...item, chosen: itemIds.includes(item.itemId) }))
      this.#offlinePlan = { ...this.#offlinePlan, items, returnAt }
      return this.#list(() => this.#offlinePlan)
    },
    prepareOffline: async ({ operationId }) => {
      const run = { complete: true }
      this.#cancels.set(operationId, () => {
        run.complete = false
      })
      const chosen = this.#offlinePlan.items.filter((item) => item.chosen)
      const outcomes: OfflineOutcome[] = []
      for (const { itemId } of chosen) {
        await this.#wait()
        if (!run.complete) break
        const outcome = this.switches.offline
          ? { itemId, failure: failures.offline }
          : { itemId, worksUntil: soon(3900) }
        outcomes.push(outcome)
        this.send('offline-progressed', { operationId, done: outcomes.length, total: chosen.length, outcome })
      }
      return ok({ plan: this.#offlinePlan, outcomes, complete: run.complete })
    },
    listAccounts: () => this.#list(() => this.#accounts),
    signIn: async ({ operationId, method, tenant, clientId }) => {
      this.send('sign-in-progressed', { operationId, step: 'contacting' })
      await this.#wait()
      const status = statusOf(this.switches)
      if (method === 'interactive') {
        this.send('sign-in-progressed', { operationId, step: 'browser', giveUpAt: soon(300) })
      } else {
        this.send('sign-in-progressed', {
          operationId,
          step: 'device-code',
          userCode: 'H7K29QXP4',
          verificationUri: 'https://microsoft.com/devicelogin',
          expiresAt: soon(872),
          applicationName: clientId ?? status.defaultClientName,
          clientId: clientId ?? status.defaultClientId,
          tenant: tenant ?? 'organizations',
          cloudLabel: status.clouds.find((choice) => choice.cloud === status.cloud)?.label ?? ''
        })
      }
      return this.#signedIn(operationId)
    },
    signInWithClientSecret: async ({ operationId, clientSecret, sendAnyway }) => {
      if (!sendAnyway && /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(clientSecret)) {
        return no({ code: 'client-secret-looks-like-id' })
      }
      return this.#signedIn(operationId)
    },
    useAccount: async () => ok(null),
    signOut: async ({ accountId }) => {
      this.#accounts = this.#accounts.filter((account) => account.accountId !== accountId)
      return this.#list(() => null)
    },
    openSignInPage: () => Promise.resolve(ok(null)),
    copyUserCode: () => Promise.resolve(ok({ what: 'the code', clearsAt: null })),
    cancelOperation: ({ operationId }) => {
      this.#cancels.get(operationId)?.()
      return Promise.resolve(ok(null))
    },
    listTenants: ({ accountId }) => this.#list(() => ({ ...this.#tenants, accountId })),
    selectTenant: ({ accountId, tenantId }) => {
      this.#tenants = { ...this.#tenants, selectedTenantId: tenantId }
      return this.#list(() => ({ ...this.#tenants, accountId }))
    },
    pinTenant: ({ accountId, tenantId, pinned }) => {
      const tenants = this.#tenants.tenants.map((one) => (one.tenantId === tenantId ? { ...one, pinned } : one))
      this.#tenants = { ...this.#tenants, tenants }
      return this.#list(() => ({ ...this.#tenants, accountId }))
    },
    listResources: () => Promise.resolve(ok(resources)),
    listTokens: () => this.#list(() => this.#tokens),
    acquireToken: async ({ accountId, tenantId, scope }) => {
      await this.#wait()
      if (this.switches.offline) return no({ code: 'offline' })
      const [like] = tokensOf({ ...this.switches, lists: 'ready' })
      if (like === undefined) return no(failures.unexpected)
      const resource = resources.find((one) => one.scopes.includes(scope))
      const token = {
        ...like,
        tokenId: `token-${scope}`,
        accountId,
        tenantId,
        scope,
        resource: resource?.resource ?? 'other',
        resourceLabel: resource?.label ?? scope,
        source: 'network',
        acquiredAt: soon(0),
        expiresAt: soon(3900)
      } as const
      this.#tokens = [token, ...this.#tokens.filter((other) => other.scope !== scope)]
      this.send('tokens-changed', this.#tokens)
      return ok(token)
    },
    readClaims: ({ tokenId }) =>
      this.#list(() => {
        const token = this.#tokens.find((one) => one.tokenId === tokenId) ?? tokensOf(ordinary)[0]
        if (token === undefined) throw new Error('no token to read')
        const payload = Object.fromEntries(claims.map(({ claim, value }) => [claim, value]))
        const expectations = [
          { claim: 'aud', expected: 'https://atlas.microsoft.com', got: 'https://atlas.microsoft.com', met: true },
          { claim: 'roles', expected: 'Azure Maps Data Reader', got: 'none', met: false }
        ]
        return { token, header, claims, expectations, payloadJson: JSON.stringify(payload, null, 2) }
      }),
    verifySignature: async () => {
      await this.#wait()
      const reason = 'Signed by a key that the directory publishes. Nobody changed this token.'
      return ok({ state: 'valid', keyId: header[1]?.value ?? null, reason, checkedAt: soon(0) })
    },
    copyToken: ({ form }) => {
      const what = { token: 'access token', 'authorization-header': 'Authorization header', curl: 'curl command' }[form]
      return Promise.resolve(ok({ what, clearsAt: soon(30) }))
    },
    revealToken: () => Promise.resolve(ok({ token: `eyJ.fake.${'token'.repeat(60)}`, hidesAt: soon(20) })),
    removeToken: ({ tokenId }) => {
      this.#tokens = this.#tokens.filter((token) => token.tokenId !== tokenId)
      return Promise.resolve(ok(null))
    },
    listTargets: () => this.#list(() => this.#targets),
    saveMapsTarget: ({ targetId, label, endpoint, mapsClientId, primaryKey, secondaryKey }) => {
      if (label === '') return Promise.resolve(no({ code: 'input-missing', field: 'label' }))
      if (!endpoint.startsWith('https://')) return Promise.resolve(no(failures['endpoint-refused']))
      const lastFour = (key: string | null): string | null => (key === null || key === '' ? null : key.slice(-4))
      const target = {
        targetId: targetId ?? `target-${label}`,
        kind: 'maps',
        cloud: this.switches.cloud ?? 'public',
        label,
        endpoint,
        mapsClientId,
        primaryKeyLastFour: lastFour(primaryKey),
        secondaryKeyLastFour: lastFour(secondaryKey)
      } as const
      this.#targets = [...this.#targets.filter((other) => other.targetId !== target.targetId), target]
      return Promise.resolve(ok(target))
    },
    saveGeoCatalogTarget: ({ targetId, label, endpoint }) => {
      if (!endpoint.startsWith('https://')) return Promise.resolve(no(failures['endpoint-refused']))
      const cloud = this.switches.cloud ?? 'public'
      const target = { targetId: targetId ?? `target-${label}`, kind: 'geocatalog', cloud, label, endpoint } as const
      this.#targets = [...this.#targets.filter((other) => other.targetId !== target.targetId), target]
      return Promise.resolve(ok(target))
    },
    removeTarget: ({ targetId }) => {
      this.#targets = this.#targets.filter((target) => target.targetId !== targetId)
      return Promise.resolve(ok(null))
    },
    runAccessTest: async ({ operationId, targetId }) => {
      const target = this.#targets.find((one) => one.targetId === targetId)
      if (target === undefined) return no({ code: 'not-found', what: 'target' })
      const { credentials, checks } = planOf(target)
      const run = { complete: true }
      this.#cancels.set(operationId, () => {
        run.complete = false
      })
      const startedAt = soon(0)
      const cells = []
      this.send('access-test-progressed', { operationId, step: 'planned', credentials, checks })
      for (const check of checks) {
        for (const credential of credentials) {
          await this.#wait()
          if (!run.complete) continue
          const cell = cellOf(credential, check)
          cells.push(cell)
          this.send('access-test-progressed', { operationId, step: 'answered', cell })
        }
      }
      return ok({
        target,
        credentials,
        checks,
        cells,
        startedAt,
        tookMs: Date.now() - Date.parse(startedAt),
        complete: run.complete
      })
    }
  }
}
