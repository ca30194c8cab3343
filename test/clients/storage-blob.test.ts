import { ClientSecretCredential } from '@azure/identity'
import {
  AccountSASPermissions,
  BlobSASPermissions,
  BlobServiceClient,
  ContainerClient,
  ContainerSASPermissions,
  generateAccountSASQueryParameters,
  generateBlobSASQueryParameters,
  type RestError,
  StorageSharedKeyCredential
} from '@azure/storage-blob'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { describe, expect, it } from 'vitest'
import { at, withPracticeCloud } from './practice-fixture.ts'
import { trustProcessWide } from './trust-process-wide.ts'

const fixture = withPracticeCloud()
trustProcessWide(fixture)
const account = () => at(fixture.cloud.ready.storageAccounts, 0)
const inWorld = () => at(fixture.cloud.world.storageAccounts, 0)
const namesInWorld = (container: string): string[] =>
  inWorld()
    .containers.filter(({ name }) => name === container)
    .flatMap(({ blobs }) => blobs.map(({ name }) => name))
    .sort()
const options = { retryOptions: { maxTries: 1 } }
const key = () => new StorageSharedKeyCredential(account().name, account().key)
const HOUR_MS = 3_600_000
const soon = () => new Date(Date.now() + HOUR_MS)
/** The version that this client asks for by itself. */
const NEWEST = '2026-10-06'
const PHOTO = 'coast/2025/coast-0001.tif'
const LARGE = 'coast/2025/mosaic.bin'

const asApp = (index: number): BlobServiceClient => {
  const app = at(fixture.cloud.ready.apps, index)
  const credential = new ClientSecretCredential(app.tenantId, app.clientId, app.secret, {
    authorityHost: fixture.cloud.ready.endpoints.login,
    disableInstanceDiscovery: true,
    retryOptions: { maxRetries: 0 }
  })
  return new BlobServiceClient(account().endpoint, credential, options)
}
const withKey = (): BlobServiceClient => new BlobServiceClient(account().endpoint, key(), options)
const withQuery = (query: string): BlobServiceClient =>
  new BlobServiceClient(`${account().endpoint}?${query}`, undefined, options)

/** What a refused call says. */
const refusal = async (call: Promise<unknown>): Promise<{ status: unknown; code: unknown; detail: string }> => {
  try {
    await call
  } catch (error) {
    const { statusCode, code, details } = error as RestError
    const { authenticationErrorDetail } = (details ?? {}) as { authenticationErrorDetail?: string }
    return { status: statusCode, code, detail: authenticationErrorDetail ?? '' }
  }
  throw new Error('The call was not refused.')
}
/** A whole blob by GET alone, so that a refusal has a body. */
const read = async (service: BlobServiceClient, name = PHOTO): Promise<Buffer> => {
  const { readableStreamBody } = await service.getContainerClient('orthophotos').getBlobClient(name).download()
  return buffer(readableStreamBody as Readable)
}
const names = async (container: ContainerClient): Promise<string[]> => {
  const found: string[] = []
  for await (const { name } of container.listBlobsFlat()) found.push(name)
  return found
}

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

  it('an account SAS reads what its letters allow', async () => {
    const sas = (more: { resourceTypes?: string; services?: string; permissions?: string } = {}): string =>
      generateAccountSASQueryParameters(
        {
          expiresOn: soon(),
          permissions: AccountSASPermissions.parse(more.permissions ?? 'rl'),
          resourceTypes: more.resourceTypes ?? 'sco',
          services: more.services ?? 'b'
        },
        key()
      ).toString()
    expect((await read(withQuery(sas()))).length).toBe(436)
    expect(await names(withQuery(sas()).getContainerClient('exports'))).toHaveLength(2)
    expect(await refusal(read(withQuery(sas({ services: 'q' }))))).toMatchObject({
      code: 'AuthorizationServiceMismatch'
    })
    expect(await refusal(read(withQuery(sas({ resourceTypes: 'sc' }))))).toMatchObject({
      code: 'AuthorizationResourceTypeMismatch'
    })
    expect(await refusal(read(withQuery(sas({ permissions: 'l' }))))).toMatchObject({
      code: 'AuthorizationPermissionMismatch'
    })
  })

  it.each(['2018-03-28', '2018-11-09', '2020-02-10', '2020-12-06', NEWEST])(
    'a service SAS of version %s opens one container, and only in its time',
    async (version) => {
      const sas = (startsOn?: Date, expiresOn = soon(), containerName = 'orthophotos'): string =>
        generateBlobSASQueryParameters(
          {
            containerName,
            permissions: ContainerSASPermissions.parse('rl'),
            expiresOn,
            ...(startsOn === undefined ? {} : { startsOn }),
            version
          },
          key()
        ).toString()
      const past = new Date(Date.now() - HOUR_MS)
      expect((await read(withQuery(sas(past)))).length).toBe(436)
      expect(await names(withQuery(sas()).getContainerClient('orthophotos'))).toContain(PHOTO)
      expect((await refusal(read(withQuery(sas(past, new Date(Date.now() - 1000)))))).detail).toMatch(
        /^Signature not valid in the specified time frame: Start \[.* GMT\] - Expiry \[.* GMT\] - Current \[.* GMT\]$/
      )
      expect((await refusal(read(withQuery(sas(soon(), new Date(Date.now() + 2 * HOUR_MS)))))).detail).toMatch(
        /^Signature not valid in the specified time frame/
      )
      expect((await refusal(read(withQuery(sas(undefined, past))))).detail).toMatch(/^Signed expiry time/)
      expect(await refusal(read(withQuery(sas(undefined, soon(), 'exports'))))).toMatchObject({
        status: 403,
        code: 'AuthenticationFailed'
      })
    }
  )

  it.each(['2018-11-09', '2020-02-10', '2020-12-06', '2025-07-05', NEWEST])(
    'a user delegation SAS of version %s opens one blob, as far as its maker may',
    async (version) => {
      const userKey = await asApp(1).getUserDelegationKey(new Date(Date.now() - 60_000), soon())
      const sas = (permissions: string, blobName = PHOTO): string =>
        generateBlobSASQueryParameters(
          {
            containerName: 'orthophotos',
            blobName,
            permissions: BlobSASPermissions.parse(permissions),
            startsOn: new Date(Date.now() - 60_000),
            expiresOn: soon(),
            contentType: 'application/x-practice',
            version
          },
          userKey,
          account().name
        ).toString()
      const open = (query: string) => withQuery(query).getContainerClient('orthophotos').getBlockBlobClient(PHOTO)
      const answer = await open(sas('r')).download()
      expect(answer).toMatchObject({ contentLength: 436, contentType: 'application/x-practice' })
      expect((await refusal(open(sas('r', LARGE)).download())).detail).toMatch(/^Signature did not match/)
      expect(await refusal(open(sas('w')).upload('x', 1))).toMatchObject({ code: 'AuthorizationPermissionMismatch' })
    }
  )

  it('keys switched off: shared key and its signatures are refused, tokens and user delegation go on', async () => {
    const userKey = await asApp(1).getUserDelegationKey(new Date(Date.now() - 60_000), soon())
    const values = {
      containerName: 'orthophotos',
      permissions: ContainerSASPermissions.parse('r'),
      expiresOn: soon()
    }
    const byKey = generateBlobSASQueryParameters(values, key()).toString()
    const byUser = generateBlobSASQueryParameters(values, userKey, account().name).toString()
    inWorld().allowSharedKeyAccess = false
    try {
      const refused = { status: 403, code: 'KeyBasedAuthenticationNotPermitted' }
      expect(await refusal(read(withKey()))).toMatchObject(refused)
      expect(await refusal(read(withQuery(byKey)))).toMatchObject(refused)
      expect((await read(withQuery(byUser))).length).toBe(436)
      expect((await read(asApp(1))).length).toBe(436)
    } finally {
      inWorld().allowSharedKeyAccess = true
    }
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
