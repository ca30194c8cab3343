import { commandGroups, type Command } from './commands.ts'

/** The commands that hold every word of the query, in the order of the groups. */
export function findCommands(commands: readonly Command[], query: string): Command[] {
  const words = query.toLocaleLowerCase().split(/\s+/).filter(Boolean)
  const holds = (command: Command): boolean => {
    const text = [command.group, command.label, ...command.keywords].join(' ').toLocaleLowerCase()
    return words.every((word) => text.includes(word))
  }
  return commandGroups.flatMap((group) => commands.filter((command) => command.group === group && holds(command)))
}
