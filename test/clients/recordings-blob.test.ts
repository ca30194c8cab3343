import {
  ContainerSASPermissions,
  generateBlobSASQueryParameters,
  StorageSharedKeyCredential
} from '@azure/storage-blob'
import { describe, expect, it } from 'vitest'
import { compareAll, readRecording, type RecordedRow } from './compare-with-recording.ts'
import { at, withPracticeCloud } from './practice-fixture.ts'

const fixture = withPracticeCloud()
const account = () => at(fixture.cloud.ready.storageAccounts, 0)
const VERSION = '2025-05-05'
const CONTRIBUTOR = 'ba92f5b4-2d11-453d-a403-e96b0029c9fe'

/** Asks as the first application, which was made a contributor of the data for the test. */
const asContributor = async (path: string, init: RequestInit): Promise<Response> => {
  const { world, ready } = fixture.cloud
  const clientId = at(ready.apps, 0).clientId
  const { objectId } = at(world.applications.find(({ appId }) => appId === clientId)?.servicePrincipals ?? [], 0)
  const role = { principalId: objectId, roleId: CONTRIBUTOR, scope: account().resourceId }
  if (!world.roleAssignments.some(({ roleId, principalId }) => roleId === CONTRIBUTOR && principalId === objectId))
    world.roleAssignments.push(role)
  const headers = new Headers(init.headers)
  headers.set('authorization', `Bearer ${await fixture.appToken(0, 'https://storage.azure.com/.default')}`)
  headers.set('x-ms-version', VERSION)
  return fixture.fetch(`${account().endpoint}${path}`, { ...init, headers })
}

const rows: RecordedRow[] = [
  {
    id: 'blob-container-create-201',
    ask: () => asContributor('/test-container-1?restype=container', { method: 'PUT' })
  },
  {
    id: 'blob-put-201',
    ask: () =>
      asContributor('/exports/test-upload.txt', {
        method: 'PUT',
        headers: { 'content-type': 'application/octet-stream', 'if-none-match': '*', 'x-ms-blob-type': 'BlockBlob' },
        body: 'This is a test file for blob upload'
      }),
    known: {
      'header x-ms-content-crc64 is missing': 'A checksum of the service, which clients that ask for none do not read.'
    }
  }
]

describe('Blob storage answers as it was recorded', () => {
  compareAll(rows)

  it('with the MD5 that was recorded for the same content', async () => {
    const recording = await readRecording('blob-put-201')
    const sent = await asContributor('/exports/again.txt', {
      method: 'PUT',
      headers: { 'x-ms-blob-type': 'BlockBlob' },
      body: Buffer.from(String(recording.request.body), 'base64')
    })
    expect(sent.headers.get('content-md5')).toBe(recording.response.headers['Content-MD5'])
  })

  it('word for word to an expired signature', async () => {
    const sas = generateBlobSASQueryParameters(
      {
        containerName: 'exports',
        permissions: ContainerSASPermissions.parse('l'),
        startsOn: new Date(Date.now() - 7_200_000),
        expiresOn: new Date(Date.now() - 3_600_000)
      },
      new StorageSharedKeyCredential(account().name, account().key)
    )
    const answer = await fixture.fetch(`${account().endpoint}/exports?restype=container&comp=list&${sas.toString()}`)
    const { response } = await readRecording('blob-sas-expired-403')
    /** Without what is another one in every answer. */
    const words = (text: string): string =>
      text
        .replace(/^\ufeff/, '')
        .replace(/RequestId:[\da-f-]+/, 'RequestId:')
        .replace(/Time:\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{7}Z/, 'Time:')
        .replace(/\[\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d GMT\]/g, '[]')
    expect(answer.status).toBe(response.status)
    expect(words(await answer.text())).toBe(words(String(response.body)))
  })
})
