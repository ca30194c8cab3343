import { BlobServiceClient, ContainerClient, StorageSharedKeyCredential } from '@azure/storage-blob'
import { Readable } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { LARGE, names, options, PHOTO, read, refusal, storageAsker } from './ask-storage-blob.ts'
import { at, withPracticeCloud } from './practice-fixture.ts'
import { trustProcessWide } from './trust-process-wide.ts'

const fixture = withPracticeCloud()
trustProcessWide(fixture)
const { account, inWorld, asApp, withKey } = storageAsker(fixture)
const namesInWorld = (container: string): string[] =>
  inWorld()
    .containers.filter(({ name }) => name === container)
    .flatMap(({ blobs }) => blobs.map(({ name }) => name))
    .sort()

describe('@azure/storage-blob', () => {
  it('BlobServiceClient with an application that reads: containers, blobs, properties, ranges', async () => {
    const service = asApp(1)
    const containers: string[] = []
    for await (const { name } of service.listContainers()) containers.push(name)
    expect(containers).toEqual(['exports', 'orthophotos'])
    const container = service.getContainerClient('orthophotos')
    expect(await names(container)).toEqual(namesInWorld('orthophotos'))
    expect((await container.getProperties()).etag).toMatch(/^"0x8D[\dA-F]+"$/)
    const photo = container.getBlobClient(PHOTO)
    const properties = await photo.getProperties()
    expect(properties).toMatchObject({ contentType: 'image/tiff', contentLength: 436, blobType: 'BlockBlob' })
    expect((await photo.downloadToBuffer()).subarray(0, 4)).toEqual(Buffer.from('II*\0'))
    const large = container.getBlobClient(LARGE)
    const part = await large.download(1_000_000, 21)
    expect(part._response.status).toBe(206)
    expect(part.contentRange).toBe('bytes 1000000-1000020/2097152')
    const whole = await large.downloadToBuffer(0, undefined, { blockSize: 524_288 })
    expect(whole.length).toBe(2_097_152)
    expect(whole.subarray(1_000_000, 1_000_021)).toEqual(await large.downloadToBuffer(1_000_000, 21))
    expect((await read(service, 'flood/Überblick 2026.txt')).toString()).toBe('Übungsdaten\n')
  })

  it('lists with a prefix, a delimiter and pages', async () => {
    const container = asApp(1).getContainerClient('orthophotos')
    const folders: string[] = []
    for await (const one of container.listBlobsByHierarchy('/')) folders.push(`${one.kind} ${one.name}`)
    expect(folders).toEqual(expect.arrayContaining(['prefix coast/', 'prefix flood/']))
    expect(folders.filter((one) => one.startsWith('blob'))).toEqual([])
    const sizes: number[] = []
    for await (const page of container.listBlobsFlat({ prefix: 'coast/2025/' }).byPage({ maxPageSize: 2 }))
      sizes.push(page.segment.blobItems.length)
    expect(sizes).toEqual([2, 1])
  })

  it('refuses by role: a reader may not write, a contributor of the subscription may not read', async () => {
    const exports = asApp(1).getContainerClient('exports')
    expect(await refusal(exports.getBlockBlobClient('x.txt').upload('x', 1))).toMatchObject({
      status: 403,
      code: 'AuthorizationPermissionMismatch'
    })
    expect(await refusal(read(asApp(0)))).toMatchObject({ status: 403, code: 'AuthorizationPermissionMismatch' })
    expect(await refusal(read(asApp(2)))).toMatchObject({ status: 403, code: 'AuthorizationPermissionMismatch' })
  })

  it('StorageSharedKeyCredential: writes, overwrites under conditions, deletes; a wrong key is refused', async () => {
    const container = withKey().getContainerClient('made-by-key')
    await container.create({ metadata: { by: 'test' } })
    const blob = container.getBlockBlobClient('a folder/größe & more.txt')
    const text = 'practice'
    const first = await blob.upload(text, text.length, {
      blobHTTPHeaders: { blobContentType: 'text/plain', blobCacheControl: 'no-store' },
      metadata: { survey: '2026' },
      conditions: { ifNoneMatch: '*' }
    })
    expect((await blob.downloadToBuffer()).toString()).toBe(text)
    expect(await blob.getProperties()).toMatchObject({
      contentType: 'text/plain',
      cacheControl: 'no-store',
      metadata: { survey: '2026' },
      etag: first.etag
    })
    const again = { conditions: { ifNoneMatch: '*' } }
    expect(await refusal(blob.upload('x', 1, again))).toMatchObject({ status: 409, code: 'BlobAlreadyExists' })
    await blob.upload('other', 5)
    const stale = { conditions: { ifMatch: first.etag ?? '' } }
    expect(await refusal(blob.upload('x', 1, stale))).toMatchObject({ status: 412, code: 'ConditionNotMet' })
    expect(await refusal(blob.download(0, 1, stale))).toMatchObject({ status: 412, code: 'ConditionNotMet' })
    expect(await refusal(blob.download(99))).toMatchObject({ status: 416, code: 'InvalidRange' })
    await blob.delete()
    expect(await blob.exists()).toBe(false)
    await container.delete()
    expect(await refusal(container.getProperties())).toMatchObject({ status: 404, code: 'ContainerNotFound' })
    const wrong = new StorageSharedKeyCredential(account().name, Buffer.from('wrong').toString('base64'))
    const refused = await refusal(read(new BlobServiceClient(account().endpoint, wrong, options)))
    expect(refused).toMatchObject({ status: 403, code: 'AuthenticationFailed' })
    expect(refused.detail).toMatch(/^The MAC signature found in the HTTP request/)
  })

  it('uploads a stream in blocks, and refuses a list with a block that was never sent', async () => {
    const blob = withKey().getContainerClient('exports').getBlockBlobClient('in-blocks.bin')
    const content = Buffer.alloc(700_001, 'practice block ')
    await blob.uploadStream(Readable.from([content]), 262_144, 2, {
      blobHTTPHeaders: { blobContentType: 'x/practice' }
    })
    expect(await blob.downloadToBuffer()).toEqual(content)
    expect((await blob.getProperties()).contentType).toBe('x/practice')
    expect(await refusal(blob.commitBlockList(['bm9uZQ==']))).toMatchObject({ status: 400, code: 'InvalidBlockList' })
    expect((await blob.getProperties()).contentLength).toBe(content.length)
    await blob.delete()
  })

  it('without a credential: refused with the tenant to sign in at, and read where a container is open', async () => {
    const anonymous = new ContainerClient(`${account().endpoint}/exports`, undefined, options)
    expect(await refusal(names(anonymous))).toMatchObject({ status: 401, code: 'NoAuthenticationInformation' })
    const container = at(
      inWorld().containers.filter(({ name }) => name === 'exports'),
      0
    )
    inWorld().allowBlobPublicAccess = true
    container.publicAccess = 'container'
    try {
      expect(await names(anonymous)).toEqual(['flights-2026.csv', 'parcels.geojson'])
      container.publicAccess = 'blob'
      expect(await refusal(names(anonymous))).toMatchObject({ status: 401 })
      expect((await anonymous.getBlobClient('flights-2026.csv').downloadToBuffer()).toString()).toMatch(/^flight,/)
    } finally {
      inWorld().allowBlobPublicAccess = false
      container.publicAccess = 'none'
    }
  })
})
