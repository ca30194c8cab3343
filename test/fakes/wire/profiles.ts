import type { Profile, ProfileSummary, SignInDefaults } from '#contract/model'
import { cloudOfProfile, noDefaults } from '#contract/profile'
import type { ProfileApi } from '#contract/profile-api'
import { no, ok, type Desk } from './desk.ts'
import { contoso } from './facts.ts'
import { profilesOf } from './profile-list.ts'
import { statusAfter, statusOf } from './status.ts'

/** The answers about profiles. */
export function profilesAnswers(desk: Desk): ProfileApi {
  let profiles: Profile[] = profilesOf(desk.switches)
  const defaults = new Map<string, SignInDefaults>([
    ['public', { tenant: contoso, clientId: null, method: 'device-code' }]
  ])
  const summary = (profile: Profile): ProfileSummary => {
    const inUse = profile.profileId === statusOf(desk.switches).profile?.profileId
    return { ...profile, accounts: inUse && desk.switches.lists !== 'empty' ? 3 : 0, targets: inUse ? 2 : 0, inUse }
  }
  return {
    listProfiles: () => desk.list(() => profiles.map(summary)),
    saveProfile: async (request) => {
      await desk.wait()
      const { cloud, colour } = request
      const name = request.name.trim()
      if (name === '') return no({ code: 'input-missing', field: 'profile-name' })
      const profileId = request.profileId ?? `${cloud}-7f1c2d3e-4a5b-4c6d-8e7f-00000000000${String(profiles.length)}`
      const others = profiles.filter((one) => one.profileId !== profileId)
      if (others.some((one) => one.name === name)) return no({ code: 'profile-name-taken', name })
      const profile = { profileId, name, colour, cloud }
      profiles = [...others, profile]
      if (request.defaults !== null) defaults.set(profileId, request.defaults)
      return ok(summary(profile))
    },
    useProfile: ({ profileId }) => {
      const cloud = cloudOfProfile(profileId)
      return statusAfter(desk, { cloud, profileId: profileId === cloud ? null : profileId })
    },
    removeProfile: ({ profileId }) => {
      profiles = profiles.filter((one) => one.profileId !== profileId)
      return statusAfter(desk, {})
    },
    readSignInDefaults: async ({ profileId }) => {
      if (desk.switches.profiles === 'damaged') {
        return no({ code: 'record-damaged', label: 'sign-in default' })
      }
      return desk.list(() => defaults.get(profileId) ?? noDefaults)
    }
  }
}
