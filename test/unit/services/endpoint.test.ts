import { describe, expect, it } from 'vitest'
import { azureClouds, type Cloud } from '../../../electron/knowledge/clouds.ts'
import { AppFailure } from '../../../electron/services/app-failure.ts'
import { parseEndpoint } from '../../../electron/services/endpoint.ts'

const others: Cloud[] = [azureClouds.usgov, azureClouds.china]
const parse = (service: 'maps' | 'geocatalog', typed: string): string =>
  parseEndpoint(service, typed, azureClouds.public, others)
const catalog = 'https://name.bqfjagf3hedyagcf.uksouth.geocatalog.spatio.azure.com'

function problemOf(service: 'maps' | 'geocatalog', typed: string): string {
  try {
    return `accepted as ${parse(service, typed)}`
  } catch (error) {
    if (!(error instanceof AppFailure) || error.failure.code !== 'endpoint-refused') throw error
    return error.failure.problem
  }
}

describe('a typed endpoint', () => {
  it.each([
    ['maps', 'https://atlas.microsoft.com', 'https://atlas.microsoft.com'],
    ['maps', '  https://eu.atlas.microsoft.com/  ', 'https://eu.atlas.microsoft.com'],
    ['maps', 'HTTPS://ATLAS.MICROSOFT.COM', 'https://atlas.microsoft.com'],
    ['geocatalog', `${catalog}/`, catalog],
    ['geocatalog', `${catalog}/stac`, catalog],
    ['geocatalog', `\t${catalog}/stac/\n`, catalog]
  ] as const)('of %s %j is used as %s', (service, typed, origin) => {
    expect(parse(service, typed)).toBe(origin)
  })

  it.each([
    ['maps', 'atlas.microsoft.com', 'malformed'],
    ['geocatalog', 'https:.geocatalog.spatio.azure.com/stac', 'malformed'],
    ['maps', 'http://atlas.microsoft.com', 'not-https'],
    ['maps', 'https://me:secret@atlas.microsoft.com', 'has-credentials'],
    ['maps', 'https://atlas.microsoft.com.evil.example', 'unknown-host'],
    ['maps', 'https://atlas.microsoft.com:8443', 'unknown-host'],
    ['maps', 'https://atlas.azure.us', 'other-cloud'],
    ['maps', 'https://atlas.microsoft.com/geocode', 'has-path'],
    ['maps', 'https://atlas.microsoft.com/?subscription-key=abc', 'has-path'],
    ['geocatalog', 'https://geocatalog.spatio.azure.com', 'unknown-host'],
    ['geocatalog', 'https://evilgeocatalog.spatio.azure.com', 'unknown-host'],
    ['geocatalog', 'https://a.b.usgovvirginia.geocatalog.spatio.azure.us', 'other-cloud'],
    ['geocatalog', `${catalog}/stac/collections`, 'has-path'],
    ['geocatalog', `${catalog}#x`, 'has-path'],
    ['geocatalog', 'javascript:alert(1)', 'not-https']
  ] as const)('of %s %j is refused as %s', (service, typed, problem) => {
    expect(problemOf(service, typed)).toBe(problem)
  })

  it('is quoted in the failure without the credentials in it', () => {
    const attempt = (): string => parse('maps', 'https://me:secret@atlas.microsoft.com')
    expect(attempt).toThrow(AppFailure)
    try {
      attempt()
    } catch (error) {
      expect(JSON.stringify((error as AppFailure).failure)).not.toContain('secret')
    }
  })
})
