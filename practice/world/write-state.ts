import { stringify } from 'yaml'
import type { WeatherRule } from '../weather/rules.ts'
import type { MapsAccount, SecretVersion, World } from './model.ts'

const HEAD = '# The state of a practice cloud. Every field is described in docs/practice-state-file.md.\n'

const without = <T extends object, K extends keyof T>(whole: T, ...fields: K[]): Omit<T, K> => {
  const rest = { ...whole }
  for (const field of fields) Reflect.deleteProperty(rest, field)
  return rest
}

/** A version of a vault's secret without its value; the key of an account stays recognisable as such. */
const versionWithoutValue = (version: SecretVersion, accounts: readonly MapsAccount[]): object => {
  const rest = without(version, 'value')
  const primary = accounts.find(({ primaryKey }) => primaryKey === version.value)
  if (primary !== undefined) return { ...rest, sharedKeyOf: primary.name }
  const secondary = accounts.find(({ secondaryKey }) => secondaryKey === version.value)
  return secondary === undefined ? rest : { ...rest, sharedKeyOf: secondary.name, sharedKey: 'secondary' }
}

/** A world without passwords, keys and other secrets; whoever starts from it gets new ones. */
export const withoutSecrets = (world: World): object => ({
  ...world,
  users: world.users.map((user) => without(user, 'password', 'mfaCode')),
  applications: world.applications.map((application) => ({
    ...application,
    secrets: application.secrets.map((secret) => without(secret, 'value')),
    // A certificate whose key is left out is of no use: a new one is made with a new key.
    certificates: application.certificates.map((one) =>
      one.privateKeyPem === '' ? one : without(one, 'privateKeyPem', 'certificatePem')
    )
  })),
  mapsAccounts: world.mapsAccounts.map((account) => without(account, 'primaryKey', 'secondaryKey', 'platformKey')),
  vaults: world.vaults.map((vault) => ({
    ...vault,
    secrets: vault.secrets.map((secret) => ({
      ...secret,
      versions: secret.versions.map((version) => versionWithoutValue(version, world.mapsAccounts))
    }))
  })),
  storageAccounts: world.storageAccounts.map((account) => without(account, 'key', 'secondKey'))
})

/** Above so many people YAML takes seconds to write, so that JSON is written, which is a part of it. */
const MOST_PEOPLE_IN_YAML = 1000

/** A state as the text of a state file. */
export const stateText = (world: World, weather: readonly WeatherRule[], { secrets }: { secrets: boolean }): string => {
  const state = { ...(secrets ? world : withoutSecrets(world)), ...(weather.length === 0 ? {} : { weather }) }
  if (world.users.length > MOST_PEOPLE_IN_YAML) return `${JSON.stringify(state, null, 1)}\n`
  return `${HEAD}${stringify(state, { lineWidth: 0, aliasDuplicateObjects: false })}`
}
