import type { WorldInput } from './model.ts'
import { stableId } from './stable-id.ts'

type Group = NonNullable<WorldInput['groups']>[number]

/** The object ids of the people who are put into groups, all of one tenant. */
export interface GroupedPeople {
  ann: string
  rhea: string
  carl: string
  sam: string
  mia: string
}

/** The id of the group that reads maps and imagery. */
export const MAP_READERS = stableId('group:map-readers')

/** The department's groups; of these only the readers have roles, so that nobody else may do more through one. */
export const groupsOf = (tenantId: string, { ann, rhea, carl, sam, mia }: GroupedPeople): Group[] => {
  const group = (key: string, displayName: string, members: string[]): Group => ({
    objectId: stableId(`group:${key}`),
    tenantId,
    displayName,
    members
  })
  return [
    group('gis-department', 'GIS department', [ann, rhea, mia]),
    // The contractor from Fabrikam is in the field team as a guest.
    group('field-team', 'Field team', [carl]),
    group('support-desk', 'Support desk', [sam]),
    group('map-readers', 'Map readers', [mia])
  ]
}
