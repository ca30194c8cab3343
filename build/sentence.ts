/** A failure whose message is a whole answer for the person at the terminal: what is wrong and which command to run. */
export class Sentence extends Error {}

/** Runs a task to its exit code; a `Sentence` is printed as it is, anything else with its stack. */
export async function runTask(task: () => Promise<number>): Promise<void> {
  try {
    process.exitCode = await task()
  } catch (error) {
    console.error(error instanceof Sentence ? error.message : error)
    process.exitCode = 1
  }
}
