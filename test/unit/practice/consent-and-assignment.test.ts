import { decodeJwt } from 'jose'
import { afterEach, describe, expect, it } from 'vitest'
import { BrowserScript, type SeenPage } from '../../clients/browser-script.ts'
import { ARM_SCOPE, at, CLI, withPracticeCloud } from '../../clients/practice-fixture.ts'
import { authorizeUrl, person, refreshTokenOf } from '../../clients/sign-in-by-script.ts'

const GRAPH = 'https://graph.microsoft.com'

const fixture = withPracticeCloud()
const desktop = () => at(fixture.cloud.ready.publicClients, 0).clientId
const desktopInWorld = () => {
  const found = fixture.cloud.world.applications.find(({ appId }) => appId === desktop())
  if (found === undefined) throw new Error('The desktop application is gone.')
  return found
}
const parametersOf = (page: SeenPage): URLSearchParams => new URL(page.location ?? '').searchParams

const openAs = async (index: number, scope: string, parameters = {}): Promise<[BrowserScript, SeenPage]> => {
  const browser = new BrowserScript()
  const url = authorizeUrl(fixture, 'contoso.com', { client_id: desktop(), scope, ...parameters })
  return [browser, await browser.signIn(await browser.open(url), person(fixture, index))]
}

describe('consent', () => {
  afterEach(() => {
    const { consents } = fixture.cloud.world
    consents.splice(0, consents.length, ...consents.filter(({ scopes }) => scopes === undefined))
  })

  it('is asked for each permission that is new, and lists it', async () => {
    const [browser, page] = await openAs(1, `${GRAPH}/User.Read https://atlas.microsoft.com/.default`)
    expect(page.name).toBe('consent')
    expect(page.html).toContain('Azure Maps')
    expect(page.html).toContain('Microsoft Graph')
    expect(page.html).not.toContain('Consent on behalf of your organization')
    expect(parametersOf(await browser.press(page, 'accept')).has('code')).toBe(true)
    const mine = fixture.cloud.world.consents.filter(({ scopes }) => scopes !== undefined)
    expect(mine.map(({ scopes }) => scopes)).toEqual([['User.Read'], ['user_impersonation']])
  })

  it('is refused with 65004, and missing it silently with 65001', async () => {
    const [browser, page] = await openAs(1, `${GRAPH}/User.Read`, { state: 's' })
    const refused = parametersOf(await browser.press(page, 'cancel'))
    expect([refused.get('error'), refused.get('error_subcode'), refused.get('state')]).toEqual([
      'access_denied',
      'cancel',
      's'
    ])
    expect(refused.get('error_description')).toMatch(/^AADSTS65004/)
    const silent = parametersOf(
      await browser.open(
        authorizeUrl(fixture, 'contoso.com', { client_id: desktop(), scope: `${GRAPH}/User.Read`, prompt: 'none' })
      )
    )
    expect(silent.get('error')).toBe('interaction_required')
    expect(silent.get('error_description')).toMatch(/^AADSTS65001/)
  })

  it('to what only an administrator may grant is not for everybody: 90094', async () => {
    const scope = `${GRAPH}/Application.Read.All`
    const [browser, page] = await openAs(1, scope, { state: 's' })
    expect(page.name).toBe('admin-needed')
    expect(page.html).toContain('AADSTS90094')
    // A form that somebody made up changes nothing.
    const flow = browser.hidden(page).find(([name]) => name === 'flow')?.[1] ?? ''
    const forced = await browser.open(`${fixture.cloud.ready.endpoints.signIn}/signin/consent`, {
      method: 'POST',
      body: new URLSearchParams({ flow, decision: 'accept', forEverybody: 'yes' })
    })
    expect(forced.name).toBe('admin-needed')
    const answer = parametersOf(await browser.press(page, 'cancel'))
    expect([answer.get('error'), answer.get('state')]).toEqual(['consent_required', 's'])
  })

  it('by an administrator can count for everybody', async () => {
    const scope = `${GRAPH}/Application.Read.All`
    const [browser, page] = await openAs(0, scope)
    expect(page.name).toBe('consent')
    const accepted = await browser.press(page, 'accept', { forEverybody: 'yes' })
    expect(parametersOf(accepted).has('code')).toBe(true)
    const [, next] = await openAs(1, scope)
    expect(parametersOf(next).has('code')).toBe(true)
  })

  it('is for the person alone when no administrator asks for everybody', async () => {
    const [browser, page] = await openAs(1, `${GRAPH}/User.Read`)
    await browser.press(page, 'accept', { forEverybody: 'yes' })
    const [, next] = await openAs(0, `${GRAPH}/User.Read`)
    expect(next.name).toBe('consent')
  })

  it('is asked again with prompt=consent', async () => {
    const [, page] = await openAs(0, `${GRAPH}/User.Read`, { client_id: CLI, prompt: 'consent' })
    expect(page.name).toBe('consent')
  })
})

describe('an application that wants people to be assigned', () => {
  const principal = () => at(desktopInWorld().servicePrincipals, 0)
  const refresh = (refreshToken: string) =>
    fixture.token('contoso.com', {
      grant_type: 'refresh_token',
      client_id: desktop(),
      refresh_token: refreshToken,
      scope: ARM_SCOPE
    })

  it('is closed to the others with 50105, on the page, silently and by refresh token', async () => {
    const refreshToken = await refreshTokenOf(fixture, person(fixture, 1), 'contoso.com', desktop())
    principal().assignmentRequired = true
    const [browser, page] = await openAs(1, ARM_SCOPE)
    expect(page.name).toBe('error')
    expect(page.html).toContain('AADSTS50105')
    const silent = await browser.open(
      authorizeUrl(fixture, 'contoso.com', { client_id: desktop(), scope: ARM_SCOPE, prompt: 'none' })
    )
    expect(parametersOf(silent).get('error_description')).toMatch(/^AADSTS50105/)
    const { status, body } = await refresh(refreshToken)
    expect([status, body.error, body.error_codes]).toEqual([400, 'invalid_grant', [50105]])

    const department = at(fixture.cloud.world.groups, 0)
    expect(department.displayName).toBe('GIS department')
    principal().assignedTo = [department.objectId]
    expect((await refresh(refreshToken)).status).toBe(200)
    const [, sams] = await openAs(3, ARM_SCOPE)
    expect(sams.html).toContain('AADSTS50105')
    principal().assignmentRequired = false
  })

  it('that is switched off answers 7000112 whichever address was used', async () => {
    const refreshToken = await refreshTokenOf(fixture, person(fixture, 1), 'contoso.com', desktop())
    principal().enabled = false
    for (const tenant of ['contoso.com', 'organizations']) {
      const { body } = await fixture.token(tenant, {
        grant_type: 'refresh_token',
        client_id: desktop(),
        refresh_token: refreshToken,
        scope: ARM_SCOPE
      })
      expect(body.error_codes).toEqual([7000112])
    }
    principal().enabled = true
  })
})

describe('groups', () => {
  it('give roles: mia reads through one, and her ARM token names those that she is in', async () => {
    const token = await refreshTokenOf(fixture, person(fixture, 4), 'contoso.com')
    const { body } = await fixture.token('contoso.com', {
      grant_type: 'refresh_token',
      client_id: CLI,
      refresh_token: token,
      scope: `${ARM_SCOPE} openid`
    })
    const { groups } = fixture.cloud.world
    const named = (name: string) => groups.find(({ displayName }) => displayName === name)?.objectId
    expect(decodeJwt(String(body.access_token)).groups).toEqual([named('GIS department'), named('Map readers')])
    expect(decodeJwt(String(body.id_token)).groups).toBeUndefined()
    const maps = await fixture.token('contoso.com', {
      grant_type: 'refresh_token',
      client_id: CLI,
      refresh_token: token,
      scope: 'https://atlas.microsoft.com/.default'
    })
    const response = await fixture.fetch(
      `${fixture.cloud.ready.endpoints.maps}/map/copyright/caption/json?api-version=2024-04-01`,
      {
        headers: {
          authorization: `Bearer ${String(maps.body.access_token)}`,
          'x-ms-client-id': at(fixture.cloud.ready.maps, 0).clientId
        }
      }
    )
    expect(response.status).toBe(200)
  })

  it('beyond 200 are not named: the token says where they can be asked for', async () => {
    const rhea = at(at(fixture.cloud.world.users, 1).memberships, 0)
    const { groups } = fixture.cloud.world
    const before = groups.length
    for (let number = 0; number < 200; number += 1)
      groups.push({ ...at(groups, 0), objectId: crypto.randomUUID(), members: [rhea.objectId] })
    const token = await refreshTokenOf(fixture, person(fixture, 1), 'contoso.com')
    const { body } = await fixture.token('contoso.com', {
      grant_type: 'refresh_token',
      client_id: CLI,
      refresh_token: token,
      scope: ARM_SCOPE
    })
    groups.length = before
    const claims = decodeJwt(String(body.access_token))
    expect(claims.groups).toBeUndefined()
    expect(claims._claim_names).toEqual({ groups: 'src1' })
    const sources = claims._claim_sources as { src1: { endpoint: string } }
    expect(sources.src1.endpoint).toBe(
      `${fixture.cloud.ready.endpoints.graph}/${rhea.tenantId}/users/${rhea.objectId}/getMemberObjects`
    )
  })

  it('carry application roles, and guests are told from members', async () => {
    const carl = at(at(fixture.cloud.world.users, 2).memberships, 1)
    const fieldTeam = fixture.cloud.world.groups.find(({ displayName }) => displayName === 'Field team')
    fixture.cloud.world.appRoleAssignments.push({
      tenantId: carl.tenantId,
      principalId: fieldTeam?.objectId ?? '',
      resourceAppId: '797f4846-ba00-4fd7-ba43-dac1f8f63013',
      value: 'Survey.Write'
    })
    const token = await refreshTokenOf(fixture, person(fixture, 2), 'contoso.com')
    const { body } = await fixture.token('contoso.com', {
      grant_type: 'refresh_token',
      client_id: CLI,
      refresh_token: token,
      scope: `${ARM_SCOPE} openid`
    })
    expect(decodeJwt(String(body.access_token))).toMatchObject({ roles: ['Survey.Write'], idtyp: 'user', wids: [] })
    const idToken = decodeJwt(String(body.id_token))
    expect(idToken).toMatchObject({ acct: 1, email: 'carl@fabrikam.com' })
    expect(idToken.idp).toBe(`https://sts.windows.net/${at(fixture.cloud.ready.tenants, 1).tenantId}/`)
  })
})
