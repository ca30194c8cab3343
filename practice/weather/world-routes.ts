import type { Hono } from 'hono'
import type { CloudContext } from '../cloud-context.ts'
import type { PracticeEnv } from '../http/practice-env.ts'
import { stateText } from '../world/write-state.ts'

/** The routes that tell who and what lives in the world; secrets only in the state, and only where they are asked for. */
export const addWorldRoutes = (
  app: Hono<PracticeEnv>,
  { world, weather }: Pick<CloudContext, 'world' | 'weather'>
): void => {
  app.get('/state', (c) =>
    c.body(stateText(world, weather.rules(), { secrets: c.req.query('secrets') === 'yes' }), 200, {
      'content-type': 'application/yaml; charset=utf-8'
    })
  )
  app.get('/world', (c) =>
    c.json({
      name: world.name,
      tenants: world.tenants.map(({ tenantId, displayName, defaultDomain }) => ({
        tenantId,
        displayName,
        defaultDomain
      })),
      people: world.users.map(({ userPrincipalName, displayName, enabled, memberships }) => ({
        userPrincipalName,
        displayName,
        enabled,
        memberships: memberships.map(({ tenantId, kind }) => ({ tenantId, kind }))
      })),
      applications: world.applications.map(({ appId, displayName, homeTenantId, kind, firstParty }) => ({
        appId,
        displayName,
        homeTenantId,
        kind,
        firstParty
      })),
      hosts: [
        ...world.vaults.map(({ name }) => name),
        ...world.geoCatalogs.map(({ name }) => name),
        ...world.storageAccounts.map(({ name }) => name)
      ]
    })
  )
}
