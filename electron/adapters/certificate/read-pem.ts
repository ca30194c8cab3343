import { createPrivateKey, X509Certificate, type KeyObject } from 'node:crypto'
import { fileFailure, passwordFailure } from './certificate-failure.ts'
import type { Found } from './found.ts'

const block = /-----BEGIN ([A-Z0-9 ]+)-----[\s\S]+?-----END \1-----/g

/** True for text with at least one block of the form that RFC 7468 describes. */
export function isPem(text: string): boolean {
  return text.includes('-----BEGIN ')
}

/** The certificates and private keys in a text, whatever else stands between them. */
export function readPem(fileName: string, text: string, password: string): Found {
  const blocks = [...text.matchAll(block)].map(([pem, label = '']) => ({ pem, label }))
  return {
    certificates: blocks.filter(({ label }) => label === 'CERTIFICATE').map(({ pem }) => certificate(fileName, pem)),
    keys: blocks
      .filter(({ label }) => label.endsWith('PRIVATE KEY'))
      .map(({ pem, label }) => privateKey(fileName, pem, label, password))
  }
}

function certificate(fileName: string, pem: string): X509Certificate {
  try {
    return new X509Certificate(pem)
  } catch (error) {
    throw fileFailure(fileName, 'not-a-certificate', error)
  }
}

function privateKey(fileName: string, pem: string, label: string, password: string): KeyObject {
  const isEncrypted = label.startsWith('ENCRYPTED') || /^Proc-Type: 4,ENCRYPTED/m.test(pem)
  if (isEncrypted && password === '') throw passwordFailure(fileName, password)
  try {
    return createPrivateKey({ key: pem, format: 'pem', ...(isEncrypted ? { passphrase: password } : {}) })
  } catch (error) {
    // OpenSSL and BoringSSL both name a form that they do not read; a wrong password has many other names.
    const isUnknown = !isEncrypted || /unsupported|unknown|not.found/i.test(String(error))
    throw isUnknown ? fileFailure(fileName, 'encoding-unknown', error) : passwordFailure(fileName, password, error)
  }
}
