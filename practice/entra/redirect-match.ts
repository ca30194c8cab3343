import type { Application } from '../world/model.ts'

const LOOPBACK = ['localhost', '127.0.0.1']

const sameButPort = (left: URL, right: URL): boolean =>
  left.protocol === right.protocol &&
  left.hostname === right.hostname &&
  left.pathname === right.pathname &&
  left.search === right.search

/** Every redirect address of an application, whatever kind of client it is for. */
export const registeredRedirects = ({ redirectUris, spaRedirectUris = [] }: Application): string[] => [
  ...redirectUris,
  ...spaRedirectUris
]

/** Whether a redirect address is registered: exactly, but for the port of a plain-http loopback address. */
export const isRegisteredRedirect = (registered: readonly string[], sent: string): boolean => {
  if (registered.includes(sent)) return true
  if (!URL.canParse(sent)) return false
  const address = new URL(sent)
  if (address.protocol !== 'http:' || !LOOPBACK.includes(address.hostname)) return false
  if (address.username !== '' || address.password !== '' || address.hash !== '') return false
  return registered.some((one) => URL.canParse(one) && sameButPort(new URL(one), address))
}
