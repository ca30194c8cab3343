import {
  AccountSASPermissions,
  BlobSASPermissions,
  ContainerSASPermissions,
  generateAccountSASQueryParameters,
  generateBlobSASQueryParameters
} from '@azure/storage-blob'
import { describe, expect, it } from 'vitest'
import { LARGE, names, PHOTO, read, refusal, storageAsker } from './ask-storage-blob.ts'
import { withPracticeCloud } from './practice-fixture.ts'
import { trustProcessWide } from './trust-process-wide.ts'

const fixture = withPracticeCloud()
trustProcessWide(fixture)
const { account, inWorld, key, asApp, withKey, withQuery } = storageAsker(fixture)
const HOUR_MS = 3_600_000
const soon = () => new Date(Date.now() + HOUR_MS)
/** The version that this client asks for by itself. */
const NEWEST = '2026-10-06'

describe('@azure/storage-blob', () => {
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
})
