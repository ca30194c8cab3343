import { sentenceStart, spokenDuration, type Sentences } from './failure-sentence.ts'

const notFoundSteps = {
  account: 'Choose one that is signed in to this profile, or sign in.',
  token: 'Refresh the list and choose again.',
  target: 'Add it under Keys; on the command line give --endpoint.',
  tenant: 'Choose one from the list of tenants; refresh it if the tenant is new.',
  'sign-in': 'Start the sign-in again.',
  certificate: 'Choose the file again. It is kept for ten minutes only.',
  profile: 'Choose one of the list of profiles, or add it.',
  'weather rule': 'List the weather again; the rule may have been removed meanwhile.',
  'set-aside vault': 'List them with vault salvage, or look at the Vault screen.'
} as const

/** Sentences about the app itself and the practice cloud. */
export const appSentences: Sentences<
  | 'nobody-signed-in'
  | 'not-found'
  | 'account-ambiguous'
  | 'data-folder-unusable'
  | 'token-expired'
  | 'nothing-chosen'
  | 'cloud-not-chosen'
  | 'practice-cloud-stopped'
  | 'practice-cloud-failed'
  | 'practice-port-taken'
  | 'practice-cloud-running'
  | 'practice-weather-refused'
  | 'busy'
  | 'request-refused'
  | 'unexpected'
> = {
  'nobody-signed-in': ({ profile }) => ({
    title: profile === null ? 'Nobody is signed in.' : `Nobody is signed in to the profile “${profile}”.`,
    whatToDo: profile === null ? 'Sign in first.' : 'Sign in first, or choose another profile.',
    whoActs: 'You',
    evidence: null
  }),
  'not-found': ({ what, name }) => ({
    title:
      name === undefined
        ? `${sentenceStart(what)} not found. It may have been removed in the meantime.`
        : `There is no ${what} “${name}” here.`,
    whatToDo: notFoundSteps[what],
    whoActs: 'You',
    evidence: null
  }),
  'account-ambiguous': ({ name, accountIds }) => ({
    title: `Several accounts are called “${name}”.`,
    whatToDo: 'Name the one you mean by its account ID.',
    whoActs: 'You',
    evidence: accountIds.join('\n')
  }),
  'data-folder-unusable': ({ folder, problem }) => ({
    title: `Graticule cannot use its data folder ${folder}.`,
    whatToDo: 'Make it a folder that you may write to, or name another one by GRATICULE_HOME.',
    whoActs: 'You, or whoever runs this computer',
    evidence: problem
  }),
  'token-expired': () => ({
    title: 'This token has expired.',
    whatToDo: 'Renew it. That needs a network connection.',
    whoActs: 'You',
    evidence: null
  }),
  'nothing-chosen': () => ({
    title: 'Nothing is chosen to take along.',
    whatToDo: 'Choose at least one resource under Go offline; on the command line give --all.',
    whoActs: 'You',
    evidence: null
  }),
  'cloud-not-chosen': () => ({
    title: 'No cloud is chosen yet.',
    whatToDo: 'Choose Azure or the practice cloud first.',
    whoActs: 'You',
    evidence: null
  }),
  'practice-cloud-stopped': () => ({
    title: 'The practice cloud is stopped.',
    whatToDo: 'Start it. Tokens in the vault stay usable until they expire.',
    whoActs: 'You',
    evidence: null
  }),
  'practice-cloud-failed': ({ detail }) => ({
    title: 'The practice cloud could not start.',
    whatToDo: 'Start it again. If it fails again, start Graticule anew.',
    whoActs: 'You',
    evidence: detail
  }),
  'practice-port-taken': ({ port, detail }) => ({
    title: `The practice cloud could not start: port ${String(port)} is taken.`,
    whatToDo: 'Start it again; without --port-base it takes free ports. Or end the program that holds this one.',
    whoActs: 'You',
    evidence: detail
  }),
  'practice-cloud-running': ({ without }) => ({
    title: 'A practice cloud runs already in this data folder.',
    whatToDo: 'Stop it where it was started, or name another data folder by GRATICULE_HOME.',
    whoActs: 'You',
    evidence: without.length === 0 ? null : `It was started without ${without.join(' ')}`
  }),
  'practice-weather-refused': ({ problems }) => ({
    title: 'The practice cloud does not take this weather.',
    whatToDo: 'Correct what is named below.',
    whoActs: 'You',
    evidence: problems.join('\n')
  }),
  busy: ({ retryAfterSeconds }) => ({
    title: 'Graticule is busy with earlier requests.',
    whatToDo: `Wait ${spokenDuration(retryAfterSeconds)}, then try again.`,
    whoActs: 'You',
    evidence: null
  }),
  'request-refused': () => ({
    title: 'Graticule refused its own request because it was malformed.',
    whatToDo: 'Start Graticule anew. If it happens again, report it with the version.',
    whoActs: 'The makers of Graticule',
    evidence: null
  }),
  unexpected: ({ reference }) => ({
    title: 'Something happened that Graticule has no sentence for.',
    whatToDo: 'Try again. If it happens again, report it with the reference below; the log has the details.',
    whoActs: 'The makers of Graticule',
    evidence: `Reference ${reference}`
  })
}
