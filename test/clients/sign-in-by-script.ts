import { createHash, randomBytes } from 'node:crypto'
import { at, CLI, type Fixture } from './practice-fixture.ts'
import { BrowserScript, type Person } from './browser-script.ts'

/** Somebody who redeems a code with PKCE. */
export const newVerifier = (): { verifier: string; challenge: string } => {
  const verifier = randomBytes(32).toString('base64url')
  return { verifier, challenge: createHash('sha256').update(verifier).digest('base64url') }
}

/** The authorize address of the pages, with the given parameters. */
export const authorizeUrl = (fixture: Fixture, tenant: string, parameters: Record<string, string>): string =>
  `${fixture.cloud.ready.endpoints.signIn}/${tenant}/oauth2/v2.0/authorize?${new URLSearchParams({
    client_id: CLI,
    response_type: 'code',
    redirect_uri: 'http://localhost:7777',
    scope: 'openid offline_access https://atlas.microsoft.com/.default',
    ...parameters
  }).toString()}`

/** A user's refresh token, by the pages and the code grant, for the developer tools' client or another. */
export const refreshTokenOf = async (
  fixture: Fixture,
  person: Person,
  tenant: string,
  clientId = CLI,
  scope = 'openid offline_access https://management.azure.com/.default'
): Promise<string> => {
  const browser = new BrowserScript()
  const { verifier, challenge } = newVerifier()
  const page = await browser.open(
    authorizeUrl(fixture, tenant, {
      client_id: clientId,
      scope,
      code_challenge: challenge,
      code_challenge_method: 'S256'
    })
  )
  let end = await browser.signIn(page, person)
  if (end.name === 'consent') end = await browser.press(end, 'accept')
  const code = new URL(end.location ?? '').searchParams.get('code') ?? ''
  const { body } = await fixture.token(tenant, {
    grant_type: 'authorization_code',
    client_id: clientId,
    code,
    redirect_uri: 'http://localhost:7777',
    code_verifier: verifier,
    scope
  })
  return String(body.refresh_token)
}

/** The person at a place of the world. */
export const person = (fixture: Fixture, index: number): Person => at(fixture.cloud.ready.users, index)
