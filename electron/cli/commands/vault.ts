import { failureMessage } from '#contract/failure-message'
import type { VaultCheck } from '#contract/model'
import { AppFailure } from '../../services/app-failure.ts'
import type { CommandContext } from '../context.ts'
import { printResult, table } from '../output.ts'
import { dateAndTime, day } from '../times.ts'

/** `vault status`: where and how things are kept; `--json` is the report for support. */
export function vaultStatus({ services, output, asJson }: CommandContext): Promise<void> {
  const { mode, keychain, failure, quarantinedRecords } = services.status.get().vault
  const { contents, rotationDueAt } = services.vaultHealth.read()
  const modes = { keychain: 'sealed on this computer', 'memory-only': 'memory only: nothing is kept', closed: 'closed' }
  const lines = [
    ['Vault', modes[mode]],
    ['Keychain', keychain],
    ...(failure === null ? [] : [['Reason', failureMessage(failure).title]]),
    ...(contents === null
      ? []
      : [
          ['Folder', contents.folder],
          ['Last write', dateAndTime(contents.lastWriteAt)],
          ...contents.records.map(({ label, count }) => [capital(`${label}s`), String(count)]),
          ['New key due', rotationDueAt === null ? 'at the next start of the window' : day(rotationDueAt)]
        ]),
    ['Set aside', quarantinedRecords === 0 ? 'nothing' : `${String(quarantinedRecords)} damaged`]
  ]
  printResult(output, asJson, JSON.parse(services.vaultHealth.report()), table(lines))
  return Promise.resolve()
}

/** `vault verify`: opens every entry and tries a write; fails where something is wrong. */
export async function verifyVault({ services, output, asJson }: CommandContext): Promise<void> {
  const check = await services.vaultHealth.verify()
  printCheck({ output, asJson }, check, outcome(check))
}

/** `vault repair`: a check that besides ends a rotation which was cut short. */
export async function repairVault({ services, output, asJson }: CommandContext): Promise<void> {
  const repair = await services.vaultHealth.repair()
  const resealed = repair.resealed === 0 ? [] : [`${entries(repair.resealed)} sealed under the current key.`]
  printCheck({ output, asJson }, repair, [...outcome(repair), ...resealed])
}

/** `vault rotate`: seals every entry under a new data key. */
export async function rotateVault({ services, output, asJson }: CommandContext): Promise<void> {
  const { rotationDueAt } = await services.vaultHealth.rotate()
  printResult(output, asJson, { rotationDueAt }, ['Every entry is sealed under a new key; the old one is forgotten.'])
}

function outcome({ checked, newlySetAside }: VaultCheck): string[] {
  return [
    newlySetAside === 0
      ? `${entries(checked)} opened, all of them sound.`
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
