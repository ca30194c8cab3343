import { ClientSecretCredential } from '@azure/identity'
import {
  BlobServiceClient,
  type ContainerClient,
  type RestError,
  StorageSharedKeyCredential
} from '@azure/storage-blob'
import type { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { at, type Fixture } from './practice-fixture.ts'

export const options = { retryOptions: { maxTries: 1 } }
export const PHOTO = 'coast/2025/coast-0001.tif'
export const LARGE = 'coast/2025/mosaic.bin'

/** What a refused call says. */
export const refusal = async (call: Promise<unknown>): Promise<{ status: unknown; code: unknown; detail: string }> => {
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
export const read = async (service: BlobServiceClient, name = PHOTO): Promise<Buffer> => {
  const { readableStreamBody } = await service.getContainerClient('orthophotos').getBlobClient(name).download()
  return buffer(readableStreamBody as Readable)
}
/** The names of all blobs of a container. */
export const names = async (container: ContainerClient): Promise<string[]> => {
  const found: string[] = []
  for await (const { name } of container.listBlobsFlat()) found.push(name)
  return found
}

/** Clients of the first storage account of a running practice cloud. */
export const storageAsker = (fixture: Fixture) => {
  const account = () => at(fixture.cloud.ready.storageAccounts, 0)
  const inWorld = () => at(fixture.cloud.world.storageAccounts, 0)
  const key = () => new StorageSharedKeyCredential(account().name, account().key)
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
  return { account, inWorld, key, asApp, withKey, withQuery }
}
