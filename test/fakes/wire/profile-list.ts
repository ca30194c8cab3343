import type { Profile } from '#contract/model'
import type { WireSwitches } from '../wire-switches.ts'

/** The first profiles of two clouds, and two that were added. */
export function profilesOf(switches: WireSwitches): Profile[] {
  const long = switches.profiles === 'difficult'
  const added = (last: number): string => `public-7f1c2d3e-4a5b-4c6d-8e7f-00000000000${String(last)}`
  const profiles: Profile[] = [
    { profileId: 'public', name: 'Azure', colour: 'teal', cloud: 'public' },
    {
      profileId: added(1),
      name: long ? 'فريق الميدان (Survey) 2026 for every municipality of Denmark' : 'Field team',
      colour: 'green',
      cloud: 'public'
    },
    {
      profileId: added(2),
      name: long ? 'Direktoratet for Samfunnssikkerhet, Geodata og Kartverk 2026' : 'Support (Contoso)',
      colour: 'violet',
      cloud: 'public'
    },
    { profileId: 'usgov', name: long ? '<img src=x onerror=alert(1)>' : 'Gov', colour: 'blue', cloud: 'usgov' }
  ]
  const { cloud } = switches
  if (cloud === null || profiles.some(({ profileId }) => profileId === cloud)) return profiles
  const name = cloud === 'practice' ? 'Practice cloud' : 'Azure in China'
  return [...profiles, { profileId: cloud, name, colour: cloud === 'practice' ? 'orange' : 'red', cloud }]
}

/** The one in use; null at the first start. */
export function profileInUse(switches: WireSwitches): Profile | null {
  const wanted = switches.profileId ?? switches.cloud
  return profilesOf(switches).find(({ profileId }) => profileId === wanted) ?? null
}
