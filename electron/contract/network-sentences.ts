import { spokenDuration, type Sentences } from './failure-sentence.ts'

/** Sentences about the way to a service and what came back. */
export const networkSentences: Sentences<
  | 'offline'
  | 'host-not-found'
  | 'unreachable'
  | 'certificate-untrusted'
  | 'timed-out'
  | 'throttled'
  | 'service-failed'
  | 'answer-not-understood'
  | 'access-refused'
  | 'clock-wrong'
> = {
  offline: () => ({
    title: 'This computer has no network connection.',
    whatToDo: 'Connect and try again. Lists and tokens from the vault stay usable until they expire.',
    whoActs: 'You',
    evidence: null
  }),
  'host-not-found': ({ host }) => ({
    title: `The name ${host} was not found.`,
    whatToDo:
      'Check the spelling, the network and, inside a company, the VPN. A private endpoint is known only inside its network.',
    whoActs: 'You, or whoever runs your network',
    evidence: null
  }),
  unreachable: ({ host }) => ({
    title: `${host} could not be reached.`,
    whatToDo: 'Check the network, the VPN and the proxy. A firewall may have to allow this host on port 443.',
    whoActs: 'You, or whoever runs your network',
    evidence: null
  }),
  'certificate-untrusted': ({ host }) => ({
    title: `The certificate that answered for ${host} is not trusted. Nothing was sent.`,
    whatToDo:
      'If your company inspects TLS, its root certificate has to be installed in the system store of this computer.',
    whoActs: 'Whoever runs your network or this computer',
    evidence: null
  }),
  'timed-out': ({ host, waitedSeconds }) => ({
    title: `${host} did not answer within ${spokenDuration(waitedSeconds)}.`,
    whatToDo: 'Try again. If it stays so, check the proxy and the status page of Azure.',
    whoActs: 'You',
    evidence: null
  }),
  throttled: ({ host, retryAfterSeconds }) => ({
    title: `${host} has had too many requests.`,
    whatToDo: `Wait ${spokenDuration(retryAfterSeconds)}, then try again.`,
    whoActs: 'You',
    evidence: 'HTTP 429'
  }),
  'service-failed': ({ host, status }) => ({
    title: `${host} failed to answer properly.`,
    whatToDo: 'Try again in a few minutes. Your sign-in and your settings are not the cause.',
    whoActs: 'The operator of the service',
    evidence: `HTTP ${String(status)} from ${host}`
  }),
  'answer-not-understood': ({ host, status, looksLike }) => ({
    title: {
      html: `A web page answered instead of ${host}.`,
      empty: `${host} sent an empty answer.`,
      other: `The answer of ${host} could not be understood.`
    }[looksLike],
    whatToDo: {
      html: 'A proxy or a Wi-Fi sign-in page may stand in between: open a browser, sign in there, then try again.',
      empty: 'Try again, and check the endpoint.',
      other: 'Check the endpoint. A proxy may have changed the answer.'
    }[looksLike],
    whoActs: 'You, or whoever runs your network',
    evidence: `HTTP ${String(status)} from ${host}`
  }),
  'access-refused': ({ host, status, errorCode }) => ({
    title: status === 401 ? `${host} does not accept this credential.` : `${host} refuses access to this identity.`,
    whatToDo:
      status === 401
        ? 'Sign in again, or check the key and the Client ID.'
        : 'Ask for a role assignment on the resource. A new role takes some minutes to work.',
    whoActs: status === 401 ? 'You' : 'An owner or User Access Administrator of the resource',
    evidence: errorCode === null ? `HTTP ${String(status)}` : `HTTP ${String(status)} · ${errorCode}`
  }),
  'clock-wrong': ({ offsetSeconds }) => ({
    title: `The clock of this computer is ${spokenDuration(offsetSeconds)} ${offsetSeconds < 0 ? 'behind' : 'ahead'}.`,
    whatToDo: 'Set the date and time automatically in the system settings, then try again. Tokens need the right time.',
    whoActs: 'You, or whoever runs this computer',
    evidence: null
  })
}
