import type { Target } from '#contract/model'
import { cloudOfProfile } from '#contract/profile'
import { hasTexts, isTextOrNull, membersOf } from './stored-shape.ts'

/** The target that an entry of the index holds; null where it holds none. Its cloud is that of its profile. */
export function toStoredTarget(targetId: string, value: unknown): Target | null {
  const target = membersOf(value)
  if (target?.targetId !== targetId || !hasTexts(target, 'profileId', 'label', 'endpoint')) return null
  const { profileId, label, endpoint, kind, primaryKeyLastFour, secondaryKeyLastFour } = target
  const cloud = cloudOfProfile(profileId)
  if (cloud === null) return null
  const known = { targetId, profileId, cloud, label, endpoint }
  if (kind === 'geocatalog') return { ...known, kind }
  if (kind !== 'maps' || !hasTexts(target, 'mapsClientId')) return null
  if (!isTextOrNull(primaryKeyLastFour) || !isTextOrNull(secondaryKeyLastFour)) return null
  return { ...known, kind, mapsClientId: target.mapsClientId, primaryKeyLastFour, secondaryKeyLastFour }
}
