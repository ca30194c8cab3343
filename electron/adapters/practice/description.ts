import { chmodSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import * as v from 'valibot'
import { isLoopback } from '../http/loopback.ts'

/** The practice cloud lives on this computer; a description that speaks of another one is not believed. */
const page = v.pipe(v.string(), v.check(isLoopback))
const service = v.pipe(page, v.startsWith('https://'))

// Loose: what else the line says is kept, for those who read the file.
const readySchema = v.looseObject({
  caFile: v.string(),
  endpoints: v.looseObject({
    login: service,
    arm: service,
    maps: service,
    /** Empty in a world without one. */
    geocatalog: v.union([v.literal(''), service]),
    /** Where its machine hands out managed identities; plain http, as in Azure. */
    imds: v.exactOptional(page),
    signIn: page
  }),
  users: v.array(
    v.looseObject({ userPrincipalName: v.string(), password: v.string(), displayName: v.optional(v.string()) })
  ),
  apps: v.array(
    v.looseObject({
      tenantId: v.string(),
      clientId: v.string(),
      secret: v.string(),
      certificateFile: v.exactOptional(v.string()),
      displayName: v.optional(v.string())
    })
  ),
  maps: v.array(
    v.looseObject({
      resourceId: v.optional(v.string()),
      name: v.optional(v.string()),
      clientId: v.string(),
      primaryKey: v.string(),
      secondaryKey: v.string(),
      endpoint: v.optional(service)
    })
  ),
  /** Where the weather is set and the log is read. */
  admin: v.exactOptional(v.object({ url: page, token: v.string() })),
  geocatalogs: v.optional(
    v.array(
      v.looseObject({
        resourceId: v.optional(v.string()),
        name: v.optional(v.string()),
        endpoint: v.optional(service)
      })
    ),
    []
  )
})

const descriptionSchema = v.looseObject({
  ...readySchema.entries,
  caPem: v.string(),
  /** First of the ports that it was started with. */
  portBase: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(65_511)),
  /** What it was started with besides. */
  options: v.optional(
    v.object({
      world: v.exactOptional(v.string()),
      worldSeed: v.exactOptional(v.number()),
      stateFile: v.exactOptional(v.string()),
      folder: v.exactOptional(v.string()),
      deviceCodeSeconds: v.exactOptional(v.number()),
      deviceCodeIntervalSeconds: v.exactOptional(v.number()),
      accessTokenSeconds: v.exactOptional(v.number())
    })
  ),
  /** The process that answers; null once it stopped. */
  pid: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(1)))
})

/** What a practice cloud says of itself in its ready line. */
export type PracticeReady = v.InferOutput<typeof readySchema>

/** The ready line as it is kept: enough to use what is stored while the practice cloud is stopped. */
export type PracticeDescription = v.InferOutput<typeof descriptionSchema>

/** Reads a ready line; null where the text is none. */
export function parseReady(line: string): PracticeReady | null {
  return parseBy(readySchema, line)
}

/** Reads a description file's text; null where it is none. */
export function parseDescription(text: string): PracticeDescription | null {
  return parseBy(descriptionSchema, text)
}

/** The kept description, or null. */
export function readDescription(path: string): PracticeDescription | null {
  try {
    return parseDescription(readFileSync(path, 'utf8'))
  } catch {
    return null
  }
}

/** Writes it whole or not at all, for this user only: it holds the practice world's passwords. */
export function writeDescription(path: string, description: PracticeDescription): void {
  const draft = `${path}.${String(process.pid)}`
  writeFileSync(draft, JSON.stringify(description), { mode: 0o600 })
  chmodSync(draft, 0o600)
  renameSync(draft, path)
}

function parseBy<T>(schema: v.GenericSchema<unknown, T>, text: string): T | null {
  try {
    const parsed = v.safeParse(schema, JSON.parse(text))
    return parsed.success ? parsed.output : null
  } catch {
    return null
  }
}
