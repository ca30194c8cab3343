import { chainSteps, isChainStep, tookText } from '#contract/default-credential'
import type { Account, TracedStep } from '#contract/model'
import { table } from './output.ts'

/** The steps of DefaultAzureCredential, as columns. */
export function traceTable(trace: TracedStep[]): string[] {
  const rows = trace.map((traced) => [chainSteps[traced.step].name, traced.state, tookText(traced), traced.why])
  return table([['Step', 'State', 'Took', 'Why'], ...rows])
}

/** What gives the account its tokens, in words for the end of a sentence; empty where it signed in itself. */
export function servedBy({ credential }: Account): string {
  if (!isChainStep(credential)) return ''
  const { label, renewal } = chainSteps[credential]
  return ` by ${label}, which gives its tokens and ${renewal}`
}
