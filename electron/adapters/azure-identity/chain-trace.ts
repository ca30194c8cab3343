import { chainStepNames } from '#contract/default-credential'
import type { ChainStep, TracedStep } from '#contract/model'
import type { HostRefusal, HostRequest } from './ask-host.ts'
import { explainStep } from './explain-step.ts'
import type { StepSaid } from './thread-messages.ts'

/** The steps of one run, as they go. */
export class ChainTrace {
  readonly #request: Omit<HostRequest, 'onStep'>
  readonly #environment: NodeJS.ProcessEnv
  #steps: TracedStep[]

  constructor(request: Omit<HostRequest, 'onStep'>, environment: NodeJS.ProcessEnv) {
    this.#request = request
    this.#environment = environment
    const { wanted } = request
    const names = wanted.kind === 'step' ? [wanted.step] : chainStepNames
    this.#steps = names.map((step) => ({ step, state: 'waiting', why: '', tookMs: null }))
  }

  /** Takes what the thread says, and answers how all of them stand. */
  hear(said: StepSaid, seen: Pick<HostRefusal, 'answer' | 'failure'>): TracedStep[] {
    switch (said.kind) {
      case 'chain':
        this.#settle((step) => !said.steps.includes(step), 'AZURE_TOKEN_CREDENTIALS leaves it out.')
        break
      case 'step-began':
        this.#change(said.step, { state: 'running' })
        break
      case 'step-ended':
        this.#change(said.step, {
          ...explainStep(said, seen, { ...this.#request, environment: this.#environment }),
          tookMs: said.tookMs
        })
    }
    return this.#steps
  }

  /** Takes back that a step served: its token is of another cloud. */
  drop(): void {
    const why = 'Its token is of another cloud than the one chosen, and was dropped.'
    for (const { step, state } of this.#steps) if (state === 'used') this.#change(step, { state: 'failed', why })
  }

  /** How all of them stand once nothing more is asked. */
  end(): TracedStep[] {
    const isUsed = this.#steps.some(({ state }) => state === 'used')
    this.#settle(() => true, isUsed ? 'A step before it gave the token.' : 'The chain ended before it.')
    return this.#steps
  }

  #settle(of: (step: ChainStep) => boolean, why: string): void {
    this.#steps = this.#steps.map((traced) =>
      traced.state === 'waiting' && of(traced.step) ? { ...traced, state: 'not-asked', why } : traced
    )
  }

  #change(step: ChainStep, change: Partial<TracedStep>): void {
    this.#steps = this.#steps.map((traced) => (traced.step === step ? { ...traced, ...change } : traced))
  }
}
