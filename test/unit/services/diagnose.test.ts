import { describe, expect, it } from 'vitest'
import type { AccessCredential, Target } from '#contract/model'
import { diagnose } from '../../../electron/services/diagnose.ts'
import type { ProbeAnswer } from '../../../electron/services/ports.ts'

const maps: Target = {
  targetId: 't',
  kind: 'maps',
  profileId: 'public',
  cloud: 'public',
  label: 'contoso-maps',
  endpoint: 'https://atlas.microsoft.com',
  mapsClientId: 'c',
  primaryKeyLastFour: null,
  secondaryKeyLastFour: null
}
const geoCatalog: Target = {
  targetId: 'g',
  kind: 'geocatalog',
  profileId: 'public',
  cloud: 'public',
  label: 'survey',
  endpoint: 'https://x'
}
const answer = (status: number, more: Partial<ProbeAnswer> = {}): ProbeAnswer => ({
  status,
  latencyMs: 80,
  asPromised: status === 200,
  errorCode: null,
  errorMessage: null,
  correlationId: null,
  retryAfterSeconds: null,
  wantedClaims: null,
  ...more
})
const credential = (kind: AccessCredential['kind'], isControl = false): AccessCredential => ({
  credentialId: kind,
  kind,
  label: 'ann@contoso.com',
  isControl
})
const cell = (target: Target, of: AccessCredential, given: ProbeAnswer, otherWorks = false) =>
  diagnose({ target, credential: of, checkId: 'x', answer: given }, otherWorks)

describe('an answer of Azure Maps', () => {
  it('403 for a token names the missing role and who can assign it', () => {
    const { verdict, reason, whoActs } = cell(maps, credential('entra'), answer(403))
    expect(verdict).toBe('refused')
    expect(reason).toBe('ann@contoso.com has no Azure Maps role on this account, or it was assigned only minutes ago.')
    expect(whoActs).toContain('assign Azure Maps Data Reader to ann@contoso.com')
  })

  it('403 beside a check that works says that the role is too small', () => {
    expect(cell(maps, credential('entra'), answer(403), true).reason).toContain('does not cover this service')
  })

  it('401 InvalidClientId is told from a wrong audience', () => {
    expect(cell(maps, credential('entra'), answer(401, { errorCode: 'InvalidClientId' })).reason).toContain('Client ID')
    expect(cell(maps, credential('entra'), answer(401, { errorCode: 'InvalidAudience' })).reason).toContain(
      'another service'
    )
  })

  it('401 for a wrong key is as it should be, and nobody has to act', () => {
    const refused = cell(maps, credential('wrong-key', true), answer(401, { errorCode: 'InvalidKey' }))
    expect(refused).toMatchObject({ verdict: 'refused', expected: 'refused', whoActs: null })
  })

  it('200 for a wrong key is a reason for mistrust', () => {
    const works = cell(maps, credential('wrong-key', true), answer(200))
    expect(works).toMatchObject({ verdict: 'works', expected: 'refused' })
    expect(works.reason).toContain('does not check')
  })
})

describe('an answer of anything', () => {
  it('200 with something else than promised is no answer', () => {
    const cellOfProxy = cell(geoCatalog, credential('entra'), answer(200, { asPromised: false }))
    expect(cellOfProxy).toMatchObject({ verdict: 'no-answer' })
    expect(cellOfProxy.whoActs).toContain('network administrator')
  })

  it.each([429, 500, 302, 404, 400])('%i says nothing about access', (status) => {
    const given = cell(geoCatalog, credential('entra'), answer(status))
    expect(given.verdict).toBe('no-answer')
    expect(given.reason).not.toMatch(/[{}]/)
    expect(given.whoActs).not.toBeNull()
  })

  it('403 of a GeoCatalog names its own role', () => {
    expect(cell(geoCatalog, credential('entra'), answer(403)).whoActs).toContain('GeoCatalog Reader')
  })
})
