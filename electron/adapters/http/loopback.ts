/** True for addresses of this computer, over http or https and without a user name. */
export function isLoopback(url: string): boolean {
  if (!URL.canParse(url)) return false
  const { protocol, hostname, username, password } = new URL(url)
  const isWeb = protocol === 'https:' || protocol === 'http:'
  const isHere = ['localhost', '127.0.0.1', '[::1]'].includes(hostname)
  return isWeb && isHere && username === '' && password === ''
}

/** True for addresses of this computer and of its link, which no router passes on: where Azure's hosts hand out identities. */
export function isOnLink(url: string): boolean {
  return (
    isLoopback(url) || (URL.canParse(url) && /^(169\.254\.\d+\.\d+|127\.\d+\.\d+\.\d+)$/.test(new URL(url).hostname))
  )
}
