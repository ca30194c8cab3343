import type { Context, Hono } from 'hono'
import * as v from 'valibot'
import type { CloudContext } from '../cloud-context.ts'
import type { PracticeEnv } from '../http/practice-env.ts'
import { describeCatalogue, makeRule } from './catalogue.ts'
import { unknownNames } from './unknown-names.ts'
import { ruleSchema, rulesSchema } from './rules.ts'

const problemsOf = (issues: readonly v.BaseIssue<unknown>[]): string[] =>
  issues.map((issue) => `${v.getDotPath(issue) ?? 'body'}: ${issue.message}`)

const catalogueSchema = v.objectWithRest({ catalogue: v.string() }, v.union([v.string(), v.number()]))

/** The routes that read and set the weather. */
export const addWeatherRoutes = (
  app: Hono<PracticeEnv>,
  { weather, world }: Pick<CloudContext, 'weather' | 'world'>
): void => {
  const refused = (c: Context<PracticeEnv>, error: string, problems: readonly string[]): Response =>
    c.json({ error, problems }, 400)
  const bodyOf = (c: Context<PracticeEnv>): Promise<unknown> => c.req.json<unknown>().catch(() => undefined)

  app.get('/faults', (c) => c.json(weather.list()))
  app.post('/faults', async (c) => {
    const parsed = v.safeParse(rulesSchema, await bodyOf(c))
    if (!parsed.success) return refused(c, 'The weather rules are not valid.', problemsOf(parsed.issues))
    await weather.replace(parsed.output)
    return c.json({ rules: parsed.output.length })
  })
  app.delete('/faults', async (c) => {
    await weather.replace([])
    return c.json({ rules: 0 })
  })

  app.get('/weather', (c) => c.json({ rules: weather.list(), catalogue: describeCatalogue() }))
  app.post('/weather', async (c) => {
    const body = await bodyOf(c)
    const chosen = v.safeParse(catalogueSchema, body)
    const made = chosen.success ? makeRule(chosen.output) : undefined
    if (made !== undefined && !made.ok) return refused(c, 'The weather was not set.', made.problems)
    const unknown = made === undefined ? [] : unknownNames(world, made.rule.match)
    if (unknown.length > 0) return refused(c, 'The weather was not set.', unknown)
    const parsed = v.safeParse(ruleSchema, made === undefined ? body : made.rule)
    if (!parsed.success) return refused(c, 'The weather rule is not valid.', problemsOf(parsed.issues))
    const rule = await weather.add(parsed.output)
    return rule === undefined
      ? c.json({ error: 'A rule with this id is in force already.', problems: ['id: taken'] }, 409)
      : c.json(rule, 201)
  })
  app.delete('/weather/:id', async (c) => {
    const id = c.req.param('id')
    return (await weather.remove(id)) ? c.json({ removed: id }) : c.json({ error: 'No rule has this id.' }, 404)
  })
}
