import * as v from 'valibot'
import type { JsonBody } from '../../http/json-body.ts'
import { pageOf } from '../../http/page.ts'
import { visibleSubscriptions } from '../../world/authorization.ts'
import { ArmError } from '../arm-error.ts'
import { type ArmReply, type ArmRequest, type ArmRoute, methodNotAllowed } from '../arm-request.ts'
import { readBody } from '../read-body.ts'
import { badQuery, readQuery } from './read-query.ts'
import { type Line, TABLES } from './tables.ts'

const MOST_LINES = 1000
const LONGEST_QUERY = 10_000

const bodySchema = v.object({
  query: v.pipe(v.string(), v.nonEmpty(), v.maxLength(LONGEST_QUERY)),
  subscriptions: v.nullish(v.array(v.string())),
  options: v.nullish(
    v.object({
      $top: v.nullish(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(MOST_LINES))),
      $skip: v.nullish(v.pipe(v.number(), v.integer(), v.minValue(0))),
      $skipToken: v.nullish(v.string()),
      resultFormat: v.nullish(v.picklist(['objectArray', 'table']))
    })
  )
})

const columnType = (value: unknown): string =>
  typeof value === 'number'
    ? 'integer'
    : typeof value === 'boolean'
      ? 'boolean'
      : typeof value === 'object'
        ? 'object'
        : 'string'

const asTable = (lines: readonly Line[]): JsonBody => {
  const names = [...new Set(lines.flatMap((line) => Object.keys(line)))]
  const [first = {}] = lines
  return {
    columns: names.map((name) => ({ name, type: columnType(first[name]) })),
    rows: lines.map((line) => names.map((name) => line[name] ?? null))
  }
}

const run = async (request: ArmRequest): Promise<ArmReply> => {
  const { cloud, caller } = request
  const { query, subscriptions, options } = await readBody(request, bodySchema)
  const { table, steps } = readQuery(query)
  const lines = TABLES.get(table)
  if (lines === undefined) throw badQuery(table)
  const wanted = subscriptions?.map((id) => id.toLowerCase())
  // As in Azure: subscriptions that the caller cannot see are passed over without a word.
  const places = visibleSubscriptions(cloud.world, caller.tenantId, caller.objectId)
    .filter(({ subscriptionId }) => wanted === undefined || wanted.length === 0 || wanted.includes(subscriptionId))
    .map(({ subscriptionId }) => `/subscriptions/${subscriptionId}`)
  const all = places.flatMap((place) => lines(request, place))
  const found = steps.reduce((seen, step) => step(seen), all).slice(options?.$skip ?? 0)
  const { value, skip } = pageOf(found, options?.$top ?? MOST_LINES, options?.$skipToken ?? undefined)
  if (value === undefined) throw new ArmError(400, 'BadRequest', 'The skip token is not valid.', { guessed: true })
  return {
    body: {
      totalRecords: found.length,
      count: value.length,
      data: options?.resultFormat === 'table' ? asTable(value) : value,
      facets: [],
      resultTruncated: 'false',
      ...(skip === undefined ? {} : { $skipToken: skip })
    },
    headers: { 'x-ms-user-quota-remaining': '14', 'x-ms-user-quota-resets-after': '00:00:05' },
    guessed: true
  }
}

/** Azure Resource Graph: a small part of its query language over what the caller may read. */
export const resourceGraph: ArmRoute = {
  displayType: 'Microsoft.ResourceGraph/resources',
  versions: [
    '2018-09-01-preview',
    '2019-04-01',
    '2020-04-01-preview',
    '2021-03-01',
    '2021-06-01-preview',
    '2022-10-01',
    '2024-04-01'
  ],
  answer: (request) => {
    const { c, path } = request
    if (c.req.method !== 'POST' || path.scope !== '' || path.name !== undefined) throw methodNotAllowed()
    return run(request)
  }
}
