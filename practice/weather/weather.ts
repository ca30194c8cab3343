import type { Site } from '../sites.ts'
import { PLACES, type WeatherAction } from './actions.ts'
import { fitsIdentity, fitsRequest, fitsSite, type Identity, namesIdentity, type WeatherSubject } from './match.ts'
import type { NamedRule, WeatherRule } from './rules.ts'

interface Entry {
  rule: NamedRule
  left: number
  /** Who agreed again since a rule took consents away. */
  agreed: Set<string>
}

/** A rule in force, with how often it will still happen; null without an end. */
export type RuleInForce = NamedRule & { timesLeft: number | null }

const PASSING: readonly WeatherAction['kind'][] = ['latency', 'clock']

const agreementOf = ({ user, app, resource }: Identity): string =>
  [user[0], app[0], resource[0]].map((name) => name?.toLowerCase()).join(' ')

/** The rules in force. Delays and clock shifts add up; of the rules that end a request the first one wins. */
export class Weather {
  #entries: Entry[] = []
  #made = 0
  readonly #listeners: (() => Promise<void> | void)[] = []
  readonly #useListeners: (() => void)[] = []

  /** Calls the listener each time that a rule's times become fewer. */
  onUse(listener: () => void): void {
    this.#useListeners.push(listener)
  }

  /** Calls the listener after each change; setting the weather waits for it. */
  onChange(listener: () => Promise<void> | void): void {
    this.#listeners.push(listener)
  }

  async replace(rules: readonly WeatherRule[]): Promise<void> {
    this.#entries = []
    for (const rule of rules) this.#entries.push(this.#entry(rule))
    await this.#changed()
  }

  /** Puts one more rule in force; undefined where its id is taken. */
  async add(rule: WeatherRule): Promise<NamedRule | undefined> {
    if (this.#entries.some((entry) => entry.rule.id === rule.id)) return undefined
    const entry = this.#entry(rule)
    this.#entries.push(entry)
    await this.#changed()
    return entry.rule
  }

  /** Ends one rule; false where there is none with this id. */
  async remove(id: string): Promise<boolean> {
    const before = this.#entries.length
    this.#entries = this.#entries.filter((entry) => entry.rule.id !== id)
    if (this.#entries.length === before) return false
    await this.#changed()
    return true
  }

  /** The rules as they would be given again: with the times that are left, and none that is used up. */
  rules(): NamedRule[] {
    return this.#entries
      .filter(({ left }) => left > 0)
      .map(({ rule, left }) => (left === Infinity ? rule : { ...rule, times: left }))
  }

  list(): RuleInForce[] {
    return this.#entries.map(({ rule, left }) => ({ ...rule, timesLeft: left === Infinity ? null : left }))
  }

  /** What happens to this request; `identify` is asked only where a rule wants to know who sends it. */
  take(subject: WeatherSubject, identify: () => Identity | undefined): WeatherAction[] {
    return this.#take(({ match, do: { kind } }) => {
      if (PLACES[kind] !== 'request' || !fitsRequest(match, subject)) return false
      if (kind === 'aadsts' && subject.service !== 'login') return false
      if (!namesIdentity(match)) return true
      // Entra ID itself learns later who asks for what.
      if (subject.service === 'login') return false
      const identity = identify()
      return identity !== undefined && fitsIdentity(match, identity)
    })
  }

  /** What happens to a sign-in of which it is known by now who asks for what; pages ask for consent instead of failing. */
  takeSignIn(subject: WeatherSubject, identity: Identity, onPage: boolean): WeatherAction[] {
    return this.#take(({ match, do: { kind } }, agreed) => {
      if (!fitsRequest(match, subject) || !fitsIdentity(match, identity)) return false
      if (kind === 'consent-missing') return !onPage && identity.user.length > 0 && !agreed.has(agreementOf(identity))
      return PLACES[kind] === 'request' && namesIdentity(match)
    })
  }

  /** Whether a rule takes the consent away that this sign-in has. */
  lacksConsent(identity: Identity): boolean {
    return this.#consentRules(identity).some(({ agreed }) => !agreed.has(agreementOf(identity)))
  }

  /** Somebody agreed on the consent page. */
  noteConsent(identity: Identity): void {
    for (const { agreed } of this.#consentRules(identity)) agreed.add(agreementOf(identity))
  }

  /** Whether a new connection is to be reset; each one uses up one of a rule's times. */
  takeConnection(site: Site): boolean {
    const entry = this.#entries.find(
      ({ rule, left }) => left > 0 && rule.do.kind === 'refuse' && fitsSite(rule.match, site)
    )
    if (entry !== undefined) this.#use(entry)
    return entry !== undefined
  }

  refuses(site: Site): boolean {
    return this.#entries.some(({ rule }) => rule.do.kind === 'refuse' && fitsSite(rule.match, site))
  }

  intercepts(site: Site): boolean {
    return (
      site.transport === 'https' &&
      this.#entries.some(({ rule }) => rule.do.kind === 'interception' && fitsSite(rule.match, site))
    )
  }

  #consentRules(identity: Identity): Entry[] {
    return this.#entries.filter(
      ({ rule: { match, do: action } }) => action.kind === 'consent-missing' && fitsIdentity(match, identity)
    )
  }

  #take(fits: (rule: NamedRule, agreed: ReadonlySet<string>) => boolean): WeatherAction[] {
    const taken: WeatherAction[] = []
    for (const entry of this.#entries) {
      if (entry.left <= 0 || !fits(entry.rule, entry.agreed)) continue
      this.#use(entry)
      taken.push(entry.rule.do)
      if (!PASSING.includes(entry.rule.do.kind)) break
    }
    return taken
  }

  #use(entry: Entry): void {
    if (entry.left === Infinity) return
    entry.left -= 1
    for (const listener of this.#useListeners) listener()
  }

  #entry(rule: WeatherRule): Entry {
    return { rule: { ...rule, id: rule.id ?? this.#freeId() }, left: rule.times ?? Infinity, agreed: new Set() }
  }

  #freeId(): string {
    for (;;) {
      this.#made += 1
      const id = `rule-${String(this.#made)}`
      if (!this.#entries.some((entry) => entry.rule.id === id)) return id
    }
  }

  async #changed(): Promise<void> {
    for (const listener of this.#listeners) await listener()
  }
}
