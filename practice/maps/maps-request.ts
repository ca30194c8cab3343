import type { Context } from 'hono'
import * as v from 'valibot'
import type { PracticeEnv } from '../http/practice-env.ts'
import { pointSchema } from './geocode.ts'
import type { MapsError } from './maps-error.ts'
import { badRequest } from './maps-error.ts'

type Request = Context<PracticeEnv>

/** The api-version of a request, one of the known ones. */
export const requireVersion = (c: Request, known: readonly string[]): string => {
  const version = c.req.query('api-version') ?? ''
  if (known.includes(version)) return version
  throw badRequest(
    known.includes('1.0') ? '1.0' : version,
    version === '' ? 'api-version is missing or empty' : 'The provided api-version is not supported'
  )
}

/** A query parameter that must be there. */
export const requireText = (c: Request, name: string, version: string): string => {
  const value = c.req.query(name)
  if (value === undefined || value.trim() === '') throw badRequest(version, `${name} is missing or empty`)
  return value
}

/** A query parameter that must be a whole number of at most six digits. */
export const requireWhole = (c: Request, name: string, version: string): number => {
  const value = requireText(c, name, version)
  if (/^\d{1,6}$/.test(value)) return Number(value)
  throw badRequest(version, `The provided value in ${name} is invalid, out of range, or not in the expected format`)
}

const numbersOf = (text: string): number[] => text.split(',').map((one) => (one.trim() === '' ? NaN : Number(one)))

const notCoordinates = (version: string, name: string): MapsError =>
  badRequest(version, `The provided coordinates in ${name} are invalid, out of range, or not in the expected format`)

/** Longitude and latitude out of a query parameter; the old family of routes writes the latitude first. */
export const requirePoint = (c: Request, name: string, version: string): [number, number] => {
  const numbers = numbersOf(requireText(c, name, version))
  const point = v.safeParse(pointSchema, version === '1.0' ? numbers.toReversed() : numbers)
  if (!point.success) throw notCoordinates(version, name)
  return point.output
}

/** The body of a batch, as its schema wants it. */
export const requireBody = async <Schema extends v.GenericSchema>(
  c: Request,
  version: string,
  schema: Schema
): Promise<v.InferOutput<Schema>> => {
  const parsed = v.safeParse(schema, await c.req.json<unknown>().catch(() => undefined))
  if (!parsed.success) throw badRequest(version, 'Request body is invalid or empty')
  return parsed.output
}

/** Sends JSON as Azure Maps does. */
export const sendJson = (c: Request, body: unknown): Response =>
  c.body(JSON.stringify(body), 200, { 'Content-Type': 'application/json; charset=utf-8' })
