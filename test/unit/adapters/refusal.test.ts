import { describe, expect, it } from 'vitest'
import { entraFailure, type RequestFacts } from '../../../electron/adapters/entra/entra-failure.ts'
import { readRefusal } from '../../../electron/adapters/entra/refusal.ts'
import { aadstsCodes } from '../../../electron/knowledge/aadsts.ts'
import { failureMessage } from '#contract/failure-message'
import { azureClouds, developerSignOn } from '../../../electron/knowledge/clouds.ts'

const facts: RequestFacts = {
  cloud: azureClouds.public,
  clientId: 'c1',
  tenant: 't1',
  scope: 's1',
  username: 'ann@contoso.com',
  clockOffsetSeconds: null
}
const trailer =
  'Trace ID: 6bad8289-db4a-49da-8609-0848d8d71700{0}Correlation ID: 63b8bb61-5ca6-4ae3-8224-15a4de11cd87{0}Timestamp: 2023-02-20 07:21:29Z'
const found = {
  correlationId: '63b8bb61-5ca6-4ae3-8224-15a4de11cd87',
  traceId: '6bad8289-db4a-49da-8609-0848d8d71700',
  timestamp: '2023-02-20 07:21:29Z'
}

describe('readRefusal', () => {
  it.each([
    [53003, 'policy', /Conditional Access/],
    [53000, 'device', /manages the devices/],
    [50105, 'assignment', /enterprise application/],
    [50002, 'network', /network or proxy/]
  ])('AADSTS%i is a block by %s, which somebody of its own can lift', (code, block, whoActs) => {
    const failure = entraFailure(readRefusal({ error: 'access_denied', error_codes: [code] }), facts)
    expect(failure).toMatchObject({ code: 'blocked-by-policy', block })
    expect(failureMessage(failure).whoActs).toMatch(whoActs)
  })

  it.each([
    ['The key was not found.', 'certificate-not-registered'],
    ['The key used is expired.', 'certificate-expired'],
    ['The provided signature value did not match the expected signature value.', 'refused'],
    ['The key used is not yet valid.', 'time-wrong']
  ])('tells by its reason which AADSTS700027 it is: %s', (reason, meaning) => {
    const description = `AADSTS700027: Client assertion failed signature validation. [Reason - ${reason}, Thumbprint of key used by client: 'AB']`
    expect(readRefusal({ error: 'invalid_client', error_description: description }).meaning).toBe(meaning)
  })

  it.each(['\r\n', ' '])('finds the evidence in a description whose trailer is separated by %j', (separator) => {
    const description = `AADSTS9999999: Something new. More words.${separator}${trailer.replaceAll('{0}', separator)}`
    const refusal = readRefusal({ error: 'invalid_request', error_description: description })
    expect(refusal).toEqual({
      meaning: 'refused',
      summary: 'Something new.',
      evidence: { aadsts: 9999999, error: 'invalid_request', ...found },
      applicationName: null,
      block: 'policy',
      endsRefreshToken: false
    })
  })

  it('reads the members of a recorded answer, and that the refresh token is dead', () => {
    const refusal = readRefusal({
      error: 'invalid_grant',
      error_description: 'AADSTS50173: The provided grant has expired due to it being revoked.',
      error_codes: [50173],
      timestamp: '2021-10-28 02:43:09Z',
      trace_id: '17da34df-db8c-4e42-b28b-5132fcfb5600',
      correlation_id: '73a44101-febc-4be3-904b-53159b0dcffd',
      suberror: 'bad_token'
    })
    expect(refusal).toMatchObject({ meaning: 'sign-in-revoked', endsRefreshToken: true, evidence: { aadsts: 50173 } })
    expect(readRefusal({ error: 'invalid_grant', suberror: 'token_expired' }).endsRefreshToken).toBe(true)
    expect(readRefusal({ error: 'interaction_required', error_codes: [50076] }).endsRefreshToken).toBe(false)
  })

  it('needs no number, no words and no right types', () => {
    expect(readRefusal({ error: 'access_denied' }).meaning).toBe('sign-in-declined')
    expect(readRefusal({ error: 'authorization_declined', error_codes: [70000] }).meaning).toBe('sign-in-declined')
    expect(readRefusal({ error: 7, error_codes: 'x', error_description: null })).toMatchObject({
      meaning: 'refused',
      summary: 'unknown_error.',
      evidence: { aadsts: null, error: 'unknown_error', correlationId: null, traceId: null, timestamp: null }
    })
  })
})

describe('entraFailure', () => {
  const failureFor = (code: number, given: Partial<RequestFacts> = {}) =>
    entraFailure(readRefusal({ error: 'e', error_codes: [code] }), { ...facts, ...given })

  it('blames the clock only where it is known to be wrong', () => {
    expect(failureFor(700024, { clockOffsetSeconds: -86_400 })).toEqual({ code: 'clock-wrong', offsetSeconds: -86_400 })
    expect(failureFor(700024, { clockOffsetSeconds: 20 })).toMatchObject({ code: 'entra-refused' })
    expect(failureFor(700024)).toMatchObject({ code: 'entra-refused' })
  })

  it.each([
    "AADSTS65001: The user or administrator has not consented to use the application with ID 'c1' named 'Ann's maps'. Send an interactive authorization request for this user and resource.",
    "AADSTS650057: Invalid resource. Client app ID: 00000000-1111-2222-3333-444444444444(Ann's maps). Resource value from request: s1."
  ])('names the application that needs consent: %s', (description) => {
    const failure = entraFailure(readRefusal({ error: 'invalid_grant', error_description: description }), facts)
    expect(failureMessage(failure).title).toBe("Nobody has consented to s1 for the application “Ann's maps” (c1).")
  })

  it('knows the name of the default application, and shows the client ID alone of others', () => {
    const { clientId, name } = developerSignOn
    expect(failureFor(90094, { clientId })).toMatchObject({ applicationName: name })
    expect(failureMessage(failureFor(90094)).title).toBe('Nobody has consented to s1 for the application c1.')
  })

  it('asks for a new sign-in only where somebody had signed in', () => {
    expect(failureFor(50076)).toMatchObject({ code: 'sign-in-needed', reason: 'mfa', username: 'ann@contoso.com' })
    expect(failureFor(50076, { username: '' })).toMatchObject({ code: 'entra-refused' })
  })

  it('has a failure for every listed number, with a sentence', () => {
    for (const [code, { summary }] of Object.entries(aadstsCodes)) {
      expect(failureFor(Number(code)).code).toMatch(/^[a-z-]+$/)
      expect(summary).toMatch(/^[A-Z0-9][^!]*\.$/)
    }
  })
})
