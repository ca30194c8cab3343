import type { EndpointProblem } from './failure.ts'
import { fieldNames, sentenceStart, type Sentences } from './failure-sentence.ts'

const endpointProblems: Record<EndpointProblem, string> = {
  malformed: 'is not a web address',
  'not-https': 'does not start with https://',
  'has-credentials': 'holds a user name or password',
  'has-path': 'has more after the host name',
  'unknown-host': 'is not a host of this service',
  'other-cloud': 'belongs to another cloud than the one chosen'
}

/** Sentences about what a person typed. */
export const inputSentences: Sentences<
  | 'input-missing'
  | 'input-too-long'
  | 'not-a-guid'
  | 'tenant-malformed'
  | 'profile-name-taken'
  | 'client-secret-looks-like-id'
  | 'scope-malformed'
  | 'resource-id-malformed'
  | 'endpoint-refused'
> = {
  'input-missing': ({ field }) => ({
    title: `${sentenceStart(fieldNames[field])} is missing.`,
    whatToDo: field === 'certificate' ? 'Choose the file of the certificate.' : `Fill in the ${fieldNames[field]}.`,
    whoActs: 'You',
    evidence: null
  }),
  'input-too-long': ({ field, limit }) => ({
    title: `${sentenceStart(fieldNames[field])} is too long.`,
    whatToDo: `Use at most ${String(limit)} characters. Check that nothing else was pasted with it.`,
    whoActs: 'You',
    evidence: null
  }),
  'not-a-guid': ({ field, value }) => ({
    title: `${sentenceStart(fieldNames[field])} is not an ID: “${value}”.`,
    whatToDo: 'Copy the ID from the portal. It has the form 00000000-0000-0000-0000-000000000000.',
    whoActs: 'You',
    evidence: null
  }),
  'tenant-malformed': ({ value }) => ({
    title: `“${value}” is neither a directory ID nor a domain.`,
    whatToDo: 'Type the Directory (tenant) ID from the portal, or a domain such as contoso.com.',
    whoActs: 'You',
    evidence: null
  }),
  'profile-name-taken': ({ name }) => ({
    title: `“${name}” is the name of another profile, or of a cloud.`,
    whatToDo: 'Give this profile a name that tells it apart.',
    whoActs: 'You',
    evidence: null
  }),
  'client-secret-looks-like-id': () => ({
    title: 'This looks like the ID of a client secret, not its value.',
    whatToDo:
      'In the portal, under Certificates & secrets, copy the column Value. It is shown only once; if it is gone, create a new client secret.',
    whoActs: 'You, or the owner of the app registration',
    evidence: null
  }),
  'scope-malformed': ({ value }) => ({
    title: `“${value}” is not a scope.`,
    whatToDo: 'Type the resource and a permission, such as https://atlas.microsoft.com/.default.',
    whoActs: 'You',
    evidence: null
  }),
  'resource-id-malformed': ({ value }) => ({
    title: `“${value}” is not the resource ID of a managed identity.`,
    whatToDo:
      'Copy it from the portal, under Properties of the managed identity. It starts with /subscriptions/ and ends with the name of the identity.',
    whoActs: 'You',
    evidence: null
  }),
  'endpoint-refused': ({ problem, endpoint, example }) => ({
    title: `The endpoint “${endpoint}” ${endpointProblems[problem]}. Nothing was sent to it.`,
    whatToDo: `Type the endpoint as the portal shows it, such as ${example}.`,
    whoActs: 'You',
    evidence: null
  })
}
