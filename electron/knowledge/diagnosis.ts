import type { AccessCredential } from '#contract/model'

/** When a rule fits: every given condition has to hold. */
export interface DiagnosisRule {
  service?: 'maps' | 'geocatalog'
  credential?: readonly AccessCredential['kind'][]
  status?: number
  /** Compared without regard to case. */
  errorCode?: string
  /** Where true, another check of the same credential was answered with what it promises. */
  otherCheckWorks?: boolean
  /** What it means; {identity}, {target} and {status} are filled in. */
  reason: string
  whoActs: string | null
}

const mapsAdministrator = 'An owner of the Azure Maps account'
const anyKey = ['primary-key', 'secondary-key'] as const
const entra = ['entra'] as const

/**
 * What an answer that is not a success means, the first fitting rule first. Source: Azure Maps authentication, recorded
 * answers; the bodies of GeoCatalog refusals are not established, so its rules look at the status only.
 */
export const diagnosisRules: readonly DiagnosisRule[] = [
  { credential: ['wrong-key'], status: 401, reason: 'Refused, as a wrong key should be.', whoActs: null },
  { credential: ['none'], status: 401, reason: 'Refused, as a request without a credential should be.', whoActs: null },
  {
    credential: ['entra-without-client-id'],
    status: 401,
    reason:
      'Refused, as a token without x-ms-client-id should be: Azure Maps needs the account’s Client ID beside the token.',
    whoActs: null
  },
  {
    service: 'maps',
    credential: anyKey,
    status: 401,
    reason:
      'Azure Maps does not know this key: it was regenerated, belongs to another account, or local authentication is turned off on {target}.',
    whoActs: `${mapsAdministrator}: compare the key under Authentication, or turn local authentication on.`
  },
  {
    service: 'maps',
    credential: anyKey,
    status: 403,
    reason: 'Azure Maps knows this key and refuses the request.',
    whoActs: `${mapsAdministrator}: check the pricing tier and the limits of {target}.`
  },
  {
    service: 'maps',
    credential: entra,
    status: 401,
    errorCode: 'InvalidClientId',
    reason: 'Azure Maps does not know this Client ID: an application ID is often put in its place.',
    whoActs: 'You: copy the Client ID from the Azure Maps account under Authentication.'
  },
  {
    service: 'maps',
    credential: entra,
    status: 401,
    errorCode: 'InvalidAudience',
    reason: 'This token is for another service.',
    whoActs: 'You: acquire a token for Azure Maps.'
  },
  {
    credential: entra,
    status: 401,
    errorCode: 'insufficient_claims',
    reason: '{target} wants a newer or a stronger sign-in of {identity} than this token shows, as a policy asks for.',
    whoActs: 'You: sign in again. If it stays, the administrator of the directory: look at Conditional Access.'
  },
  {
    service: 'maps',
    credential: entra,
    status: 401,
    reason:
      'Azure Maps does not accept this token for {target}: it has expired, or it is for another directory than the account’s.',
    whoActs: 'You: pick the directory (tenant) that holds {target}, and run the test again.'
  },
  {
    service: 'maps',
    credential: entra,
    status: 403,
    otherCheckWorks: true,
    reason: 'The Azure Maps role of {identity} does not cover this service.',
    whoActs: `${mapsAdministrator}: assign Azure Maps Data Reader to {identity} under Access control (IAM).`
  },
  {
    service: 'maps',
    credential: entra,
    status: 403,
    reason: '{identity} has no Azure Maps role on this account, or it was assigned only minutes ago.',
    whoActs: `${mapsAdministrator}: assign Azure Maps Data Reader to {identity} under Access control (IAM). Owner and Contributor are not enough.`
  },
  {
    service: 'geocatalog',
    credential: entra,
    status: 401,
    reason:
      'The GeoCatalog does not accept this token: it is for another directory than the catalog’s, or has expired.',
    whoActs: 'You: pick the directory (tenant) that holds {target}, and run the test again.'
  },
  {
    service: 'geocatalog',
    credential: entra,
    status: 403,
    reason: '{identity} has no GeoCatalog role on {target}, or it was assigned only minutes ago.',
    whoActs: 'An owner of the GeoCatalog: assign GeoCatalog Reader to {identity} under Access control (IAM).'
  },
  {
    status: 400,
    reason: 'The service did not understand the request of this test.',
    whoActs: 'You: update Graticule; the service may have dropped this version.'
  },
  {
    service: 'geocatalog',
    status: 404,
    reason: 'There is no GeoCatalog at this address, or it does not know this version.',
    whoActs: 'You: compare the address with the GeoCatalog URI on the resource’s Overview page.'
  },
  {
    status: 404,
    reason: 'The service does not know this address.',
    whoActs: 'You: check the endpoint.'
  },
  {
    status: 429,
    reason: 'Too many requests: the service asks to wait.',
    whoActs: 'You: run the test again in a minute.'
  },
  {
    reason: 'The service answered {status}, which says nothing about access.',
    whoActs: 'You: run the test again; if it stays, see Azure status.'
  }
]
