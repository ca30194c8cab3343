import { connect } from 'node:net'
import { request } from 'node:http'
import { numbersFrom, pickerOf, type Picker } from '../../../practice/world/seeded-numbers.ts'

/** What another program or page may send to the port of a sign-in, which it can find, with no more than a guess of the state. */
interface Callback {
  method: string
  path: string
  headers: Record<string, string>
  body: string
}

const patienceMs = 2_000
const form = 'application/x-www-form-urlencoded'
const methods = ['GET', 'POST', 'POST', 'POST', 'PUT', 'HEAD', 'OPTIONS', 'DELETE', 'PATCH'] as const
const paths = ['/', '/', '/', '/callback', '/?', '//evil.example/', '/%', '/%2e%2e/', '*', '/favicon.ico'] as const
const absolute = ['http://evil.example/', 'https://login.microsoftonline.com/', 'http:'] as const
/** What no URL can be made of. */
const unreadable = ['//', '/\\', 'http://[', '//?code=stolen', '//[', '/\\?error=x', 'http://a:b:c/']
const contentTypes = [
  form,
  form,
  form,
  'application/json',
  'text/plain',
  'multipart/form-data; boundary=x',
  ''
] as const
const states = [
  '',
  'guess',
  'undefined',
  'null',
  'state',
  '[object+Object]',
  'eyJpZCI6IjAifQ==',
  '%',
  '%00',
  '%E0%A4%A'
] as const
const broken = [
  '%',
  '%E0%A4%A',
  'code',
  'code=%&state=%',
  '&&&',
  '=',
  'code[]=x',
  '__proto__=x',
  'code=x&__proto__[state]=x'
] as const

function callbackOf(pick: Picker, turn: number): Callback {
  const state = pick.one(states)
  const fields = pick.one([
    `code=stolen&state=${state}`,
    `error=access_denied&error_description=x&state=${state}`,
    `error=access_denied`,
    `code=stolen`,
    `code=stolen&state=${state}&state=${state}`,
    `code=stolen&state[]=${state}`,
    `state=${state}`,
    `code=stolen&client_info=%7B%7D&session_state=${String(turn)}&state=${state}`,
    pick.one(broken)
  ] as const)
  const inQuery = pick.below(3) === 0
  const path = pick.below(40) === 0 ? pick.one(absolute) : pick.one(paths)
  const type = pick.one(contentTypes)
  return {
    method: pick.one(methods),
    path: inQuery ? `${path}${path.includes('?') ? '' : '?'}${fields}` : path,
    headers: {
      ...(type === '' ? {} : { 'content-type': type }),
      ...(pick.below(4) === 0 ? { origin: 'https://evil.example', host: 'evil.example' } : {})
    },
    body: inQuery ? '' : fields
  }
}

/** Bytes that are no request, or only the beginning of one. */
const noise = [
  '\r\n\r\n',
  'GET',
  'POST / HTTP/1.1\r\nContent-Length: 99999\r\n\r\ncode=',
  '\u0016\u0003\u0001',
  'GET / HTTP/9.9\r\n\r\n'
]

/** Sends as many as asked for, some at once; answers the statuses that came, 0 for none. */
export async function sendCallbacks(authorizationUrl: string, count: number): Promise<Map<number, number>> {
  const port = portOf(authorizationUrl)
  const pick = pickerOf(numbersFrom(21))
  const statuses = new Map<number, number>()
  const atOnce = 20
  for (let sent = 0; sent < count; sent += atOnce) {
    const batch = Array.from({ length: Math.min(atOnce, count - sent) }, (_, place) =>
      (sent + place) % 50 === 0
        ? sendNoise(port, noise[((sent + place) / 50) % noise.length] ?? '')
        : send(port, callbackOf(pick, sent + place))
    )
    for (const status of await Promise.all(batch)) statuses.set(status, (statuses.get(status) ?? 0) + 1)
  }
  return statuses
}

/** Sends requests whose address is none. */
export async function sendUnreadable(authorizationUrl: string): Promise<void> {
  const port = portOf(authorizationUrl)
  await Promise.all(unreadable.map((path) => send(port, { method: 'GET', path, headers: {}, body: '' })))
}

function portOf(authorizationUrl: string): number {
  return Number(new URL(new URL(authorizationUrl).searchParams.get('redirect_uri') ?? '').port)
}

function send(port: number, { method, path, headers, body }: Callback): Promise<number> {
  return new Promise((resolve) => {
    const sending = request(
      { host: '127.0.0.1', port, method, path, headers, agent: false, timeout: patienceMs },
      (answer) => {
        answer.resume().on('close', () => {
          resolve(answer.statusCode ?? 0)
        })
      }
    )
    sending.on('timeout', () => sending.destroy())
    sending.on('error', () => {
      resolve(0)
    })
    sending.end(body)
  })
}

/** Leaves the connection open as long as the other end does. */
function sendNoise(port: number, bytes: string): Promise<number> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.write(bytes, () => {
        resolve(0)
      })
    })
    socket.on('error', () => {
      resolve(0)
    })
  })
}
