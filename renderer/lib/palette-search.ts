import { commandGroups, type Command } from './commands.ts'
import { holdsWords } from './words.ts'

/** The commands that hold every word of the query, in the order of the groups. */
export function findCommands(commands: readonly Command[], query: string): Command[] {
  const found = commands.filter(({ group, label, keywords }) => holdsWords(query, [group, label, ...keywords]))
  return commandGroups.flatMap((group) => found.filter((command) => command.group === group))
}
