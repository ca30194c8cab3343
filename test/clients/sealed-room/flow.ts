import type { ReadyLine } from '../../../practice/ready-line.ts'
import { BrowserScript } from '../browser-script.ts'

/** What a client does in the sealed room, told nothing but who to sign in as; what it gives back has to be JSON. */
export type Flow = (ready: ReadyLine) => Promise<unknown>

/** How a flow ended. */
export type FlowEnd = { value: unknown } | { error: string }

/** Types a device code as the person would, at the page that Azure names. */
export const typeDeviceCode = async (
  { users: [person] }: ReadyLine,
  { userCode, verificationUri }: { userCode: string; verificationUri: string }
): Promise<void> => {
  if (person === undefined) throw new Error('The world has nobody.')
  const browser = new BrowserScript()
  const account = await browser.press(await browser.open(verificationUri), 'next', { otc: userCode })
  await browser.press(await browser.signIn(account, person), 'continue')
}

/** The application that reads: the department's daemon. */
export const daemonOf = ({ apps }: ReadyLine): ReadyLine['apps'][number] => {
  const daemon = apps[1]
  if (daemon === undefined) throw new Error('The world has no daemon.')
  return daemon
}
