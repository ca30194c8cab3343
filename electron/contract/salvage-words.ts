import type { LostEntry, Salvage } from './salvage.ts'

/** Names are given while a person can take them in at a glance. */
const mostNames = 3

/** What came over from a damaged vault, what did not, and what to do about it. */
export function salvageWords({ broughtOver, lost, lostNames }: Salvage): string {
  const isWhole = lost.length === 0 && lostNames === 0
  const gone = lostNames === 1 ? 'is gone, with what it' : 'are gone, with what they'
  return [
    `${isWhole ? 'Everything' : 'What could be read'} was brought over: ${counted(broughtOver, 'entry', 'entries')}.`,
    ...(lost.length > 0 ? [`Lost: ${lostWords(lost)}.`] : []),
    ...(lostNames === null ? ['What else it held is not known.'] : []),
    ...(lostNames !== null && lostNames > 0
      ? [`Of the lists ${counted(lostNames, 'entry', 'entries')} ${gone} stood for.`]
      : []),
    ...steps(lost, lostNames)
  ].join(' ')
}

/** The lost entries by kind, with the names of their owners where they are few. */
function lostWords(lost: LostEntry[]): string {
  const labels = [...new Set(lost.map(({ label }) => label))]
  return labels
    .map((label) => {
      const names = namesOf(lost.filter((entry) => entry.label === label))
      const count = lost.filter((entry) => entry.label === label).length
      const whose = names.length > 0 && names.length <= mostNames ? ` of ${names.join(', ')}` : ''
      return `${counted(count, label, `${label}s`)}${whose}`
    })
    .join('; ')
}

function steps(lost: LostEntry[], lostNames: number | null): string[] {
  const signIns = lost.filter(({ kind }) => !['access-token', 'shared-key', 'profile'].includes(kind))
  const names = namesOf(signIns)
  const whom = names.length > 0 && names.length <= mostNames ? ` for ${names.join(', ')}` : ''
  return [
    ...(signIns.length > 0
      ? [`Sign in again${whom}.`]
      : lostNames !== 0
        ? ['Sign in again for accounts that are missing.']
        : []),
    ...(lost.some(({ kind }) => kind === 'access-token') ? ['Acquire the tokens again.'] : []),
    ...(lost.some(({ kind }) => kind === 'shared-key') ? ['Enter the keys again.'] : []),
    ...(lost.some(({ kind }) => kind === 'profile') ? ['Save what a sign-in starts with again under Profiles.'] : [])
  ]
}

function namesOf(lost: LostEntry[]): string[] {
  return [...new Set(lost.flatMap(({ whose }) => whose ?? []))]
}

function counted(count: number, one: string, many: string): string {
  return `${String(count)} ${count === 1 ? one : many}`
}
