import type { Api, Wire } from '#contract/api'
import { ordinary, type WireSwitches } from './wire-switches.ts'
import { accountsAnswers } from './wire/accounts.ts'
import { certificatesAnswers } from './wire/certificates.ts'
import { Desk } from './wire/desk.ts'
import { offlineAnswers } from './wire/offline.ts'
import { practiceAnswers } from './wire/practice.ts'
import { profilesAnswers } from './wire/profiles.ts'
import { appAnswers } from './wire/status.ts'
import { targetsAnswers } from './wire/targets.ts'
import { tenantsAnswers } from './wire/tenants.ts'
import { tokensAnswers } from './wire/tokens.ts'
import { vaultAnswers } from './wire/vault.ts'

/** A wire without a main process: lists from memory, and a log of what was called. */
export class FakeWire implements Wire {
  readonly calls: { name: string; request: unknown }[] = []
  readonly switches: WireSwitches
  readonly on: Wire['on']
  /** Sends an event as the main process would. */
  readonly send: Desk['send']
  readonly #answers: Api

  constructor(switches: Partial<WireSwitches> = {}) {
    const desk = new Desk({ ...ordinary, ...switches })
    this.switches = desk.switches
    this.on = desk.on
    this.send = desk.send
    this.#answers = {
      ...appAnswers(desk),
      ...vaultAnswers(desk),
      ...practiceAnswers(desk),
      ...offlineAnswers(desk),
      ...profilesAnswers(desk),
      ...accountsAnswers(desk),
      ...certificatesAnswers(desk),
      ...tenantsAnswers(desk),
      ...tokensAnswers(desk),
      ...targetsAnswers(desk)
    }
  }

  call: Wire['call'] = (name, request) => {
    this.calls.push({ name, request })
    const answer = this.#answers[name] as (request: unknown) => never
    return answer(request)
  }
}
