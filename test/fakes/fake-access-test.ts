import type { AccessCell, AccessCheck, AccessCredential, Target } from '#contract/model'

const key = (kind: AccessCredential['kind'], label: string, isControl = false): AccessCredential => ({
  credentialId: `credential-${kind}`,
  kind,
  label,
  isControl
})

/** Columns and rows for a kind of target. */
export function planOf(target: Target): { credentials: AccessCredential[]; checks: AccessCheck[] } {
  const ann: AccessCredential = { ...key('entra', 'Entra: ann@contoso.com'), credentialId: 'entra-ann' }
  const daemon: AccessCredential = { ...key('entra', 'Entra: survey-daemon'), credentialId: 'entra-daemon' }
  const none = key('none', 'No credential', true)
  if (target.kind === 'geocatalog') {
    return {
      credentials: [ann, daemon, none],
      checks: [
        { checkId: 'landing', label: 'Landing page' },
        { checkId: 'collections', label: 'Collections' }
      ]
    }
  }
  return {
    credentials: [
      key('primary-key', 'Primary key'),
      key('secondary-key', 'Secondary key'),
      key('wrong-key', 'Wrong key', true),
      ann,
      daemon,
      key('entra-without-client-id', 'Entra without x-ms-client-id', true),
      none
    ],
    checks: [
      { checkId: 'geocode', label: 'Geocode' },
      { checkId: 'timezone', label: 'Time zone' }
    ]
  }
}

/** The answer in one place of the matrix: ann holds no role, the secondary key is not answered. */
export function cellOf(credential: AccessCredential, check: AccessCheck): AccessCell {
  const base = {
    credentialId: credential.credentialId,
    checkId: check.checkId,
    whoActs: null,
    errorCode: null,
    correlationId: null
  }
  if (credential.kind === 'secondary-key') {
    return {
      ...base,
      verdict: 'no-answer',
      expected: 'works',
      httpStatus: null,
      latencyMs: null,
      reason: 'The service did not answer within 30 seconds. This says nothing about access.',
      whoActs: 'You: run the test again'
    }
  }
  if (credential.isControl) {
    return {
      ...base,
      verdict: 'refused',
      expected: 'refused',
      httpStatus: 401,
      latencyMs: 61,
      reason: 'Refused without a valid credential, as it should be: the service does check.'
    }
  }
  if (credential.credentialId === 'entra-ann') {
    return {
      ...base,
      verdict: 'refused',
      expected: 'works',
      httpStatus: 403,
      latencyMs: 92,
      reason: 'ann@contoso.com holds no Azure Maps role on this account.',
      whoActs: 'An owner or User Access Administrator of the Azure Maps account',
      errorCode: 'Forbidden',
      correlationId: '8f0c5f5a-3d53-4e0e-9b0b-1f2a3c4d5e6f'
    }
  }
  return {
    ...base,
    verdict: 'works',
    expected: 'works',
    httpStatus: 200,
    latencyMs: 84,
    reason: 'The service accepted this credential.'
  }
}
