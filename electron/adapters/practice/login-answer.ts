import { isIP } from 'node:net'
import { connect } from 'node:tls'
import type { PracticeDescription } from './description.ts'

/** How long a busy computer may take to shake hands with itself. */
const answerTimeoutMs = 5_000

/** True where the described practice cloud itself answers at its sign-in port: nobody else has a certificate of its authority. */
export function isAnswering({ endpoints, caPem }: PracticeDescription): Promise<boolean> {
  const { hostname, port } = new URL(endpoints.login)
  const host = hostname.replace(/^\[|\]$/g, '')
  const answer = new Promise<boolean>((resolve) => {
    const servername = isIP(host) === 0 ? { servername: host } : {}
    const socket = connect({ host, port: Number(port === '' ? 443 : port), ca: caPem, ...servername })
    const end = (isIt: boolean): void => {
      resolve(isIt)
      socket.destroy()
    }
    // Refuses any other authority by itself, as an error.
    socket.once('secureConnect', () => {
      end(true)
    })
    socket.on('error', () => {
      end(false)
    })
    socket.setTimeout(answerTimeoutMs, () => {
      end(false)
    })
  })
  // An authority that cannot be read is thrown at once.
  return answer.catch(() => false)
}
