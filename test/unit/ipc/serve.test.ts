import type { IpcMainInvokeEvent } from 'electron'
import { describe, expect, it } from 'vitest'
import { channels } from '#contract/api'
import { serve } from '../../../electron/ipc/serve.ts'
import type { Handlers } from '../../../electron/ipc/handlers.ts'
import { AppFailure } from '../../../electron/services/app-failure.ts'

type Listener = (event: IpcMainInvokeEvent, request: unknown) => unknown

function served(parts: { handler?: (request: unknown) => unknown; isTrusted?: boolean; now?: () => number } = {}) {
  const listeners = new Map<string, Listener>()
  const seen: unknown[] = []
  const reported: unknown[] = []
  const handlers = new Proxy({} as Handlers, {
    get: () => (request: unknown) => {
      seen.push(request)
      return parts.handler?.(request) ?? null
    }
  })
  serve({ handle: (channel: string, listener: Listener) => void listeners.set(channel, listener) }, handlers, {
    isTrusted: () => parts.isTrusted ?? true,
    report: (error) => {
      reported.push(error)
      return 'ref'
    },
    now: parts.now ?? (() => 0)
  })
  const call = (channel: string, request: unknown): unknown =>
    listeners.get(channel)?.({} as IpcMainInvokeEvent, request)
  return { listeners, seen, reported, call }
}

const refused = { ok: false, failure: { code: 'request-refused' } }

describe('the calls of the window', () => {
  it('are served on exactly the channels of the contract', () => {
    expect([...served().listeners.keys()].sort()).toEqual(Object.values(channels).sort())
  })

  it('reach the handler once sender and schema are right', async () => {
    const { call, seen } = served({ handler: () => 'done' })
    expect(await call('accounts:sign-out', { accountId: 'public.a.b' })).toEqual({ ok: true, value: 'done' })
    expect(seen).toEqual([{ accountId: 'public.a.b' }])
  })

  it('from a foreign frame reach no handler', async () => {
    const { call, seen } = served({ isTrusted: false })
    for (const channel of Object.values(channels)) expect(await call(channel, {})).toEqual(refused)
    expect(seen).toEqual([])
  })

  it.each([
    undefined,
    null,
    'text',
    [],
    { accountId: 1 },
    { accountId: '' },
    { accountId: 'a b' },
    { accountId: 'a', more: true },
    JSON.parse('{"accountId":"a","__proto__":{"polluted":true}}') as unknown,
    { accountId: 'a'.repeat(2000) },
    { accountId: { toString: 'a' } }
  ])('with a request out of schema reach no handler: %j', async (request) => {
    const { call, seen } = served()
    expect(await call('accounts:sign-out', request)).toEqual(refused)
    expect(seen).toEqual([])
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined()
  })

  it.each([[], [[]], 'x', null, 7, { more: 1 }, new Map([[1, 2]]), new Date(), /x/, new ArrayBuffer(8)])(
    'without parameters take an empty object only, not %j',
    async (request) => {
      const { call, seen } = served()
      expect(await call('tokens:list', request)).toEqual(refused)
      expect(seen).toEqual([])
    }
  )

  it('that are larger than any real one, or circular, are refused', async () => {
    const { call } = served()
    const circular: Record<string, unknown> = {}
    circular.self = circular
    expect(await call('accounts:sign-out', circular)).toEqual(refused)
    expect(await call('targets:save-geocatalog', { targetId: null, label: 'x'.repeat(70_000), endpoint: '' })).toEqual(
      refused
    )
  })

  it('answer a failure as it was thrown, and hide the details of anything else', async () => {
    const known = served({
      handler: () => {
        throw new AppFailure({ code: 'offline' })
      }
    })
    expect(await known.call('tokens:list', {})).toEqual({ ok: false, failure: { code: 'offline' } })
    const unknown = served({
      handler: () => {
        throw new Error('secret inside')
      }
    })
    expect(await unknown.call('tokens:list', {})).toEqual({
      ok: false,
      failure: { code: 'unexpected', reference: 'ref' }
    })
    expect(unknown.reported).toHaveLength(1)
  })

  it('are limited in number, and let through again later', async () => {
    let now = 0
    const { call } = served({ now: () => now })
    for (let count = 0; count < 400; count += 1) await call('tokens:list', {})
    expect(await call('tokens:list', {})).toEqual({ ok: false, failure: { code: 'busy', retryAfterSeconds: 10 } })
    now = 10_000
    expect(await call('tokens:list', {})).toEqual({ ok: true, value: null })
  })
})
