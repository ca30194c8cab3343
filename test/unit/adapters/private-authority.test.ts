import 'reflect-metadata'
import * as x509 from '@peculiar/x509'
import { describe, expect, it } from 'vitest'
import { isTrustedBy } from '../../../electron/adapters/http/private-authority.ts'
import { makeTlsMaterial } from '../../../practice/tls/certificates.ts'

const [own, other] = await Promise.all([makeTlsMaterial(), makeTlsMaterial()])
const leaf = own.certPem.split(/(?<=-----END CERTIFICATE-----)/)[0] ?? ''
const day = 86_400_000

const signingAlgorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' }
const [authorityKeys, aboveKeys] = await Promise.all([newKeys(), newKeys()])
const authority = await certify({ name: 'CN=Authority', keys: authorityKeys, extensions: authorityExtensions() })
const above = await certify({
  name: 'CN=Above',
  keys: aboveKeys,
  issuer: 'CN=Authority',
  extensions: authorityExtensions()
})
const forLocalhost = new x509.SubjectAlternativeNameExtension([{ type: 'dns', value: 'localhost' }])
const notAnAuthority = new x509.BasicConstraintsExtension(false, undefined, true)

function newKeys(): Promise<CryptoKeyPair> {
  return crypto.subtle.generateKey(signingAlgorithm, true, ['sign', 'verify'])
}

function authorityExtensions(): x509.Extension[] {
  const { keyCertSign, cRLSign } = x509.KeyUsageFlags
  return [new x509.BasicConstraintsExtension(true, 0, true), new x509.KeyUsagesExtension(keyCertSign | cRLSign, true)]
}

/** A certificate with these extensions, signed by the authority unless told otherwise. */
async function certify(given: {
  name?: string
  issuer?: string
  keys?: CryptoKeyPair
  signer?: CryptoKeyPair
  extensions: x509.Extension[]
}): Promise<string> {
  const { name = 'CN=localhost', issuer = 'CN=Authority', signer = authorityKeys, extensions } = given
  const made = await x509.X509CertificateGenerator.create({
    notBefore: new Date(Date.now() - day),
    notAfter: new Date(Date.now() + day),
    subject: name,
    issuer,
    publicKey: (given.keys ?? (await newKeys())).publicKey,
    signingKey: signer.privateKey,
    signingAlgorithm,
    extensions
  })
  return made.toString('pem')
}

function usedFor(usage: string): x509.Extension {
  return new x509.ExtendedKeyUsageExtension([usage])
}

describe('isTrustedBy', () => {
  const now = Date.now()

  it.each(['localhost', '127.0.0.1'])('trusts what the authority signed for %s', (host) => {
    expect(isTrustedBy(own.caPem, host, leaf, now)).toBe(true)
  })

  it.each([
    ['another authority of the same name', other.caPem, 'localhost', leaf, now],
    ['another host', own.caPem, 'login.microsoftonline.com', leaf, now],
    ['another address', own.caPem, '127.0.0.2', leaf, now],
    ['a time before', own.caPem, 'localhost', leaf, now - 3 * day],
    ['a time after', own.caPem, 'localhost', leaf, now + 30 * day],
    ['a leaf as the authority', leaf, 'localhost', leaf, now],
    ['text that is no certificate', own.caPem, 'localhost', 'x', now]
  ] as const)('does not trust %s', (_name, authorityPem, host, certificate, at) => {
    expect(isTrustedBy(authorityPem, host, certificate, at)).toBe(false)
  })

  it.each([
    ['for servers', [notAnAuthority, forLocalhost, usedFor(x509.ExtendedKeyUsage.serverAuth)]],
    ['for any use', [notAnAuthority, forLocalhost]]
  ])('trusts a certificate %s', async (_name, extensions) => {
    expect(isTrustedBy(authority, 'localhost', await certify({ extensions }), now)).toBe(true)
  })

  it.each([
    [
      'that only clients may show',
      { extensions: [notAnAuthority, forLocalhost, usedFor(x509.ExtendedKeyUsage.clientAuth)] }
    ],
    ['that names its host in the subject alone', { extensions: [notAnAuthority] }],
    ['that is an authority', { extensions: [...authorityExtensions(), forLocalhost] }],
    ['of an authority below', { issuer: 'CN=Above', signer: aboveKeys, extensions: [notAnAuthority, forLocalhost] }],
    ['that another key signed', { signer: aboveKeys, extensions: [notAnAuthority, forLocalhost] }]
  ])('does not trust a certificate %s', async (_name, given) => {
    const certificate = await certify(given)
    expect(isTrustedBy(authority, 'localhost', certificate, now)).toBe(false)
    expect(isTrustedBy(authority, 'localhost', `${certificate}\n${above}`, now)).toBe(false)
  })
})
