import type { Hono } from 'hono'
import * as v from 'valibot'
import type { CloudContext } from '../cloud-context.ts'
import type { PracticeEnv } from '../http/practice-env.ts'

const bodySchema = v.pipe(
  v.string(),
  v.parseJson(),
  v.check((body) => !Array.isArray(body)),
  v.strictObject({ retireOld: v.optional(v.boolean(), false) })
)

/** Adds the admin routes for the keys that sign tokens: a new one at once, and the end of the old ones. */
export const addKeyRoutes = (app: Hono<PracticeEnv>, { signer }: Pick<CloudContext, 'signer'>): void => {
  const published = async () => ({ published: (await signer.publicJwks()).map(({ kid }) => kid) })
  app.get('/keys', async (c) => c.json(await published()))
  app.post('/keys/roll-over', async (c) => {
    const text = await c.req.text()
    const parsed = v.safeParse(bodySchema, text.trim() === '' ? '{}' : text)
    if (!parsed.success)
      return c.json({ error: 'The body is {"retireOld": true}, {"retireOld": false} or nothing.' }, 400)
    await signer.rollOver(parsed.output)
    return c.json(await published())
  })
  app.post('/keys/retire-old', async (c) => {
    signer.retireOld()
    return c.json(await published())
  })
}
