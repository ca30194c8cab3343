import { failureMessage } from '#contract/failure-message'
import type { CloudName, OfflineItem, OfflineOutcome, OfflinePlan, OfflineProfile, Profile } from '#contract/model'
import { offlineLimits } from '#contract/offline-limits'
import { AppFailure } from '../../services/app-failure.ts'
import type { CommandContext } from '../context.ts'
import { dateAndTime } from '../times.ts'
import { printResult, table } from '../output.ts'
import { inCloud } from '../pick-profile.ts'
import { requireLists } from '../require-lists.ts'

/** Options of `offline prepare`. */
export interface PrepareOptions {
  /** ISO 8601. */
  return?: string
  all?: boolean
}

/** Which profiles a command about work without a network is for. */
export interface ProfilesOptions {
  /** Names or IDs. */
  profile?: string[]
  cloud?: CloudName
}

/** `offline prepare`: refreshes what is chosen; ends with 1 where an item failed or it was interrupted. */
export async function prepareOffline(
  context: CommandContext,
  options: PrepareOptions & ProfilesOptions
): Promise<void> {
  const { services, output, asJson, signal } = context
  const named = profilesOf(context, options)
  const profileIds = idsOf(named)
  const { items, profiles } = planOf(context, named)
  if (options.all === true || options.return !== undefined) await choose(services, options, profileIds)
  const { plan, outcomes, complete } = await services.offline.prepare({
    ...(profileIds === undefined ? {} : { profileIds }),
    signal,
    onStep: ({ done, total, outcome }) => {
      const item = items.find(({ itemId }) => itemId === outcome.itemId)
      if (item !== undefined)
        output.err(
          `${String(done)} of ${String(total)}  ${profileNameOf(profiles, item)}, ${nameOf(item)}: ${ending(outcome)}\n`
        )
    }
  })
  const worded = outcomes.map((outcome) =>
    'failure' in outcome ? { ...outcome, message: failureMessage(outcome.failure) } : outcome
  )
  printResult(output, asJson, { plan, outcomes: worded, complete }, [
    ...(complete ? [] : ['Interrupted before everything had its turn.']),
    ...lines(plan)
  ])
  if (!complete || outcomes.some((outcome) => 'failure' in outcome)) process.exitCode = 1
}

/** `offline status`: what is chosen and until when it works, from the vault. */
export function offlineStatus(context: CommandContext, options: ProfilesOptions): Promise<void> {
  const plan = planOf(context, profilesOf(context, options))
  printResult(context.output, context.asJson, plan, lines(plan))
  return Promise.resolve()
}

/** Remembers a choice for the given profiles; that for others stays. */
async function choose(
  { offlinePlans }: CommandContext['services'],
  options: PrepareOptions,
  profileIds: readonly string[] | undefined
): Promise<void> {
  const { profiles, items, returnAt } = offlinePlans.read()
  const isTaken = ({ profileId, everything }: OfflineProfile): boolean =>
    everything || (options.all === true && (profileIds?.includes(profileId) ?? true))
  await offlinePlans.choose({
    everythingOf: profiles.filter(isTaken).map(({ profileId }) => profileId),
    itemIds: items.filter((item) => item.chosen).map(({ itemId }) => itemId),
    returnAt: options.return ?? returnAt
  })
}

/** The profiles that are named; undefined where none is, which means all. */
function profilesOf({ services }: CommandContext, { profile, cloud }: ProfilesOptions): Profile[] | undefined {
  if (profile === undefined) return cloud === undefined ? undefined : [services.profiles.named(cloud)]
  return profile.map((wanted) => inCloud(services.profiles.named(wanted), cloud))
}

function idsOf(profiles: readonly Profile[] | undefined): string[] | undefined {
  return profiles?.map(({ profileId }) => profileId)
}

function planOf({ services }: CommandContext, named: readonly Profile[] | undefined): OfflinePlan {
  const { accounts, offlinePlans } = services
  const profileIds = idsOf(named)
  if (!accounts.everywhere().some(({ profileId }) => profileIds?.includes(profileId) ?? true)) {
    requireLists(services)
    const [profile, ...others] = named ?? []
    throw new AppFailure({ code: 'nobody-signed-in', profile: others.length === 0 ? (profile?.name ?? null) : null })
  }
  return offlinePlans.read(profileIds)
}

function lines({ profiles, items, returnAt, worksUntil }: OfflinePlan): string[] {
  const chosen = items.filter((item) => item.chosen)
  if (chosen.length === 0) return [failureMessage({ code: 'nothing-chosen' }).title]
  const early = chosen.filter(({ endsBeforeReturn }) => endsBeforeReturn).length
  return [
    ...table([
      ['Profile', 'Resource', 'Account', 'Tenant', 'Works until'],
      ...chosen.map((item) => [
        profileNameOf(profiles, item),
        item.resourceLabel,
        item.username,
        item.tenantName,
        until(item)
      ])
    ]),
    '',
    worksUntil === null ? 'Not everything works now.' : `Everything works until ${dateAndTime(worksUntil)}.`,
    ...(returnAt !== null && early > 0
      ? [`${String(early)} of ${String(chosen.length)} will not work until you return at ${dateAndTime(returnAt)}.`]
      : []),
    ...offlineLimits
  ]
}

function until({ worksUntil, endsBeforeReturn }: OfflineItem): string {
  if (worksUntil === null) return 'no token that works'
  if (Date.parse(worksUntil) <= Date.now()) return 'expired'
  return `${dateAndTime(worksUntil)}${endsBeforeReturn ? ', before you return' : ''}`
}

function ending(outcome: OfflineOutcome): string {
  if ('worksUntil' in outcome) return `works until ${dateAndTime(outcome.worksUntil)}`
  const { title, whatToDo } = failureMessage(outcome.failure)
  return `${title} ${whatToDo}`
}

function profileNameOf(profiles: OfflineProfile[], item: OfflineItem): string {
  return profiles.find(({ profileId }) => profileId === item.profileId)?.name ?? ''
}

function nameOf({ resourceLabel, username, tenantName }: OfflineItem): string {
  return `${resourceLabel}, ${username}, ${tenantName}`
}
