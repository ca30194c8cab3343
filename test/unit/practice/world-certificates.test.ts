import { X509Certificate } from 'node:crypto'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { makeDefaultWorld } from '../../../practice/world/default-world.ts'
import { makeMissingCertificates } from '../../../practice/world/make-certificates.ts'
import { certificateSchema } from '../../../practice/world/model/applications.ts'
import { at } from '../../clients/practice-fixture.ts'

const KEY_ID = 'b653dfbc-df31-4373-a15b-21d7c398530d'
const BROKEN = '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----'

describe('the certificates of a world', () => {
  it('are made at the start, one of them expired, and only once', async () => {
    const world = makeDefaultWorld()
    await makeMissingCertificates(world)
    const [expired, good] = [0, 1].map((index) => at(at(world.applications, index).certificates, 0))
    const validTo = (pem = ''): number => new X509Certificate(pem).validToDate.getTime()
    expect(validTo(expired?.certificatePem)).toBeLessThan(Date.now())
    expect(validTo(good?.certificatePem)).toBeGreaterThan(Date.now())
    const before = good?.certificatePem
    await makeMissingCertificates(world)
    expect(good?.certificatePem).toBe(before)
  })

  it.each([
    [{ certificatePem: 'x' }, 'certificatePem', 'A certificate as PEM is needed.'],
    [{ certificatePem: BROKEN }, 'certificatePem', 'A certificate as PEM is needed.'],
    [{ privateKeyPem: BROKEN }, 'privateKeyPem', 'A private key as PEM is needed.']
  ])('are refused where they cannot be read: %o', (given, path, message) => {
    const { issues } = v.safeParse(certificateSchema, { keyId: KEY_ID, ...given })
    const [issue] = issues ?? []
    expect(issue === undefined ? undefined : [v.getDotPath(issue), issue.message]).toEqual([path, message])
  })
})
