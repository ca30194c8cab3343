import { describe, expect, it } from 'vitest'
import { isTrustedBy } from '../../../electron/adapters/http/private-authority.ts'
import { makeTlsMaterial } from '../../../practice/tls/certificates.ts'

const [own, other] = await Promise.all([makeTlsMaterial(), makeTlsMaterial()])
const leaf = own.certPem.split(/(?<=-----END CERTIFICATE-----)/)[0] ?? ''
const day = 86_400_000

describe('isTrustedBy', () => {
  const now = Date.now()

  it.each(['localhost', '127.0.0.1'])('trusts what the authority signed for %s', (host) => {
    expect(isTrustedBy(own.caPem, host, leaf, [], now)).toBe(true)
    expect(isTrustedBy(own.caPem, host, leaf, [own.caPem], now)).toBe(true)
  })

  it.each([
    ['another authority of the same name', other.caPem, 'localhost', leaf, [own.caPem], now],
    ['another host', own.caPem, 'login.microsoftonline.com', leaf, [], now],
    ['another address', own.caPem, '127.0.0.2', leaf, [], now],
    ['a time before', own.caPem, 'localhost', leaf, [], now - 3 * day],
    ['a time after', own.caPem, 'localhost', leaf, [], now + 30 * day],
    ['a leaf as the authority', leaf, 'localhost', leaf, [], now],
    ['text that is no certificate', own.caPem, 'localhost', 'x', [], now]
  ] as const)('does not trust %s', (_name, authority, host, certificate, chain, at) => {
    expect(isTrustedBy(authority, host, certificate, [...chain], at)).toBe(false)
  })
})
