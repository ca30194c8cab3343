import { compactVerify, createLocalJWKSet, decodeJwt, decodeProtectedHeader, errors, type JSONWebKeySet } from 'jose'
import * as v from 'valibot'
import type { Cloud } from '../../knowledge/clouds.ts'
import type { SigningKeys } from '../../services/ports.ts'
import type { Http } from '../http/http.ts'
import { notUnderstood, readJsonObject } from '../http/json-answer.ts'

const keySetSchema = v.object({ keys: v.array(v.looseObject({ kty: v.string() })) })

/** Entra ID signs with this alone. */
const algorithms = ['RS256']

/** Keys that tenants publish, asked once a session, and again where a token names a key that is not among them. */
export function createSigningKeys(http: Http): SigningKeys {
  const known = new Map<string, Promise<JSONWebKeySet>>()
  const keysOf = async (cloud: Cloud, url: string, isStale: boolean): Promise<JSONWebKeySet> => {
    const cached = isStale ? undefined : known.get(url)
    const keys = cached ?? fetchKeys(http, cloud, url)
    known.set(url, keys)
    try {
      return await keys
    } catch (error) {
      if (known.get(url) === keys) known.delete(url)
      throw error
    }
  }
  return {
    verify: async ({ cloud, tenantId, token }) => {
      const keyId = readKeyId(token)
      if (keyId === undefined) return { state: 'invalid', keyId: null }
      const url = keysUrl(cloud, tenantId, token)
      const has = ({ keys }: JSONWebKeySet): boolean => keys.some(({ kid }) => kid === keyId)
      const first = await keysOf(cloud, url, false)
      const keys = has(first) ? first : await keysOf(cloud, url, true)
      if (keyId === null || !has(keys)) return { state: 'key-not-published', keyId }
      try {
        await compactVerify(token, createLocalJWKSet(keys), { algorithms })
        return { state: 'valid', keyId }
      } catch (error) {
        if (error instanceof errors.JOSEError) return { state: 'invalid', keyId }
        throw error
      }
    }
  }
}

/** Version 1 tokens are signed with the same keys, published under a path of their own. */
function keysUrl(cloud: Cloud, tenantId: string, token: string): string {
  const isVersion1 = readVersion(token) === '1.0'
  return `${cloud.login}/${encodeURIComponent(tenantId)}/discovery/${isVersion1 ? '' : 'v2.0/'}keys`
}

async function fetchKeys(http: Http, cloud: Cloud, url: string): Promise<JSONWebKeySet> {
  const answer = await http.send({ cloud, url, method: 'GET', headers: { accept: 'application/json' } })
  const parsed = v.safeParse(keySetSchema, readJsonObject(answer))
  if (answer.status !== 200 || !parsed.success) throw notUnderstood(answer)
  return parsed.output
}

function readKeyId(token: string): string | null | undefined {
  try {
    return decodeProtectedHeader(token).kid ?? null
  } catch {
    return undefined
  }
}

function readVersion(token: string): unknown {
  try {
    return decodeJwt(token).ver
  } catch {
    return null
  }
}
