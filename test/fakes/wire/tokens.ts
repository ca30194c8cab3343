import type { Api } from '#contract/api'
import { failures } from '../failures.ts'
import { ordinary } from '../wire-switches.ts'
import { claims, header } from './claims.ts'
import { no, ok, type Desk } from './desk.ts'
import { inMinutes } from './facts.ts'
import { resources, tokensOf } from './token-list.ts'

/** The answers about tokens. */
export function tokensAnswers(
  desk: Desk
): Pick<
  Api,
  | 'listResources'
  | 'listTokens'
  | 'acquireToken'
  | 'readClaims'
  | 'verifySignature'
  | 'copyToken'
  | 'revealToken'
  | 'removeToken'
> {
  let tokens = tokensOf(desk.switches)
  return {
    listResources: () => Promise.resolve(ok(resources)),
    listTokens: () => desk.list(() => tokens),
    acquireToken: async ({ accountId, tenantId, scope }) => {
      await desk.wait()
      if (desk.switches.offline) return no({ code: 'offline' })
      const [like] = tokensOf({ ...desk.switches, lists: 'ready' })
      if (like === undefined) return no(failures.unexpected)
      const resource = resources.find((one) => one.scopes.includes(scope))
      const token = {
        ...like,
        tokenId: `token-${scope}`,
        accountId,
        tenantId,
        scope,
        resource: resource?.resource ?? 'other',
        resourceLabel: resource?.label ?? scope,
        source: 'network',
        acquiredAt: inMinutes(0),
        expiresAt: inMinutes(65)
      } as const
      tokens = [token, ...tokens.filter((other) => other.scope !== scope)]
      desk.send('tokens-changed', tokens)
      return ok(token)
    },
    readClaims: ({ tokenId }) =>
      desk.list(() => {
        const token = tokens.find((one) => one.tokenId === tokenId) ?? tokensOf(ordinary)[0]
        if (token === undefined) throw new Error('no token to read')
        const payload = Object.fromEntries(claims.map(({ claim, value }) => [claim, value]))
        const expectations = [
          { claim: 'aud', expected: 'https://atlas.microsoft.com', got: 'https://atlas.microsoft.com', met: true },
          { claim: 'roles', expected: 'Azure Maps Data Reader', got: 'none', met: false }
        ]
        return { token, header, claims, expectations, payloadJson: JSON.stringify(payload, null, 2) }
      }),
    verifySignature: async () => {
      await desk.wait()
      const reason = 'Signed by a key that the directory publishes. Nobody changed this token.'
      return ok({ state: 'valid', keyId: header[1]?.value ?? null, reason, checkedAt: inMinutes(0) })
    },
    copyToken: ({ form }) => {
      const what = { token: 'access token', 'authorization-header': 'Authorization header', curl: 'curl command' }[form]
      return Promise.resolve(ok({ what, clearsAt: inMinutes(0.5) }))
    },
    revealToken: () => Promise.resolve(ok({ token: `eyJ.fake.${'token'.repeat(60)}`, hidesAt: inMinutes(1 / 3) })),
    removeToken: ({ tokenId }) => {
      tokens = tokens.filter((token) => token.tokenId !== tokenId)
      return Promise.resolve(ok(null))
    }
  }
}
