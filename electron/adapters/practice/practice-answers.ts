import * as v from 'valibot'
import type { PracticePerson, PracticeWeather } from '#contract/model'
import { conditionText, effectText } from './weather-words.ts'

const action = v.looseObject({ kind: v.string() })

/** What GET /weather answers. */
export const weatherSchema = v.looseObject({
  rules: v.array(
    v.looseObject({
      id: v.string(),
      name: v.optional(v.string()),
      match: v.record(v.string(), v.union([v.string(), v.number()])),
      timesLeft: v.nullable(v.number()),
      do: action
    })
  ),
  catalogue: v.array(
    v.looseObject({
      id: v.string(),
      name: v.string(),
      description: v.string(),
      parameters: v.array(
        v.looseObject({
          name: v.string(),
          kind: v.picklist(['user', 'app', 'resource', 'host', 'service', 'number']),
          label: v.string(),
          preset: v.optional(v.union([v.string(), v.number()])),
          needed: v.optional(v.boolean(), false),
          least: v.optional(v.number()),
          most: v.optional(v.number())
        })
      )
    })
  )
})

/** What GET /requests answers; what lists do not show is dropped. */
export const requestsSchema = v.array(
  v.object({
    number: v.number(),
    at: v.string(),
    service: v.string(),
    method: v.string(),
    path: v.string(),
    status: v.number(),
    injected: v.array(v.string())
  })
)

/** What GET /world answers, as far as it is about people. */
export const worldSchema = v.looseObject({
  tenants: v.array(v.looseObject({ tenantId: v.string(), displayName: v.string() })),
  people: v.array(
    v.looseObject({
      userPrincipalName: v.string(),
      displayName: v.string(),
      enabled: v.boolean(),
      memberships: v.array(v.looseObject({ tenantId: v.string(), kind: v.picklist(['member', 'guest']) }))
    })
  )
})

/** The weather as the app shows it. */
export function weatherOf({ rules, catalogue }: v.InferOutput<typeof weatherSchema>): PracticeWeather {
  return {
    rules: rules.map(({ id, name, match, timesLeft, do: doing }) => ({
      ruleId: id,
      name: name ?? id,
      about: Object.entries(match).map(([field, value]) => conditionText(field, String(value))),
      effect: effectText(doing),
      timesLeft
    })),
    choices: catalogue.map(({ id, name, description, parameters }) => ({
      id,
      name,
      description,
      parameters: parameters.map(({ name: field, kind, label, preset, needed, least, most }) => ({
        name: field,
        kind,
        label,
        preset: preset ?? null,
        needed,
        least: least ?? null,
        most: most ?? null
      }))
    }))
  }
}

/** The people as the app lists them. */
export function peopleOf({ tenants, people }: v.InferOutput<typeof worldSchema>): PracticePerson[] {
  const names = new Map(tenants.map(({ tenantId, displayName }) => [tenantId, displayName]))
  return people.map(({ userPrincipalName, displayName, enabled, memberships }) => ({
    userPrincipalName,
    displayName,
    enabled,
    tenants: memberships.map(({ tenantId, kind }) => ({ name: names.get(tenantId) ?? tenantId, kind }))
  }))
}
