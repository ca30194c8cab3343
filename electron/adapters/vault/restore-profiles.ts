import { cloudOfProfile, profileOfAccount, type Profile } from '#contract/profile'
import { fromJson, toJson } from './contents.ts'
import type { Store } from './store.ts'

/**
 * Gives profiles whose entry was lost a name again: without one nobody could reach what is in them. The first profile of
 * each cloud needs no entry; inside a transaction.
 */
export function restoreProfiles(store: Store): void {
  const accounts = store.index.list(['account']).map(({ key: [, id = ''] }) => profileOfAccount(id))
  const targets = store.index.list(['target']).map(({ value }) => {
    const target = fromJson(value.toString()) as { profileId?: unknown } | null
    return typeof target?.profileId === 'string' ? target.profileId : ''
  })
  const nameless = [...new Set([...accounts, ...targets])].filter((id) => {
    const cloud = cloudOfProfile(id)
    return cloud !== null && id !== cloud && store.index.get(['profile', id]) === null
  })
  for (const [place, id] of nameless.entries()) {
    const name = `Recovered profile${place === 0 ? '' : ` ${String(place + 1)}`}`
    store.index.put(['profile', id], Buffer.from(toJson({ name, colour: 'slate' } satisfies Partial<Profile>)))
  }
}
