import type { SignInDefaults } from '#contract/model'
import { noDefaults, signInMethods } from '#contract/profile'
import { parseGuid, parseTenant } from './input.ts'
import type { Vault } from './ports.ts'

/** What a profile's sign-in starts with. It is sealed: it decides which application and directory a person signs in to. */
export class SignInDefaultsOfProfiles {
  readonly #vault: Vault

  constructor(vault: Vault) {
    this.#vault = vault
  }

  /** Throws `record-damaged` where the entry cannot be opened or trusted. */
  async read(profileId: string): Promise<SignInDefaults> {
    const sealed = await this.#vault.read('profile', profileId)
    return sealed === null ? noDefaults : toDefaults(JSON.parse(sealed))
  }

  async write(profileId: string, defaults: SignInDefaults): Promise<void> {
    if (isAnyGiven(defaults)) await this.#vault.write('profile', profileId, JSON.stringify(defaults))
    else await this.remove(profileId)
  }

  async remove(profileId: string): Promise<void> {
    await this.#vault.remove('profile', profileId)
  }
}

/** True where they are not all the usual. */
export function isAnyGiven(defaults: SignInDefaults): boolean {
  return Object.values(defaults).some((value) => value !== null)
}

/** What a person typed, checked; an empty field means the usual. */
export function parseDefaults({ tenant, clientId, method }: SignInDefaults): SignInDefaults {
  const given = (typed: string | null): typed is string => typed !== null && typed.trim() !== ''
  return {
    tenant: given(tenant) ? parseTenant(tenant) : null,
    clientId: given(clientId) ? parseGuid('client-id', clientId) : null,
    method
  }
}

/** A newer Graticule may have written a method that this one does not know. */
function toDefaults(value: unknown): SignInDefaults {
  const { tenant, clientId, method } = value as Partial<Record<keyof SignInDefaults, unknown>>
  return {
    tenant: typeof tenant === 'string' ? tenant : null,
    clientId: typeof clientId === 'string' ? clientId : null,
    method: signInMethods.find((one) => one === method) ?? null
  }
}
