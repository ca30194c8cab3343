import { soundWords } from '#contract/check-words'
import { failureMessage } from '#contract/failure-message'
import type { SetAsideVault, VaultCheck } from '#contract/model'
import { salvageWords } from '#contract/salvage-words'
import { AppFailure } from '../../services/app-failure.ts'
import type { CommandContext } from '../context.ts'
import { printResult, table } from '../output.ts'
import { dateAndTime, day } from '../times.ts'

/** `vault status`: where and how things are kept; `--json` is the report for support. */
export function vaultStatus({ services, output, asJson }: CommandContext): Promise<void> {
  const { mode, keychain, failure, quarantinedRecords } = services.status.get().vault
  const { contents, rotationDueAt, rights } = services.vaultHealth.read()
  const modes = { keychain: 'sealed on this computer', 'memory-only': 'memory only: nothing is kept', closed: 'closed' }
  const lines = [
    ['Vault', modes[mode]],
    ['Keychain', keychain],
    ...(failure === null ? [] : [['Reason', failureMessage(failure).title]]),
    ...(contents === null
      ? []
      : [
          ['Folder', contents.folder],
          ...(rights === 'not-set'
            ? [['Rights', 'others of this computer may read its file names; contents are sealed']]
            : []),
          ['Last write', dateAndTime(contents.lastWriteAt)],
          ...contents.records.map(({ label, count }) => [capital(`${label}s`), String(count)]),
          ['New key due', rotationDueAt === null ? 'at the next start of the window' : day(rotationDueAt)]
        ]),
    ['Set aside', quarantinedRecords === 0 ? 'nothing' : `${String(quarantinedRecords)} damaged`]
  ]
  printResult(output, asJson, JSON.parse(services.vaultHealth.report()), table(lines))
  return Promise.resolve()
}

/** `vault verify`: opens every entry and tries a write; ends with 1 where entries went aside. */
export async function verifyVault(context: CommandContext): Promise<void> {
  const check = await context.services.vaultHealth.verify()
  printCheck(context, check, outcome(check))
  if (check.newlySetAside > 0) context.endWith(1)
}

/** `vault repair`: a check that besides ends a rotation which was cut short; ends with 1 while something is missing. */
export async function repairVault(context: CommandContext): Promise<void> {
  const { vaultHealth, status } = context.services
  const repair = await vaultHealth.repair()
  const missing = status.get().vault.quarantinedRecords
  const waiting = asideNames(context).filter(({ isBroughtOver }) => !isBroughtOver)
  printCheck(context, repair, [
    ...outcome(repair),
    ...(repair.resealed === 0 ? [] : [`${entries(repair.resealed)} sealed under the current key.`]),
    ...(missing === 0 ? [] : [`${entries(missing)} missing: sign in again or acquire the token again.`]),
    ...waiting.map(
      ({ name }) => `${name} was set aside for damage: vault salvage ${name} brings over what can be read.`
    )
  ])
  if (missing > 0) context.endWith(1)
}

/** `vault salvage`: lists the vaults that were set aside, or brings over what can be read of one. */
export async function salvageVault(context: CommandContext, name?: string): Promise<void> {
  const { services, output, asJson, endWith } = context
  if (name === undefined) {
    const vaults = asideNames(context)
    const rows = vaults.map((vault) => [vault.name, vault.isBroughtOver ? 'brought over' : 'not brought over'])
    printResult(output, asJson, vaults, rows.length === 0 ? ['Nothing was set aside.'] : table(rows))
    return
  }
  const salvage = await services.vaultHealth.salvage(name)
  printResult(output, asJson, salvage, [salvage === null ? 'It was brought over before.' : salvageWords(salvage)])
  if (salvage !== null && (salvage.lost.length > 0 || salvage.lostNames !== 0)) endWith(1)
}

/** `vault rotate`: seals every entry under a new data key. */
export async function rotateVault({ services, output, asJson }: CommandContext): Promise<void> {
  const { rotationDueAt } = await services.vaultHealth.rotate()
  printResult(output, asJson, { rotationDueAt }, ['Every entry is sealed under a new key; the old one is forgotten.'])
}

function asideNames({ services }: CommandContext): SetAsideVault[] {
  return services.vaultHealth.read().contents?.setAsideVaults ?? []
}

function outcome({ checked, newlySetAside }: VaultCheck): string[] {
  return [
    newlySetAside === 0
      ? soundWords(checked)
      : `${entries(newlySetAside)} of ${String(checked)} did not open and went aside: sign in again or acquire the token again.`
  ]
}

/** A trial that failed is the command's failure; with `--json` it is all that is printed, so that one document is. */
function printCheck(
  { output, asJson }: Pick<CommandContext, 'output' | 'asJson'>,
  check: VaultCheck,
  lines: string[]
): void {
  if (check.trialFailure === null || !asJson) printResult(output, asJson, check, lines)
  if (check.trialFailure !== null) throw new AppFailure(check.trialFailure)
}

function entries(count: number): string {
  return `${String(count)} ${count === 1 ? 'entry' : 'entries'}`
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
