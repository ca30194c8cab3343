import { decodeJwt } from 'jose'

/** Members of an access token that this app looks at; the token is not verified and may be of another form. */
export interface TokenPayload {
  tenantId: string | null
  applicationName: string | null
  notBefore: number | null
  expiresAt: number | null
}

/** Reads what it can; a token that is no JWT gives nulls. */
export function readPayload(accessToken: string): TokenPayload {
  try {
    const { tid, app_displayname, nbf, exp } = decodeJwt(accessToken)
    return {
      tenantId: typeof tid === 'string' ? tid : null,
      applicationName: typeof app_displayname === 'string' && app_displayname !== '' ? app_displayname : null,
      notBefore: nbf ?? null,
      expiresAt: exp ?? null
    }
  } catch {
    return { tenantId: null, applicationName: null, notBefore: null, expiresAt: null }
  }
}
