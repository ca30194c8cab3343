import * as v from 'valibot'
import type { JsonBody } from '../http/json-body.ts'
import { makeMapsSas, SIGNING_KEYS } from '../maps/sas-token.ts'
import type { MapsAccount } from '../world/model.ts'
import { ArmError } from './arm-error.ts'
import type { ArmRequest } from './arm-request.ts'
import { readBody } from './read-body.ts'

const LONGEST_MS = 24 * 3_600_000
const MOST_PER_SECOND = 500

const time = v.pipe(
  v.string(),
  v.transform((text) => Date.parse(text)),
  v.number('A time such as 2026-05-24T10:42:03.1567373Z is needed.')
)
const bodySchema = v.object({
  signingKey: v.picklist(SIGNING_KEYS),
  principalId: v.pipe(v.string(), v.uuid('The object id of an identity is needed.')),
  regions: v.nullish(v.array(v.string()), []),
  maxRatePerSecond: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(MOST_PER_SECOND)),
  start: time,
  expiry: time
})

const badRequest = (message: string): ArmError => new ArmError(400, 'BadRequest', message, { guessed: true })

/** Makes a SAS token that acts for a user-assigned identity of the account. */
export const makeSas = async (request: ArmRequest, account: MapsAccount): Promise<JsonBody> => {
  const { world } = request.cloud
  const { signingKey, principalId, regions, maxRatePerSecond, start, expiry } = await readBody(request, bodySchema)
  if (expiry <= start) throw badRequest('The expiry must be later than the start.')
  if (expiry - start > LONGEST_MS) throw badRequest('There may be at most 24 hours between start and expiry.')
  const identity = world.managedIdentities.find(({ objectId }) => objectId === principalId.toLowerCase())
  if (identity === undefined || !account.userAssignedIdentities.includes(identity.resourceId))
    throw badRequest(
      `The principal '${principalId}' is no user-assigned identity of the account '${account.name}'. Assign it to the account first.`
    )
  const terms = { signingKey, principalId: identity.objectId, maxRatePerSecond, regions }
  return { accountSasToken: await makeMapsSas(account, { ...terms, startsAt: start, expiresAt: expiry }) }
}
