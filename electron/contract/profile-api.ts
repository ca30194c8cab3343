import type { AppStatus, CloudName, ProfileColour, ProfileSummary, SignInDefaults } from './model.ts'
import type { Result } from './result.ts'

type Nothing = Record<string, never>

/** The calls about profiles. */
export interface ProfileApi {
  listProfiles: (request: Nothing) => Promise<Result<ProfileSummary[]>>
  /** A null profileId adds a profile in the given cloud; one that is there stays in its own. Null defaults keep the stored ones. */
  saveProfile: (request: {
    profileId: string | null
    cloud: CloudName
    name: string
    colour: ProfileColour
    defaults: SignInDefaults | null
  }) => Promise<Result<ProfileSummary>>
  /** Works in this profile from now on; a cloud's name is the ID of its first one, which needs not be added. */
  useProfile: (request: { profileId: string }) => Promise<Result<AppStatus>>
  /** Signs its accounts out and removes its targets with their keys. */
  removeProfile: (request: { profileId: string }) => Promise<Result<AppStatus>>
  readSignInDefaults: (request: { profileId: string }) => Promise<Result<SignInDefaults>>
}

/** Their channels. */
export const profileChannels = {
  listProfiles: 'profiles:list',
  saveProfile: 'profiles:save',
  useProfile: 'profiles:use',
  removeProfile: 'profiles:remove',
  readSignInDefaults: 'profiles:read-sign-in-defaults'
} as const satisfies Record<keyof ProfileApi, string>
