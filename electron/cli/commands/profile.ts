import type { CloudName, Profile, ProfileColour, ProfileSummary, SignInDefaults, SignInMethod } from '#contract/model'
import { noDefaults } from '#contract/profile'
import type { CommandContext } from '../context.ts'
import { printResult, table } from '../output.ts'

/** What `profile add` and `profile edit` may be given. */
export interface ProfileOptions {
  name?: string
  colour?: ProfileColour
  tenant?: string
  clientId?: string
  method?: SignInMethod
  /** False for `--no-defaults`. */
  defaults?: boolean
}

/** `profile list`: the profiles, with what is in them. */
export function listProfiles({ services, output, asJson }: CommandContext): Promise<void> {
  const profiles = services.profiles.list()
  const rows = profiles.map((profile) => [
    profile.name,
    profile.cloud,
    String(profile.accounts),
    profile.inUse ? 'in use' : '',
    profile.profileId
  ])
  printResult(output, asJson, profiles, table([['Name', 'Cloud', 'Accounts', 'In use', 'ID'], ...rows]))
  return Promise.resolve()
}

/** `profile add`: a new profile in a cloud. */
export async function addProfile(
  { services, output, asJson }: CommandContext,
  name: string,
  options: ProfileOptions & { cloud: CloudName }
): Promise<void> {
  const { cloud, colour = 'slate' } = options
  const defaults = changed(noDefaults, options)
  const profile = await services.profiles.save({ profileId: null, cloud, name, colour, defaults })
  print(output, asJson, profile, 'Added')
}

/** `profile edit`: another name, colour or other sign-in defaults. */
export async function editProfile(
  { services, output, asJson }: CommandContext,
  wanted: string,
  options: ProfileOptions
): Promise<void> {
  const { profileId, cloud, name, colour } = find(services, wanted)
  const { tenant, clientId, method } = options
  const isSame = options.defaults !== false && [tenant, clientId, method].every((value) => value === undefined)
  const before = options.defaults === false ? noDefaults : null
  const defaults = isSame ? null : changed(before ?? (await services.profiles.signInDefaults(profileId)), options)
  const profile = await services.profiles.save({
    profileId,
    cloud,
    name: options.name ?? name,
    colour: options.colour ?? colour,
    defaults
  })
  print(output, asJson, profile, 'Changed')
}

/** `profile use`: works in it from now on, in the window too. */
export async function useProfile({ services, output, asJson }: CommandContext, wanted: string): Promise<void> {
  const profile = find(services, wanted)
  await services.profiles.use(profile.profileId)
  printResult(output, asJson, profile, [`In use: ${profile.name} (${profile.profileId}).`])
}

/** `profile remove`: signs its accounts out and forgets its targets and keys. */
export async function removeProfile({ services, output, asJson }: CommandContext, wanted: string): Promise<void> {
  const profile = find(services, wanted)
  const next = await services.profiles.remove(profile.profileId)
  printResult(output, asJson, { removed: profile.profileId, inUse: next?.profileId ?? null }, [
    `Removed ${profile.name}.`,
    ...(next === null ? [] : [`In use now: ${next.name}.`])
  ])
}

function find({ profiles }: CommandContext['services'], wanted: string): Profile {
  return profiles.named(wanted)
}

function changed(before: SignInDefaults, { tenant, clientId, method }: ProfileOptions): SignInDefaults {
  return {
    tenant: tenant ?? before.tenant,
    clientId: clientId ?? before.clientId,
    method: method ?? before.method
  }
}

function print(output: CommandContext['output'], asJson: boolean, profile: ProfileSummary, verb: string): void {
  printResult(output, asJson, profile, [`${verb} ${profile.name} (${profile.profileId}).`])
}
