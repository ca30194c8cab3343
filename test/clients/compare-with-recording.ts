import { readFile } from 'node:fs/promises'
import { expect, it } from 'vitest'
import { at, type Fixture } from './practice-fixture.ts'

/** A real answer of Azure, as the files in recordings/ hold it. */
export interface Recording {
  id: string
  /** `kind` where somebody pasted parts of the answer into a report. */
  source: { kind?: string }
  request: { body: unknown }
  response: { status: number; headers: Record<string, string>; body: unknown }
  note?: string
}

/** Reads one recording by its id. */
export const readRecording = async (id: string): Promise<Recording> =>
  JSON.parse(await readFile(new URL(`recordings/${id}.json`, import.meta.url), 'utf8')) as Recording

/** Headers whose values say something; of all others only the presence is compared. */
const TELLING = new Set([
  'content-type',
  'cache-control',
  'pragma',
  'expires',
  'www-authenticate',
  'x-ms-clitelem',
  'x-ms-error-code',
  'x-content-type-options',
  'x-cache',
  'p3p',
  'access-control-allow-origin',
  'access-control-allow-methods'
])

/** Headers of the transport and of the edge in front of the service: not the service's own words. */
const TRANSPORT = new Set([
  'content-length',
  'connection',
  'vary',
  'request-context',
  'x-azure-ref',
  'traceparent',
  'accept-ranges'
])

const kind = (value: unknown): string => (value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value)

const isRecord = (value: unknown): value is Record<string, unknown> => kind(value) === 'object'

/** Members whose words are fixed. */
const FIXED = /\.(code|error|suberror|token_type|type|error_codes\[\])$/
/** Within this factor numbers have the same order of magnitude; times and places say nothing by theirs. */
const MAGNITUDE = 100

const scalarDifferences = (path: string, real: unknown, ours: unknown): string[] => {
  if (FIXED.test(path)) return real === ours ? [] : [`${path} is other`]
  if (typeof real !== 'number' || typeof ours !== 'number') return []
  const [less, more] = [Math.abs(real), Math.abs(ours)].map((one) => Math.max(one, 1)).sort((a, b) => a - b)
  return (more ?? 1) > (less ?? 1) * MAGNITUDE ? [`${path} is of another order of magnitude`] : []
}

const bodyDifferences = (path: string, real: unknown, ours: unknown): string[] => {
  if (kind(real) !== kind(ours)) return [`${path} is ${kind(ours)}, not ${kind(real)}`]
  if (Array.isArray(real) && Array.isArray(ours)) {
    return real.length === 0 || ours.length === 0 ? [] : bodyDifferences(`${path}[]`, real[0], ours[0])
  }
  if (!isRecord(real) || !isRecord(ours)) return scalarDifferences(path, real, ours)
  return [
    ...Object.keys(real).flatMap((name) =>
      name in ours ? bodyDifferences(`${path}.${name}`, real[name], ours[name]) : [`${path}.${name} is missing`]
    ),
    ...Object.keys(ours).flatMap((name) => (name in real ? [] : [`${path}.${name} is extra`]))
  ]
}

/** Everything in which an answer differs from the recorded one: status, telling headers, names, types and magnitudes of members, and words that are fixed. */
export const differences = async (recording: Recording, answer: Response): Promise<string[]> => {
  const { status, headers, body } = recording.response
  const found = answer.status === status ? [] : [`status is ${String(answer.status)}, not ${String(status)}`]
  for (const [name, value] of Object.entries(headers)) {
    const lower = name.toLowerCase()
    if (TRANSPORT.has(lower)) continue
    const ours = answer.headers.get(name)
    if (ours === null) found.push(`header ${lower} is missing`)
    else if (TELLING.has(lower) && ours !== value) found.push(`header ${lower} is other`)
  }
  const text = await answer.text()
  // Those who paste an answer into a report often leave its body out.
  if (body === null && recording.source.kind !== undefined) return found
  if (body === null || body === '') return text === '' ? found : [...found, 'body is not empty']
  const ours: unknown = JSON.parse(text)
  // The recordings write the answer `null` as a text, to tell it from none.
  return [...found, ...bodyDifferences('body', body === 'null' ? null : body, ours)]
}

/** The reason why headers that name a part of Azure are missing. */
export const SLICE = 'Names the part of Azure that recorded it; the practice cloud has no parts.'

const NO_HSTS = 'A browser would then refuse the plain http sign-in pages and every other local server on localhost.'
/** Differences that every answer of the practice cloud has. */
const EVERYWHERE: Record<string, string> = { 'header strict-transport-security is missing': NO_HSTS }

/** One recording and the request that is held against it. */
export interface RecordedRow {
  id: string
  ask: () => Promise<Response>
  /** Each known difference, with its reason. */
  known?: Record<string, string>
}

/** One test for each recording: its differences are exactly the known ones. */
export const compareAll = (rows: readonly RecordedRow[]): void => {
  it.each(rows)('$id', async ({ id, ask, known }) => {
    const recording = await readRecording(id)
    const expected = Object.keys({ ...known }).sort()
    const found = await differences(recording, await ask())
    expect(found.filter((one) => !(one in EVERYWHERE)).sort()).toEqual(expected)
  })
}

/** Asks with an application's token, and with the first Azure Maps account's client id. */
export const tokenRequester =
  (fixture: Fixture) =>
  async (origin: string, path: string, index: number, scope: string, method = 'GET'): Promise<Response> =>
    fixture.fetch(`${origin}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${await fixture.appToken(index, scope)}`,
        'x-ms-client-id': at(fixture.cloud.ready.maps, 0).clientId
      }
    })
