import type { JsonBody } from '../../http/json-body.ts'

/** A type of Microsoft Graph, with what lists and filters need to know about it. */
export interface EntityType {
  /** Its name after `microsoft.graph.`. */
  name: string
  /** Every property in the order in which it is sent. */
  properties: readonly string[]
  /** What is sent when nothing is selected; everything where left out. */
  unselected?: readonly string[]
}

/** One object of the directory, with all its properties. */
export interface Entity {
  type: EntityType
  id: string
  body: JsonBody
  /** The property with ids that no source confirms. */
  guessed?: string
}

/** Whether an answer shows something that no source confirms. */
export const showsGuess = ({ guessed }: Entity, select: readonly string[] | undefined): boolean =>
  guessed !== undefined && (select?.includes(guessed) ?? true)

/** The properties that an answer has: those asked for, or the type's usual ones. */
export const shown = ({ type, body }: Entity, select: readonly string[] | undefined): JsonBody => {
  const names = select ?? type.unselected
  if (names === undefined) return body
  const chosen = names.filter((name) => Object.hasOwn(body, name))
  return Object.fromEntries(
    [...(names.includes('id') || select !== undefined ? [] : ['id']), ...chosen].map((name) => [name, body[name]])
  )
}

/** The same, with the type's name, for lists that hold several types. */
export const shownWithType = (entity: Entity, select: readonly string[] | undefined): JsonBody => ({
  '@odata.type': `#microsoft.graph.${entity.type.name}`,
  ...shown(entity, select)
})

/** A time as the directory writes it. */
export const graphTime = (epochMs: number): string => new Date(epochMs).toISOString().replace(/\.\d{3}Z$/, 'Z')
