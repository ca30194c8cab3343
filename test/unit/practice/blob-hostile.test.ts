import { createHmac } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { at, withPracticeCloud } from '../../clients/practice-fixture.ts'
import { giveRole } from '../../clients/give-role.ts'

const fixture = withPracticeCloud()
const STORAGE_SCOPE = 'https://storage.azure.com/.default'
const CONTRIBUTOR = 'ba92f5b4-2d11-453d-a403-e96b0029c9fe'
const END = '2099-01-01T00:00:00Z'
const account = () => at(fixture.cloud.world.storageAccounts, 0)

const ask = async (path: string, method = 'GET', headers: Record<string, string> = {}, body?: string) => {
  giveRole(fixture, 0, CONTRIBUTOR, account().resourceId)
  const authorization = `Bearer ${await fixture.appToken(0, STORAGE_SCOPE)}`
  const answer = await fixture.fetch(`${fixture.cloud.ready.endpoints.blob}${path}`, {
    method,
    headers: { 'x-ms-version': '2025-05-05', authorization, ...headers },
    ...(body === undefined ? {} : { body })
  })
  return { status: answer.status, code: answer.headers.get('x-ms-error-code'), text: await answer.text() }
}
const withSas = async (path: string, fields: Record<string, string>) => {
  const url = `${fixture.cloud.ready.endpoints.blob}${path}?${new URLSearchParams(fields).toString()}`
  const answer = await fixture.fetch(url)
  return { status: answer.status, code: answer.headers.get('x-ms-error-code'), headers: answer.headers }
}
const signed = (text: string): string =>
  createHmac('sha256', Buffer.from(account().key, 'base64')).update(text, 'utf8').digest('base64')

describe('a shared access signature', () => {
  const old = { sv: '2018-03-28', sp: 'r', se: END }
  const text = (resource: string): string =>
    ['r', '', END, `/blob/${account().name}/${resource}`, '', '', '', old.sv, '', '', '', '', ''].join('\n')

  it.each([{ sr: 'd', sdd: '2' }, { sr: 'd', sdd: '1' }, { sr: 'x' }, { sr: '' }])(
    'for one blob, in a version that does not sign it, is none for %j',
    async (tampered) => {
      const put = await ask('/orthophotos/sas/one', 'PUT', { 'x-ms-blob-type': 'BlockBlob' }, 'one')
      const below = await ask('/orthophotos/sas/one/below', 'PUT', { 'x-ms-blob-type': 'BlockBlob' }, 'below')
      expect([put.status, below.status]).toEqual([201, 201])
      const fields = { ...old, sig: signed(text('orthophotos/sas/one')) }
      expect((await withSas('/orthophotos/sas/one', { ...fields, sr: 'b' })).status).toBe(200)
      for (const path of ['/orthophotos/sas/one', '/orthophotos/sas/one/below'])
        expect(await withSas(path, { ...fields, ...tampered })).toMatchObject({
          status: 403,
          code: 'AuthenticationFailed'
        })
    }
  )

  it('for the account does not change the headers of the answer, which it does not sign', async () => {
    const fields = { sv: '2022-11-02', ss: 'b', srt: 'o', sp: 'r', se: END }
    const toSign = [account().name, fields.sp, fields.ss, fields.srt, '', fields.se, '', '', fields.sv, '', ''].join(
      '\n'
    )
    const answer = await withSas('/orthophotos/coast/2025/coast-0001.tif', {
      ...fields,
      sig: signed(toSign),
      rsct: 'text/html'
    })
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'image/tiff'])
  })

  it.each([
    ['9.0.0.0-200.0.0.0', 200],
    ['127.0.0.1', 200],
    ['127.0.0.2-127.0.0.9', 403],
    ['200.0.0.0-9.0.0.0', 403],
    ['x-y', 403]
  ])('for the addresses %s', async (sip, status) => {
    const fields = { sv: '2022-11-02', ss: 'b', srt: 'o', sp: 'r', se: END, sip }
    const toSign = [account().name, 'r', 'b', 'o', '', END, sip, '', fields.sv, '', ''].join('\n')
    const answer = await withSas('/orthophotos/coast/2025/coast-0001.tif', { ...fields, sig: signed(toSign) })
    expect(answer.status).toBe(status)
  })
})

describe('blob storage keeps', () => {
  it.each(['a&b', '1', 'a-b', "a'b", 'a.b'])('no metadata with the name %s, which would break lists', async (name) => {
    const headers = { 'x-ms-blob-type': 'BlockBlob', [`x-ms-meta-${name}`]: 'x' }
    expect(await ask('/orthophotos/meta', 'PUT', headers, 'x')).toMatchObject({ status: 400, code: 'InvalidMetadata' })
  })

  it('no blob of thousands of times the same block', async () => {
    const block = 'a'.repeat(1024 * 1024)
    expect((await ask('/orthophotos/blocks?comp=block&blockid=AAAA', 'PUT', {}, block)).status).toBe(201)
    const list = `<BlockList>${'<Latest>AAAA</Latest>'.repeat(20_000)}</BlockList>`
    expect(await ask('/orthophotos/blocks?comp=blocklist', 'PUT', {}, list)).toMatchObject({
      status: 413,
      code: 'RequestBodyTooLarge'
    })
    const few = '<BlockList><Latest>AAAA</Latest><Latest>AAAA</Latest></BlockList>'
    expect((await ask('/orthophotos/blocks?comp=blocklist', 'PUT', {}, few)).status).toBe(201)
  })
})
