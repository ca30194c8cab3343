import { X509Certificate } from 'node:crypto'
import { randomUUID } from 'node:crypto'
import * as v from 'valibot'
import type { Application } from '../../world/model.ts'
import { badRequest } from '../graph-error.ts'
import { validityOf } from '../../tls/validity.ts'

/** Certificates as a request names them: new ones with their key, those that stay by their id. */
export const keyCredentialsSchema = v.array(
  v.object({
    keyId: v.optional(v.nullable(v.pipe(v.string(), v.uuid()))),
    displayName: v.optional(v.nullable(v.string())),
    key: v.optional(v.nullable(v.string())),
    type: v.optional(v.literal('AsymmetricX509Cert')),
    usage: v.optional(v.literal('Verify'))
  })
)

const readCertificate = (base64: string): X509Certificate => {
  try {
    return new X509Certificate(Buffer.from(base64, 'base64'))
  } catch {
    throw badRequest("Key credential must have a valid certificate in property 'key'.", 'Request_BadRequest')
  }
}

/** The certificates that an application has afterwards; all that the request does not name are gone. */
export const withCertificates = (
  { certificates }: Application,
  sent: v.InferOutput<typeof keyCredentialsSchema>
): Application['certificates'] =>
  sent.map(({ keyId, key, displayName }) => {
    if (typeof key !== 'string') {
      const known = certificates.find((one) => one.keyId === keyId)
      if (known === undefined)
        throw badRequest("Key credential without property 'key' must name one that is there.", 'Request_BadRequest')
      return known
    }
    const certificate = readCertificate(key)
    return {
      keyId: keyId ?? randomUUID(),
      displayName: displayName ?? certificate.subject.replaceAll('\n', ', '),
      certificatePem: certificate.toString(),
      privateKeyPem: '',
      expiresAt: validityOf(certificate).to.getTime()
    }
  })
