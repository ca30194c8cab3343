import type { Target } from '#contract/model'
import { cloudOfProfile } from '#contract/profile'
import { areTexts, isTextOrNull, membersOf } from './stored-shape.ts'

/** The target that an entry of the index holds; null where it holds none. Its cloud is that of its profile. */
export function toStoredTarget(targetId: string, value: unknown): Target | null {
  const target = membersOf(value)
  if (target?.targetId !== targetId) return null
  const { profileId, label, endpoint, kind, mapsClientId, primaryKeyLastFour, secondaryKeyLastFour } = target
  if (!areTexts(label, endpoint) || typeof profileId !== 'string') return null
  const isMaps =
    kind === 'maps' && areTexts(mapsClientId) && [primaryKeyLastFour, secondaryKeyLastFour].every(isTextOrNull)
  const cloud = cloudOfProfile(profileId)
  return cloud === null || !(isMaps || kind === 'geocatalog') ? null : ({ ...target, cloud } as Target)
}
