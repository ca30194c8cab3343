import { afterEach, beforeEach, expect, it } from 'vitest'
import { listenForCallback, type CallbackListener } from '../../../electron/adapters/entra/callback-listener.ts'

const state = '7f0a4f6e-2d59-4a4c-9d52-6a2f6f1f8f10'
const form = { 'content-type': 'application/x-www-form-urlencoded; charset=UTF-8' }
let listener: CallbackListener
let address = ''
let arrived: unknown = null

beforeEach(async () => {
  listener = await listenForCallback(state)
  address = listener.redirectUri.replace('localhost', '127.0.0.1')
  arrived = null
  void listener.callback.then((callback) => {
    arrived = callback
  })
})

afterEach(() => {
  listener.close()
})

const post = (body: string, headers: HeadersInit = form, path = '/'): Promise<Response> =>
  fetch(address + path, { method: 'POST', headers, body })

it('takes the one answer with its state, shows a page, and is gone when closed', async () => {
  const answer = await post(`code=abc&client_info=e30&state=${state}`)
  expect([answer.status, await answer.text()]).toEqual([200, expect.stringContaining('You are signed in')])
  expect(await listener.callback).toEqual({ code: 'abc', client_info: 'e30', state })
  listener.close()
  await expect(fetch(address)).rejects.toThrow('fetch failed')
})

it('takes a refusal, and shows another page', async () => {
  const answer = await post(`error=access_denied&error_description=no&state=${state}`)
  expect(await answer.text()).toContain('The sign-in was not finished')
  expect(await listener.callback).toMatchObject({ error: 'access_denied', error_description: 'no' })
})

it.each([
  ['another state', 400, () => post('code=abc&state=guess')],
  ['no state', 400, () => post('code=abc')],
  ['its state twice', 400, () => post(`code=abc&state=${state}&state=${state}`)],
  ['neither code nor error', 400, () => post(`state=${state}`)],
  ['code and error', 400, () => post(`code=abc&error=x&state=${state}`)],
  ['another path', 404, () => post(`code=abc&state=${state}`, form, '/callback')],
  ['its fields in the address', 404, () => fetch(`${address}/?code=abc&state=${state}`)],
  ['a look at the port', 405, () => fetch(address)],
  ['another content type', 415, () => post(`code=abc&state=${state}`, { 'content-type': 'text/plain' })]
])('refuses %s', async (_what, status, send) => {
  expect((await send()).status).toBe(status)
  expect(arrived).toBeNull()
  await post(`code=abc&state=${state}`)
  expect(await listener.callback).toMatchObject({ code: 'abc' })
})

it('refuses more than any code has, without reading it to the end', async () => {
  const flood = await post(`state=${state}&code=${'x'.repeat(5_000_000)}`).then(
    ({ status }) => status,
    // The connection is closed while the rest is still on its way.
    () => 413
  )
  expect(flood).toBe(413)
  expect(arrived).toBeNull()
})
