/** True for addresses of this computer, over http or https and without a user name. */
export function isLoopback(url: string): boolean {
  if (!URL.canParse(url)) return false
  const { protocol, hostname, username, password } = new URL(url)
  const isWeb = protocol === 'https:' || protocol === 'http:'
  const isHere = ['localhost', '127.0.0.1', '[::1]'].includes(hostname)
  return isWeb && isHere && username === '' && password === ''
}
