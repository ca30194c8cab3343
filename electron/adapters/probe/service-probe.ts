import * as v from 'valibot'
import { checks, type ServiceCheck } from '../../knowledge/checks.ts'
import type { ProbeAnswer, ProbeCredential, ServiceProbe } from '../../services/ports.ts'
import { readClaimsChallenge } from '../http/claims-challenge.ts'
import type { Http, HttpAnswer } from '../http/http.ts'
import { parseObject, readRetryAfterSeconds } from '../http/json-answer.ts'
import { isAsPromised } from './promised.ts'

const errorSchema = v.object({
  error: v.object({ code: v.optional(v.nullable(v.string())), message: v.optional(v.nullable(v.string())) })
})

/** Sends the listed checks to Azure Maps and GeoCatalogs. */
export function createServiceProbe(http: Http): ServiceProbe {
  return {
    send: async ({ cloud, service, endpoint, checkId, credential, signal }) => {
      const check = checks.find((candidate) => candidate.checkId === checkId && candidate.service === service)
      if (check === undefined) throw new TypeError(`No check ${checkId} of ${service}`)
      const url = checkUrl(endpoint, check)
      const headers = { accept: 'application/json', ...credentialHeaders(credential) }
      return readAnswer(check, await http.send({ cloud, url, method: 'GET', headers, signal }))
    }
  }
}

function checkUrl(endpoint: string, { path, parameters }: ServiceCheck): string {
  const url = new URL(path, endpoint)
  url.search = Object.entries(parameters)
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
    .join('&')
  return url.href
}

function credentialHeaders(credential: ProbeCredential): Record<string, string> {
  switch (credential.kind) {
    case 'shared-key':
      return { 'subscription-key': credential.key }
    case 'bearer': {
      const { accessToken, mapsClientId } = credential
      const authorization = `Bearer ${accessToken}`
      return mapsClientId === null ? { authorization } : { authorization, 'x-ms-client-id': mapsClientId }
    }
    case 'none':
      return {}
  }
}

function readAnswer(check: ServiceCheck, answer: HttpAnswer): ProbeAnswer {
  const { status, headers, latencyMs } = answer
  const body = parseObject(answer.body)
  const parsed = v.safeParse(errorSchema, body)
  const error = parsed.success ? parsed.output.error : {}
  // The real header lacks a quote after its realm, so that a parser for such headers gives up on it.
  const challenge = headers['www-authenticate'] ?? ''
  const told = {
    code: /\berror="([^"]*)"/.exec(challenge)?.[1],
    description: /\berror_description="([^"]*)"/.exec(challenge)?.[1]
  }
  return {
    status,
    latencyMs,
    asPromised: status === 200 && isAsPromised(check.promises, body),
    errorCode: told.code ?? error.code ?? headers['x-ms-error-code'] ?? null,
    errorMessage: told.description ?? error.message ?? null,
    correlationId:
      headers['x-ms-request-id'] ?? headers['x-request-id'] ?? headers['x-ms-correlation-request-id'] ?? null,
    retryAfterSeconds: readRetryAfterSeconds(answer),
    wantedClaims: readClaimsChallenge(answer)
  }
}
