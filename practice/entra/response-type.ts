import type { Application } from '../world/model.ts'
import { EntraError } from './entra-error.ts'

const TYPES = ['code', 'id_token', 'token'] as const

/** One thing that an authorize request wants back. */
export type ResponseType = (typeof TYPES)[number]

const MODES = ['query', 'fragment', 'form_post'] as const

/** How an answer comes back. */
export type ResponseMode = (typeof MODES)[number]

const words = (text: string | undefined): string[] => (text ?? '').split(/\s+/).filter((word) => word !== '')

/** The known response types of a request. */
export const responseTypesOf = (fields: ReadonlyMap<string, string>): ResponseType[] =>
  TYPES.filter((type) => words(fields.get('response_type')).includes(type))

const holdsTokens = (types: readonly ResponseType[]): boolean => types.some((type) => type !== 'code')

/** The mode to answer in, errors included: tokens never go into a query. */
export const responseModeOf = (fields: ReadonlyMap<string, string>): ResponseMode => {
  const asked = MODES.find((mode) => mode === fields.get('response_mode'))
  const tokens = holdsTokens(responseTypesOf(fields))
  return asked === undefined || (asked === 'query' && tokens) ? (tokens ? 'fragment' : 'query') : asked
}

/** Refuses response types and modes that are unknown, do not go together or are not switched on for the application. */
export const checkResponse = (
  { implicitGrant }: Pick<Application, 'implicitGrant'>,
  fields: ReadonlyMap<string, string>
): void => {
  const mode = fields.get('response_mode')
  if (mode !== undefined && !MODES.some((known) => known === mode)) throw new EntraError(70007, { mode })
  const responseType = fields.get('response_type')
  if (responseType === undefined) throw new EntraError(900144, { field: 'response_type' })
  const types = responseTypesOf(fields)
  if (types.length === 0 || types.length !== new Set(words(responseType)).size)
    throw new EntraError(70005, { responseType })
  if (types.includes('id_token') && !implicitGrant.idTokens) throw new EntraError(700054, { responseType: 'id_token' })
  if (types.includes('token') && !implicitGrant.accessTokens) throw new EntraError(700051)
  if (mode === 'query' && holdsTokens(types)) throw new EntraError(70007, { mode })
  if (!types.includes('id_token')) return
  if (!words(fields.get('scope')).includes('openid')) throw new EntraError(70005, { responseType })
  if ((fields.get('nonce') ?? '') === '') throw new EntraError(900144, { field: 'nonce' })
}
