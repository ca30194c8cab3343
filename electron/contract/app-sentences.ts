import { sentenceStart, spokenDuration, type Sentences } from './failure-sentence.ts'

/** Sentences about the app itself and the practice cloud. */
export const appSentences: Sentences<
  | 'not-found'
  | 'token-expired'
  | 'cloud-not-chosen'
  | 'practice-cloud-stopped'
  | 'practice-cloud-failed'
  | 'busy'
  | 'request-refused'
  | 'unexpected'
> = {
  'not-found': ({ what }) => ({
    title: `${sentenceStart(what)} not found. It may have been removed in the meantime.`,
    whatToDo: what === 'sign-in' ? 'Start the sign-in again.' : 'Refresh the list and choose again.',
    whoActs: 'You',
    evidence: null
  }),
  'token-expired': () => ({
    title: 'This token has expired.',
    whatToDo: 'Renew it. That needs a network connection.',
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
