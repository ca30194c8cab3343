import { startApp } from '../../support/app.ts'
import { inFolder } from '../in-folder.ts'
import type { Figures } from '../measure.ts'
import { traversals } from './traversals.ts'
import { wire } from './wire.ts'

/** What the page can do to the running app. */
export function throughWindow(counts: { messages: number; paths: number }): Promise<Figures> {
  return inFolder(async (home) => {
    const running = await startApp(home)
    const figures = { ...(await wire(running, counts.messages)), ...(await traversals(running, counts.paths)) }
    await running.close()
    return figures
  })
}
