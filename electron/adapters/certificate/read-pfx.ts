import { createPrivateKey, X509Certificate, type KeyObject } from 'node:crypto'
import forge from 'node-forge'
import { fileFailure, passwordFailure } from './certificate-failure.ts'
import type { Found } from './found.ts'

const { asn1, pki, pkcs12, util } = forge
type Bag = forge.pkcs12.Bag

/** The certificates and private keys in a PKCS #12 file, with the encryptions of Windows and of OpenSSL, old and new. */
export function readPfx(fileName: string, bytes: Uint8Array, password: string): Found {
  const bags = open(fileName, parse(fileName, bytes), password)
  try {
    return {
      certificates: ofType(bags, pki.oids.certBag).map(certificate),
      keys: [...ofType(bags, pki.oids.pkcs8ShroudedKeyBag), ...ofType(bags, pki.oids.keyBag)].map(privateKey)
    }
  } catch (error) {
    throw fileFailure(fileName, 'encoding-unknown', error)
  }
}

function parse(fileName: string, bytes: Uint8Array): forge.asn1.Asn1 {
  try {
    return asn1.fromDer(util.createBuffer(Buffer.from(bytes).toString('binary')))
  } catch (error) {
    throw fileFailure(fileName, 'not-a-certificate', error)
  }
}

function open(fileName: string, file: forge.asn1.Asn1, password: string): Bag[] {
  try {
    return bagsOf(file, password)
  } catch (error) {
    const reason = error instanceof Error ? error.message : ''
    if (/not a supported PKCS#12 PFX|not a PKCS#12|ASN\.1 object is not/i.test(reason)) {
      throw fileFailure(fileName, 'not-a-certificate', error)
    }
    if (reason.includes('MAC could not be verified')) throw passwordFailure(fileName, password, error)
    if (/unsupported|unknown|OID|algorithm/i.test(reason)) throw fileFailure(fileName, 'encoding-unknown', error)
    // The check value takes the characters of a password, AES its bytes in UTF-8; forge takes one text for both.
    const inBytes = util.encodeUtf8(password)
    if (inBytes === password || !Array.isArray(file.value)) throw passwordFailure(fileName, password, error)
    try {
      return bagsOf({ ...file, value: file.value.slice(0, 2) }, inBytes)
    } catch (again) {
      throw passwordFailure(fileName, password, again)
    }
  }
}

function bagsOf(file: forge.asn1.Asn1, password: string): Bag[] {
  return pkcs12.pkcs12FromAsn1(file, false, password).safeContents.flatMap(({ safeBags }) => safeBags)
}

function ofType(bags: Bag[], type: string | undefined): Bag[] {
  return bags.filter((bag) => bag.type === type)
}

/** Forge reads RSA only, and hands on what else there is as it was. */
function privateKey({ key, asn1: other }: Bag): KeyObject {
  const found = key ? pki.wrapRsaPrivateKey(pki.privateKeyToAsn1(key)) : other
  return createPrivateKey({ key: der(found), format: 'der', type: 'pkcs8' })
}

function certificate({ cert, asn1: other }: Bag): X509Certificate {
  return new X509Certificate(der(cert ? asWritten(cert) : other))
}

/**
 * Forge keeps the signed part as it was and writes the name of the signature's algorithm anew, with a NULL that ECDSA
 * must not have; inside the signed part the same name stands as it was (RFC 5280, 4.1.1.2).
 */
function asWritten(cert: forge.pki.Certificate): forge.asn1.Asn1 {
  const whole = pki.certificateToAsn1(cert)
  const [signed, , signature] = parts(whole)
  const [first, second, third] = parts(signed)
  const algorithm = first?.tagClass === asn1.Class.CONTEXT_SPECIFIC ? third : second
  if (signed === undefined || algorithm === undefined || signature === undefined) return whole
  return { ...whole, value: [signed, algorithm, signature] }
}

function parts(node: forge.asn1.Asn1 | undefined): forge.asn1.Asn1[] {
  return Array.isArray(node?.value) ? node.value : []
}

function der(node: forge.asn1.Asn1 | undefined): Buffer {
  if (node === undefined) throw new TypeError('An entry of the file is empty')
  return Buffer.from(asn1.toDer(node).getBytes(), 'binary')
}
