import { request } from 'node:http'

/**
 * Ends MSAL's wait for the browser: MSAL has no cancel, so its listener gets the answer of a declined sign-in, with the
 * state that only this process and the browser know. MSAL then closes the port.
 */
export function endLoopback(authorizationUrl: string): Promise<void> {
  const parameters = new URL(authorizationUrl).searchParams
  const { port } = new URL(parameters.get('redirect_uri') ?? '')
  const body = new URLSearchParams({ error: 'access_denied', state: parameters.get('state') ?? '' }).toString()
  return new Promise((resolve) => {
    const headers = { 'content-type': 'application/x-www-form-urlencoded', 'content-length': Buffer.byteLength(body) }
    const post = request({ host: '127.0.0.1', port, method: 'POST', path: '/', headers, agent: false }, (answer) => {
      answer.resume().on('close', resolve)
    })
    // The listener is gone already: the browser came back in the same moment.
    post.on('error', () => {
      resolve()
    })
    post.end(body)
  })
}
