import { decodeJwt } from 'jose'
import { EntraError } from '../entra-error.ts'

/** What a client says about itself, in the body or in a Basic header. */
export interface ClientClaim {
  clientId: string | undefined
  secret: string | undefined
  assertion: string | undefined
  assertionType: string | undefined
}

const fromForm = (text: string): string => decodeURIComponent(text.replace(/\+/g, ' '))

const basicPair = (header: string | undefined): [string, string] | undefined => {
  const encoded = /^Basic\s+([A-Za-z0-9+/=]+)$/i.exec(header ?? '')?.[1]
  if (encoded === undefined) return undefined
  const text = Buffer.from(encoded, 'base64').toString('utf8')
  const at = text.indexOf(':')
  if (at < 0) return undefined
  try {
    return [fromForm(text.slice(0, at)), fromForm(text.slice(at + 1))]
  } catch {
    throw new EntraError(9002313)
  }
}

const clientIdInside = (assertion: string | undefined): string | undefined => {
  if (assertion === undefined) return undefined
  try {
    const sub: unknown = decodeJwt(assertion).sub
    return typeof sub === 'string' ? sub : undefined
  } catch {
    return undefined
  }
}

/** Reads client id and credential; a Basic header counts where the body has none, and an assertion names its client by itself. */
export const readClientClaim = (form: ReadonlyMap<string, string>, authorization: string | undefined): ClientClaim => {
  const basic = basicPair(authorization)
  const assertion = form.get('client_assertion')
  return {
    clientId: form.get('client_id') ?? basic?.[0] ?? clientIdInside(assertion),
    secret: form.get('client_secret') ?? basic?.[1],
    assertion,
    assertionType: form.get('client_assertion_type')
  }
}
