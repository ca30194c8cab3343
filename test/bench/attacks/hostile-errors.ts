import { readFileSync } from 'node:fs'
import { numbersFrom, pickerOf } from '../../../practice/world/seeded-numbers.ts'
import { secretShapes } from '../../support/secret-shapes.ts'

/** Makes what is thrown from a secret; the number varies it. */
type Shape = (secret: string, turn: number) => unknown

const lookingLikePlaces = (secret: string): string =>
  `refused\n    at ${secret} (${secret}:1:1)\n    at secret (x.ts:1:1)`

/** What code throws that carries outside text wherever it can. */
const shapes: readonly Shape[] = [
  (secret) => new Error(secret),
  (secret) => new TypeError(`The token ${secret} was refused`),
  (secret) => new Error(lookingLikePlaces(secret)),
  (secret) => new Error(`${secret}\n${secret}`, { cause: new Error(lookingLikePlaces(secret)) }),
  (secret) => Object.assign(new Error('x'), { name: secret, code: secret, errno: secret, errorCode: secret }),
  (secret) => Object.assign(new Error('x'), { name: `${secret}Error`, code: `E_${secret}` }),
  (secret) => Object.assign(new Error('x'), { headers: { authorization: secret }, body: secret, [secret]: secret }),
  (secret) => Object.assign(new Error('x'), { response: { data: Buffer.from(secret) }, buffer: Buffer.from(secret) }),
  (secret) => Object.assign(new Error(secret), { toString: () => secret, toJSON: () => secret, inspect: () => secret }),
  // Changed after its stack was taken.
  (secret) => Object.assign(new Error(lookingLikePlaces(secret)), { message: 'refused' }),
  (secret) => Object.assign(new Error(lookingLikePlaces(secret)), { message: '' }),
  (secret) => Object.assign(new Error('x'), { message: secret }),
  (secret) => Object.assign(new Error('x'), { stack: lookingLikePlaces(secret) }),
  (secret) => Object.assign(new Error(''), { stack: `Error ${secret}\n    at ${secret} (x.ts:1:1)` }),
  (secret) =>
    Object.assign(new Error(''), { stack: `Error\n    at ${secret} (${secret}:1:1)\n    at ${secret} (x.ts:1:1)` }),
  (secret) => Object.assign(new Error('x'), { stack: { secret }, message: [secret], name: { secret }, code: 7 }),
  (secret) => Object.assign(new Error('x'), { cause: { secret, nested: { secret } } }),
  (secret) => new AggregateError([new Error(secret), secret], secret, { cause: secret }),
  (secret) => new DOMException(secret, secret),
  (secret) => Object.freeze(new RangeError(secret)),
  (secret, turn) => chain(secret, turn % 12),
  (secret) => circle(secret),
  (secret) => new Proxy(new Error(secret), {}),
  (secret) => new Proxy(new Error(secret), { get: () => secret }),
  (secret) => withGetters(secret),
  (secret) => revoked(secret),
  (secret) => caught(() => readFileSync(`/nowhere/${secret}`)),
  (secret) => caught(() => JSON.parse(`{"secret":${secret}`) as unknown),
  (secret) => caught(() => new URL(`no address ${secret}`)),
  (secret) => caught(() => (undefined as unknown as Record<string, unknown>)[secret]),
  (secret) => caught(() => new RegExp(`(${secret}`)),
  (secret) => secret,
  (secret) => ({ message: secret, stack: lookingLikePlaces(secret), code: secret, name: secret }),
  (secret) => [secret],
  (secret) => Symbol(secret),
  (secret) => Buffer.from(secret),
  (secret) => new Map([[secret, secret]]),
  (secret) => () => secret,
  () => null,
  () => undefined,
  () => 10n ** 20n
]

/** As many as asked for, of each kind in turn with secrets of every shape, the same each time. */
export function* hostileErrors(count: number): Generator {
  const pick = pickerOf(numbersFrom(33))
  const [first = '', ...others] = Object.values(secretShapes)
  for (let turn = 0; turn < count; turn += 1) {
    const secret = pick.one([first, ...others])
    yield shapes[turn % shapes.length]?.(secret, turn)
  }
}

function chain(secret: string, length: number): Error {
  return length === 0
    ? new Error(secret)
    : new Error(`${secret} ${String(length)}`, { cause: chain(secret, length - 1) })
}

function circle(secret: string): Error {
  const first = new Error(secret)
  first.cause = new Error(secret, { cause: first })
  return first
}

function withGetters(secret: string): Error {
  const error = new Error('x')
  const get = (): never => {
    throw new Error(secret)
  }
  for (const name of ['name', 'code', 'message', 'stack', 'cause']) Object.defineProperty(error, name, { get })
  return error
}

function revoked(secret: string): unknown {
  const { proxy, revoke } = Proxy.revocable(new Error(secret), {})
  revoke()
  return proxy
}

function caught(work: () => unknown): unknown {
  try {
    return work()
  } catch (error) {
    return error
  }
}
