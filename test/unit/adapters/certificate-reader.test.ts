import { createPrivateKey, generateKeyPairSync, X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { certificateReader } from '../../../electron/adapters/certificate/certificate-reader.ts'
import type { CertificateFile } from '../../../electron/services/ports.ts'
import { failureOfAsync } from '../../fakes/failure-of.ts'

const now = Date.parse('2027-01-01T00:00:00Z')
const password = 'open sesame'
// As `openssl x509 -fingerprint` prints them.
const survey = 'C3A04F1DF88034C0366484B7B9E32509B022B8AB'
const issued = '47CBC2B460F7D33DC3092C77E5A315A67679B56F'

function fixture(fileName: string): CertificateFile {
  return { fileName, bytes: readFileSync(join(import.meta.dirname, 'certificates', fileName)) }
}

function text(fileName: string, ...parts: string[]): CertificateFile {
  return { fileName, bytes: Buffer.from(parts.join('\n')) }
}

const certificatePem = Buffer.from(fixture('survey.cer.pem').bytes).toString()
const keyPem = Buffer.from(fixture('survey.key.pem').bytes).toString()
const key = createPrivateKey(keyPem)
const read = (files: CertificateFile[], typed = '', at = now) => certificateReader.read(files, typed, at)
const failure = (files: CertificateFile[], typed = '', at = now) => failureOfAsync(read(files, typed, at))

describe('a certificate file that can be used', () => {
  it.each([
    ['aes-256.pfx', password, survey],
    ['triple-des.pfx', password, survey],
    ['rc2-40.pfx', password, survey],
    ['empty-password.pfx', '', survey],
    ['accents-aes.pfx', 'Öffne dich €', survey],
    ['accents-triple-des.pfx', 'Öffne dich €', survey],
    ['issued-with-chain.pfx', password, issued]
  ])('%s is read to the byte', async (fileName, typed, thumbprint) => {
    const certificate = await read([fixture(fileName)], typed)
    expect(certificate.thumbprint).toBe(thumbprint)
    const own = new X509Certificate(certificate.chainPem)
    expect(own.fingerprint.replaceAll(':', '')).toBe(thumbprint)
    expect(own.checkPrivateKey(createPrivateKey(certificate.privateKeyPem))).toBe(true)
  })

  it('says whose it is and until when', async () => {
    const { subject, validFrom, expiresAt } = await read([fixture('aes-256.pfx')], password)
    expect({ subject, validFrom, expiresAt }).toEqual({
      subject: 'O=Contoso, CN=survey',
      validFrom: '2020-01-01T00:00:00.000Z',
      expiresAt: '2100-01-01T00:00:00.000Z'
    })
  })

  it.each([
    ['PKCS #8', keyPem],
    ['PKCS #1', key.export({ type: 'pkcs1', format: 'pem' }).toString()]
  ])('takes a key as %s, in either order, with anything between', async (_, form) => {
    for (const parts of [
      [form, certificatePem],
      ['Bag Attributes', certificatePem, 'friendlyName: survey', form]
    ]) {
      expect((await read([text('survey.pem', ...parts)])).thumbprint).toBe(survey)
    }
  })

  it.each([
    ['PKCS #8', { type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: password } as const],
    ['PKCS #1', { type: 'pkcs1', format: 'pem', cipher: 'aes-128-cbc', passphrase: password } as const]
  ])('opens a protected key as %s with its password only', async (_, form) => {
    const files = [text('survey.pem', key.export(form).toString(), certificatePem)]
    expect((await read(files, password)).privateKeyPem).toBe(keyPem)
    expect(await failure(files)).toEqual({ code: 'certificate-password', fileName: 'survey.pem', problem: 'needed' })
    expect(await failure(files, 'x')).toEqual({
      code: 'certificate-password',
      fileName: 'survey.pem',
      problem: 'wrong'
    })
  })

  it('opens a key whose password went through scrypt, where Node can', async () => {
    expect((await read([fixture('survey.cer.pem'), fixture('scrypt.key.pem')], password)).thumbprint).toBe(survey)
  })

  it('puts key and certificate of two files together, also where the certificate is no text', async () => {
    const der = { fileName: 'survey.cer', bytes: new X509Certificate(certificatePem).raw }
    expect((await read([fixture('survey.key.pem'), fixture('survey.cer.pem')])).thumbprint).toBe(survey)
    expect((await read([der, fixture('survey.key.pem')])).thumbprint).toBe(survey)
  })

  it('picks the certificate that the key belongs to, and sends who issued it after it', async () => {
    const { chainPem } = await read([fixture('issued-with-chain.pfx')], password)
    const chain = chainPem.match(/-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----\n?/g) ?? []
    expect(chain.map((pem) => new X509Certificate(pem).subject)).toEqual([
      'O=Contoso\nCN=issued',
      'CN=Contoso elliptic'
    ])
    const [, issuer = ''] = chain
    expect((await read([text('all.pem', issuer, certificatePem, keyPem)])).thumbprint).toBe(survey)
  })
})

describe('a file that cannot be used', () => {
  it.each(['aes-256.pfx', 'triple-des.pfx', 'accents-aes.pfx'])('asks for the password of %s', async (fileName) => {
    expect(await failure([fixture(fileName)])).toEqual({ code: 'certificate-password', fileName, problem: 'needed' })
    expect(await failure([fixture(fileName)], 'Ö')).toEqual({
      code: 'certificate-password',
      fileName,
      problem: 'wrong'
    })
  })

  it.each([
    ['not-a-certificate', [text('notes.txt', 'no certificate')]],
    ['not-a-certificate', [text('empty.pfx', '')]],
    ['not-a-certificate', [{ fileName: 'list.der', bytes: Buffer.from('3003020101', 'hex') }]],
    ['not-a-certificate', [text('broken.pem', '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----')]],
    ['no-private-key', [fixture('survey.cer.pem')]],
    ['no-certificate', [fixture('survey.key.pem')]],
    ['encoding-unknown', [text('broken.key', certificatePem, keyPem.replaceAll(/^[^-].*$/gm, 'AAAA'))]]
  ])('says %s', async (problem, files) => {
    const fileName = files[0]?.fileName
    expect(await failure(files)).toEqual({ code: 'certificate-file-unusable', fileName, problem })
  })

  it('says so where a .pfx was exported without its key', async () => {
    const said = await failure([fixture('no-key.pfx')], password)
    expect(said).toMatchObject({ code: 'certificate-file-unusable', problem: 'no-private-key' })
  })

  it('says so where the key belongs to another certificate', async () => {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
    const other = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
    expect(await failure([text('mixed.pem', other, certificatePem)])).toMatchObject({ problem: 'key-of-another' })
  })

  it('names a kind of key that Entra ID does not take', async () => {
    expect(await failure([fixture('elliptic.pfx')], password)).toEqual({
      code: 'certificate-key-unusable',
      fileName: 'elliptic.pfx',
      keyType: 'an elliptic-curve key'
    })
  })

  it('goes by the clock', async () => {
    const files = [text('survey.pem', keyPem, certificatePem)]
    expect(await failure(files, '', Date.parse('2100-01-01T00:00:00Z'))).toEqual({
      code: 'certificate-expired',
      expiredAt: '2100-01-01T00:00:00.000Z',
      evidence: null
    })
    expect(await failure(files, '', Date.parse('2019-12-31T23:59:59Z'))).toEqual({
      code: 'certificate-not-yet-valid',
      validFrom: '2020-01-01T00:00:00.000Z'
    })
  })
})
