import type { ManagedIdentityProblem } from './host-identity.ts'
import { chainSteps, type TracedStep } from './default-credential.ts'
import type { FailureMessage, Sentences } from './failure-sentence.ts'

type Words = Omit<FailureMessage, 'evidence'>

const assign = 'In the portal, open the resource that Graticule runs on, then Identity'
const whoAssigns = 'You, or whoever manages this resource in Azure (Contributor and Managed Identity Operator)'

const problems: Record<ManagedIdentityProblem, (wanted: string | null) => Words> = {
  absent: () => ({
    title: 'This computer has no managed identity.',
    whatToDo:
      'Only what runs in Azure has one: a virtual machine, App Service, Functions, a container, Cloud Shell, or a server connected by Azure Arc. Run Graticule there, or sign in another way.',
    whoActs: 'You'
  }),
  'none-assigned': () => ({
    title: 'This resource runs in Azure, but has no system-assigned managed identity.',
    whatToDo: `${assign}, and turn the system-assigned identity on; or give the ID of a user-assigned one.`,
    whoActs: whoAssigns
  }),
  'not-assigned': (wanted) => ({
    title: `The managed identity ${wanted ?? ''} is not assigned to this resource.`,
    whatToDo: `Check the ID. ${assign}, User assigned, shows which are assigned; a new one works after some minutes.`,
    whoActs: whoAssigns
  }),
  several: () => ({
    title: 'Several user-assigned managed identities are assigned to this resource.',
    whatToDo: 'Say which one you mean, by its client ID, object ID or resource ID.',
    whoActs: 'You'
  }),
  'not-selectable': () => ({
    title: 'On this kind of host a program cannot choose the managed identity.',
    whatToDo:
      'Choose the system-assigned identity: the host then answers with the identity that it is configured with.',
    whoActs: 'You'
  }),
  'agent-refused': () => ({
    title: 'The agent of Azure Arc on this computer did not let your user prove itself.',
    whatToDo:
      'Have your user added to the group himds (Linux) or Hybrid agent extension applications (Windows), then sign in to this computer again.',
    whoActs: 'An administrator of this computer'
  }),
  'other-directory': () => ({
    title: 'A managed identity has tokens for its own directory only.',
    whatToDo: 'Choose its home directory, or sign in as an application that the other directory knows.',
    whoActs: 'You'
  }),
  other: () => ({
    title: 'The host gave no token for its managed identity.',
    whatToDo: 'Try again in a minute. If it stays, send what the host said to whoever manages this resource.',
    whoActs: whoAssigns
  })
}

/** Sentences about sign-ins by what the computer knows. */
export const hostIdentitySentences: Sentences<
  'managed-identity-unavailable' | 'default-credential-failed' | 'other-identity-answered'
> = {
  'managed-identity-unavailable': ({ problem, wanted, said }) => ({ ...problems[problem](wanted), evidence: said }),
  'default-credential-failed': ({ trace, refusedChoice }) => ({
    ...(refusedChoice === null ? chainWords(trace) : refusedWords(refusedChoice)),
    whoActs: 'You',
    evidence: null
  }),
  'other-identity-answered': ({ source, username, answered }) => ({
    title: `${source} now answers as ${answered}, not as ${username}.`,
    whatToDo: `Sign in again by ${source} to work as ${answered}, or have it answer as ${username} as before.`,
    whoActs: 'You',
    evidence: null
  })
}

function refusedWords(value: string): Pick<FailureMessage, 'title' | 'whatToDo'> {
  return {
    title: `DefaultAzureCredential refuses “${value}”, the value of AZURE_TOKEN_CREDENTIALS.`,
    whatToDo: 'Set it to dev, to prod or to the name of one step such as AzureCliCredential, or remove it.'
  }
}

/** A step that is set up and refused ends the chain; without one, nothing was set up. */
function chainWords(trace: TracedStep[]): Pick<FailureMessage, 'title' | 'whatToDo'> {
  const [first, second] = trace
  // A renewal asks the one step that served.
  if (first !== undefined && second === undefined) {
    return { title: `${chainSteps[first.step].label} gave no token.`, whatToDo: first.why }
  }
  const failed = trace.findLast(({ state }) => state === 'failed')
  if (failed === undefined) {
    return {
      title: 'No step of DefaultAzureCredential gave a token here.',
      whatToDo: 'Set one of them up, such as Azure CLI with az login. Each step says what it lacks.'
    }
  }
  const { label } = chainSteps[failed.step]
  return {
    title: `DefaultAzureCredential failed at ${label}.`,
    whatToDo: `${failed.why} Put that right, or take its settings away.`
  }
}
