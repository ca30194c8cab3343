import type { Clouds } from '../../services/ports.ts'

/** True for pages of the known clouds' sign-in origins; nothing else is ever handed to a browser. */
export function isAllowedPage(clouds: Clouds, url: string): boolean {
  if (!URL.canParse(url)) return false
  const { origin, protocol, username, password } = new URL(url)
  if (username !== '' || password !== '') return false
  return clouds.list().some(({ signInPages, isPrivate, login }) => {
    const isListed = signInPages.includes(origin) || origin === login
    return isListed && (protocol === 'https:' || (isPrivate && protocol === 'http:' && isLoopback(url)))
  })
}

function isLoopback(url: string): boolean {
  return ['localhost', '127.0.0.1', '[::1]'].includes(new URL(url).hostname)
}
