/** The way to a value: names of fields and places in lists, from 0. */
export type Path = readonly (string | number)[]

/** What is wrong with a state file, and where. */
export interface Problem {
  path: Path
  message: string
}

/** A path as people read it, such as `users[0].memberships[1].tenantId`. */
export const pathText = (path: Path): string =>
  path.reduce<string>(
    (text, part) => (typeof part === 'number' ? `${text}[${String(part)}]` : text === '' ? part : `${text}.${part}`),
    ''
  )

/** A state file that cannot be used; the message has one line for each problem. */
export class StateFileError extends Error {
  readonly problems: readonly string[]

  constructor(file: string, problems: readonly string[]) {
    super(`The state file ${file} is not valid:\n${problems.map((problem) => `  ${problem}`).join('\n')}`)
    this.name = 'StateFileError'
    this.problems = problems
  }
}
