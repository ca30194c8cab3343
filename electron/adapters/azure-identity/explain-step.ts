import { failureMessage } from '#contract/failure-message'
import type { TracedStep } from '#contract/model'
import type { Cloud } from '../../knowledge/clouds.ts'
import { chainSettings, chainWords } from '../../knowledge/default-credential.ts'
import { AppFailure } from '../../services/app-failure.ts'
import { readRefusal } from '../entra/refusal.ts'
import { HostRefusal } from './ask-host.ts'
import { hostFailure } from './host-failure.ts'
import type { StepSaid } from './thread-messages.ts'
import { withoutSecrets } from './without-secrets.ts'

type Ended = Extract<StepSaid, { kind: 'step-ended' }>
type Explained = Pick<TracedStep, 'state' | 'why'>
interface About {
  cloud: Cloud
  scope: string
  environment: NodeJS.ProcessEnv
}

/** What the end of a step means, in plain words and without a secret. */
export function explainStep(
  { step, end, message }: Ended,
  { answer, failure }: Pick<HostRefusal, 'answer' | 'failure'>,
  about: About
): Explained {
  if (end === 'used') return { state: 'used', why: 'It gave the token.' }
  const known = chainWords[step].find(({ said }) => said.test(message))
  if (known !== undefined) return { state: known.state, why: known.why + settingsOf(step, about.environment) }
  if (step === 'managed-identity') return byHost(new HostRefusal(message, answer, failure), about)
  if (message.includes('AADSTS')) {
    const { summary, evidence } = readRefusal({ error: '', error_description: /AADSTS.*/s.exec(message)?.[0] })
    return { state: 'failed', why: `Entra ID refused it: ${summary} (AADSTS${String(evidence.aadsts)})` }
  }
  if (failure !== null) return { state: 'failed', why: failureMessage(failure.failure).title }
  const first = withoutSecrets(message, about.environment).split(/\r?\n/)[0] ?? ''
  return { state: 'failed', why: first === '' ? 'It did not say why.' : first.slice(0, 300) }
}

function byHost(refusal: HostRefusal, { cloud, scope, environment }: About): Explained {
  const { AZURE_CLIENT_ID: named = '' } = environment
  const identity = named === '' ? ({ by: 'system', named } as const) : ({ by: 'client-id', named } as const)
  const worded = hostFailure(refusal, { cloud, identity, scope })
  if (!(worded instanceof AppFailure)) return { state: 'failed', why: 'The host gave no token.' }
  const isAbsent = worded.failure.code === 'managed-identity-unavailable' && worded.failure.problem === 'absent'
  return { state: isAbsent ? 'skipped' : 'failed', why: failureMessage(worded.failure).title }
}

/** Which of its settings are there, by name alone: half of them set is what people look for. */
function settingsOf(step: Ended['step'], environment: NodeJS.ProcessEnv): string {
  const names = chainSettings[step] ?? []
  if (names.length === 0) return ''
  const set = names.filter((name) => (environment[name] ?? '') !== '')
  return set.length === 0 ? ' None of them is set.' : ` Set: ${set.join(', ')}.`
}
