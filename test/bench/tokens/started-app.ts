import type { Account } from '../../../electron/contract/model.ts'
import { createArm } from '../../../electron/adapters/arm/arm.ts'
import { createEntra } from '../../../electron/adapters/entra/entra.ts'
import type { Http } from '../../../electron/adapters/http/http.ts'
import { createServiceProbe } from '../../../electron/adapters/probe/service-probe.ts'
import { openVault } from '../../../electron/adapters/vault/vault.ts'
import type { Cloud } from '../../../electron/knowledge/clouds.ts'
import type { Services } from '../../../electron/services/compose.ts'
import type { Clock, Keychain, Vault, VaultCare } from '../../../electron/services/ports.ts'
import { BrowserScript } from '../../clients/browser-script.ts'
import { buildHouse } from '../../fakes/house.ts'

/** The app without its window, with everything real but the keychain and the person's browser. */
export interface StartedApp {
  services: Services
  vault: Vault & VaultCare
  /** What the window would have been told. */
  events: unknown[]
  stop: () => Promise<void>
}

/** Starts it on a vault, as another process would after the last one ended. */
export async function startWithoutWindow(
  cloud: Cloud,
  { folder, keychain, http, clock }: { folder: string; keychain: Keychain; http: Http; clock: Clock }
): Promise<StartedApp> {
  const vault = await openVault({ folder, keychain })
  const browser = {
    open: async (page: string): Promise<void> => {
      const script = new BrowserScript()
      await script.postBack(await script.open(page))
    }
  }
  const entra = createEntra({ http, vault, clock, browser })
  const outside = { entra, arm: createArm(http), probe: createServiceProbe(http), clock }
  const { services, events } = await buildHouse({ clouds: [cloud], vault, outside })
  return { services, vault, events, stop: () => vault.close() }
}

/** Signs ann in by the browser's flow. */
export function signInAnn({ services }: Pick<StartedApp, 'services'>): Promise<Account> {
  return services.signIn.withUser({
    operationId: 'sign-in',
    method: 'interactive',
    tenant: null,
    clientId: null,
    practiceAccount: 'ann@contoso.com'
  })
}
