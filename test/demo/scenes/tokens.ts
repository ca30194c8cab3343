import assert from 'node:assert/strict'
import {
  acquireToken,
  checkSignature,
  closePanel,
  openClaims,
  readClaims,
  readTokens,
  unmetExpectations
} from '../../support/screens/tokens.ts'
import { castOf } from '../cast.ts'
import type { Stage } from '../stage.ts'
import type { Step } from '../step.ts'

/** Application IDs by which Entra ID names the services in a token, and their addresses. */
const audiences = {
  GeoCatalog: ['https://geocatalog.spatio.azure.com', '6388acc4-795e-43a9-a320-33075c1eb83b'],
  'Azure Maps': ['https://atlas.microsoft.com', 'ba1ea022-5807-41d5-bbeb-292c7e1cf5f6']
}

/** Tokens for both services, and what they say. */
export const tokens: readonly Step[] = [
  acquire('GeoCatalog'),
  acquire('Azure Maps'),
  {
    name: 'Look at the claims',
    play: async (stage) => {
      const { ann, tenant } = castOf(stage.practice.ready)
      const panel = await openClaims(stage.page, 'Azure Maps', ann.userPrincipalName)
      const claims = new Map((await readClaims(panel)).map(({ claim, value }) => [claim, value]))
      const aud = claims.get('aud') ?? ''
      assert.ok(isFor('Azure Maps', aud), `The token is for ${aud}`)
      assert.equal(claims.get('scp'), 'user_impersonation')
      assert.equal(claims.get('tid'), tenant.tenantId)
      assert.deepEqual(await unmetExpectations(panel), [], 'The window says that the service needs something else')
      stage.mapsTokenId = claims.get('uti') ?? null
      await stage.picture('claims')
      return `Audience ${aud}, scope user_impersonation, tenant ${tenant.displayName}: what Azure Maps needs.`
    }
  },
  {
    name: 'Check the signature',
    play: async (stage) => {
      const title = await checkSignature(stage.page.getByRole('complementary', { name: 'What this token says' }))
      assert.equal(title, 'The signature is valid.')
      await stage.picture('signature')
      await closePanel(stage.page)
      return 'It is made by a key that the tenant publishes.'
    }
  }
]

function acquire(resource: keyof typeof audiences): Step {
  return {
    name: `Acquire a token for ${resource}`,
    play: async (stage: Stage) => {
      const answer = await acquireToken(stage.page, { resource })
      assert.match(answer, new RegExp(`^Token for ${resource} acquired\\.`))
      assert.ok(!answer.includes('in the vault already'), 'A first token cannot have been in the vault')
      await closePanel(stage.page)
      const { ann, tenant } = castOf(stage.practice.ready)
      const line = (await readTokens(stage.page)).find((one) => one.resource === resource)
      assert.equal(line?.identity, ann.userPrincipalName)
      assert.equal(line.tenant, tenant.displayName)
      return `The list shows it for ${line.identity} in ${line.tenant}: ${line.valid}.`
    }
  }
}

/** Whether an audience names that service. */
export function isFor(service: keyof typeof audiences, audience: string): boolean {
  return audiences[service].includes(audience.replace(/\/$/, ''))
}
