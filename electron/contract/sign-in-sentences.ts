import type { PolicyBlock } from './failure.ts'
import { entraEvidence, spokenDuration, type Sentences } from './failure-sentence.ts'

/** Sentences about a sign-in that did not come to its end. */
export const signInSentences: Sentences<
  | 'device-code-expired'
  | 'sign-in-declined'
  | 'browser-did-not-return'
  | 'browser-not-opened'
  | 'cancelled'
  | 'sign-in-needed'
  | 'user-not-in-tenant'
  | 'consent-needed'
  | 'blocked-by-policy'
> = {
  'device-code-expired': () => ({
    title: 'The code expired before anyone entered it.',
    whatToDo: 'Start again to get a new code.',
    whoActs: 'You',
    evidence: null
  }),
  'sign-in-declined': () => ({
    title: 'The sign-in was declined at the sign-in page.',
    whatToDo: 'Start again, and accept at the sign-in page if you started it yourself.',
    whoActs: 'You',
    evidence: null
  }),
  'browser-did-not-return': ({ waitedSeconds }) => ({
    title: `The browser did not come back within ${spokenDuration(waitedSeconds)}.`,
    whatToDo: 'Start again and finish in the browser window. If no window appears, sign in with a device code.',
    whoActs: 'You',
    evidence: null
  }),
  'browser-not-opened': () => ({
    title: 'No browser could be opened on this computer.',
    whatToDo: 'Sign in with a device code. It can be entered on any device that has a browser.',
    whoActs: 'You',
    evidence: null
  }),
  cancelled: () => ({
    title: 'Cancelled. Nothing was changed.',
    whatToDo: 'Start again when you are ready.',
    whoActs: 'You',
    evidence: null
  }),
  'sign-in-needed': ({ username, reason, evidence }) => ({
    title: {
      expired: `The sign-in of ${username} has expired.`,
      revoked: `The sign-in of ${username} was revoked.`,
      mfa: `${username} has to confirm with another factor (MFA) here.`,
      'not-stored': `No sign-in of ${username} is stored that covers this.`
    }[reason],
    whatToDo: `Sign in again as ${username}. Tokens that still work stay usable.`,
    whoActs: username,
    evidence: evidence === null ? null : entraEvidence(evidence)
  }),
  'user-not-in-tenant': ({ username, tenant, evidence }) => ({
    title: `${username} is not a member or guest of the directory ${tenant}.`,
    whatToDo: `Choose a directory that ${username} belongs to, or ask for a guest invitation to ${tenant}.`,
    whoActs: `An administrator of the directory ${tenant}, to invite ${username}`,
    evidence: entraEvidence(evidence)
  }),
  'consent-needed': ({ clientId, applicationName, scope, evidence }) => ({
    title: `Nobody has consented to ${scope} for the application ${applicationName === null ? clientId : `“${applicationName}” (${clientId})`}.`,
    whatToDo:
      'Sign in once in the browser and consent. If the page asks for approval, an administrator has to grant it.',
    whoActs: 'You, or an administrator who may grant consent (Application Administrator or higher)',
    evidence: entraEvidence(evidence)
  }),
  'blocked-by-policy': ({ block, evidence }) => ({ ...blocks[block], evidence: entraEvidence(evidence) })
}

const blocks: Record<PolicyBlock, { title: string; whatToDo: string; whoActs: string }> = {
  policy: {
    title: 'A Conditional Access policy of the directory blocks this way to sign in.',
    whatToDo:
      'Try the system browser, which can show a managed device. If that is blocked too, send the codes below to your administrator.',
    whoActs: 'An administrator who manages Conditional Access in the directory'
  },
  device: {
    title: 'The directory does not accept this device.',
    whatToDo:
      'Sign in with the system browser on a device that your organisation manages; a device code cannot show one. If it is managed, have its compliance checked.',
    whoActs: 'You, or whoever manages the devices of your organisation'
  },
  assignment: {
    title: 'The application is open only to those who are assigned to it.',
    whatToDo:
      'Ask for an assignment under Enterprise applications, Users and groups, or sign in with another application.',
    whoActs: 'An owner of the enterprise application, or a Cloud Application Administrator'
  },
  network: {
    title: 'This network lets nobody sign in to that directory (tenant restrictions).',
    whatToDo: 'Ask for the directory to be allowed, or use another network. The directory itself is not the cause.',
    whoActs: 'Whoever runs your network or proxy'
  }
}
