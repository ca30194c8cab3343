import { describe, expect, it } from 'vitest'
import { networkFailure } from '../../../electron/adapters/http/network-failure.ts'
import { readJsonObject } from '../../../electron/adapters/http/json-answer.ts'
import { failureOf } from '../../fakes/failure-of.ts'

const nodeError = (code: string): Error => Object.assign(new Error(code), { code })

describe('networkFailure', () => {
  it.each([
    [nodeError('ENETUNREACH'), 'offline'],
    [nodeError('EAI_AGAIN'), 'offline'],
    [new Error('net::ERR_INTERNET_DISCONNECTED'), 'offline'],
    [nodeError('ENOTFOUND'), 'host-not-found'],
    [new Error('net::ERR_NAME_NOT_RESOLVED'), 'host-not-found'],
    [nodeError('ECONNREFUSED'), 'unreachable'],
    [new Error('net::ERR_CONNECTION_RESET'), 'unreachable'],
    [new AggregateError([nodeError('ECONNREFUSED')]), 'unreachable'],
    [nodeError('UND_ERR_SOCKET'), 'unreachable'],
    [nodeError('SELF_SIGNED_CERT_IN_CHAIN'), 'certificate-untrusted'],
    [nodeError('UNABLE_TO_VERIFY_LEAF_SIGNATURE'), 'certificate-untrusted'],
    [nodeError('ERR_TLS_CERT_ALTNAME_INVALID'), 'certificate-untrusted'],
    [nodeError('CERT_HAS_EXPIRED'), 'certificate-untrusted'],
    [new Error('net::ERR_CERT_AUTHORITY_INVALID'), 'certificate-untrusted'],
    [new TypeError('fetch failed', { cause: nodeError('ENOTFOUND') }), 'host-not-found'],
    ['a string', 'unreachable']
  ])('%s is %s', (error, code) => {
    expect(networkFailure(error, 'h.example', () => true)).toMatchObject({ code })
  })

  it('does not blame a name while there is no network', () => {
    expect(networkFailure(nodeError('ENOTFOUND'), 'h.example', () => false)).toEqual({ code: 'offline' })
    expect(networkFailure(nodeError('ECONNREFUSED'), 'h.example', () => false)).toMatchObject({ code: 'unreachable' })
  })
})

describe('readJsonObject', () => {
  const answer = (status: number, body: string, headers: Record<string, string> = {}) => ({
    host: 'h.example',
    status,
    headers,
    body,
    latencyMs: 1
  })

  it.each([
    [answer(200, '<!DOCTYPE html><p>Wi-Fi'), { code: 'answer-not-understood', looksLike: 'html' }],
    [answer(200, 'hello', { 'content-type': 'text/html; charset=utf-8' }), { looksLike: 'html' }],
    [answer(200, ' '), { looksLike: 'empty' }],
    [answer(200, '[1]'), { looksLike: 'other' }],
    [answer(500, '{}'), { code: 'service-failed', status: 500 }],
    [answer(503, ''), { code: 'service-failed', status: 503 }],
    [answer(503, '', { 'retry-after': '12' }), { code: 'throttled', retryAfterSeconds: 12 }],
    [answer(429, '{}'), { code: 'throttled', retryAfterSeconds: 30 }],
    [
      answer(429, '{}', { 'retry-after': 'Sat, 01 Aug 2026 10:00:20 GMT', date: 'Sat, 01 Aug 2026 10:00:00 GMT' }),
      { code: 'throttled', retryAfterSeconds: 20 }
    ]
  ])('%#', (given, failure) => {
    expect(failureOf(() => readJsonObject(given))).toMatchObject(failure)
  })

  it('answers an object whatever its status below 500', () => {
    expect(readJsonObject(answer(401, '{"error":"x"}'))).toEqual({ error: 'x' })
  })
})
