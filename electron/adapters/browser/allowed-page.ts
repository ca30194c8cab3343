import type { Clouds } from '../../services/ports.ts'
import { isLoopback } from '../http/loopback.ts'

/** True for pages of the known clouds' sign-in origins; nothing else is ever handed to a browser. */
export function isAllowedPage(clouds: Clouds, url: string): boolean {
  if (!URL.canParse(url)) return false
  const { origin, protocol, username, password } = new URL(url)
  if (username !== '' || password !== '') return false
  return clouds.list().some(({ signInPages, isPrivate, login }) => {
    const isListed = signInPages.includes(origin) || origin === login
    // A private cloud describes itself, so that it may only speak of this computer.
    return isListed && (isPrivate ? isLoopback(url) : protocol === 'https:')
  })
}
