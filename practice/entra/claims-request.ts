import * as v from 'valibot'
import { EntraError } from './entra-error.ts'

const one = v.looseObject({ value: v.optional(v.union([v.string(), v.number()])) })
const many = v.looseObject({ values: v.optional(v.union([v.array(v.string()), v.string()])) })

const schema = v.looseObject({
  access_token: v.optional(v.looseObject({ xms_cc: v.optional(v.nullable(many)), nbf: v.optional(v.nullable(one)) }))
})

/** What a `claims` parameter asks of the access token. */
export interface ClaimsRequest {
  /** `cp1` as the client wrote it: it understands claims challenges, so its tokens may live long. */
  capability: string | undefined
  /** Epoch seconds; only a newer token will be taken by the service that sent the challenge. */
  newerThan: number | undefined
}

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Reads a `claims` parameter; what is no JSON object of that shape is 9002313, which is a guess. */
export const readClaimsRequest = (claims: string | undefined): ClaimsRequest => {
  if (claims === undefined || claims === '') return { capability: undefined, newerThan: undefined }
  const read = v.safeParse(schema, parse(claims))
  if (!read.success) throw new EntraError(9002313, {}, { guessed: true })
  const { xms_cc: capabilities, nbf } = read.output.access_token ?? {}
  const newerThan = Number(nbf?.value ?? NaN)
  return {
    capability: [capabilities?.values ?? []].flat().find((value) => value.toLowerCase() === 'cp1'),
    newerThan: Number.isFinite(newerThan) ? newerThan : undefined
  }
}
