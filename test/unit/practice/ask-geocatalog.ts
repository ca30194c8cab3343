import { expect } from 'vitest'
import { GEOCATALOG_ADMINISTRATOR, giveRole } from '../../clients/give-role.ts'
import { at, GEO_SCOPE, type Fixture } from '../../clients/practice-fixture.ts'

const VERSION = '2026-04-15'

/** An answer of the GeoCatalog, read. */
export interface GeoCatalogAnswer {
  status: number
  headers: Headers
  body: Record<string, unknown> & {
    status?: string
    id?: string
    value?: { id: string }[]
    statusHistory?: { status: string }[]
    error?: { code: string; message: string }
  }
}

const ADMINISTRATOR = 2
/** The application that has the role GeoCatalog Reader. */
export const READER = 1

/** Short ways to ask the GeoCatalog of a running practice cloud. */
export const geocatalogAsker = (fixture: Fixture) => {
  const tokenOf = (index: number): Promise<string> => {
    if (index === ADMINISTRATOR)
      giveRole(fixture, index, GEOCATALOG_ADMINISTRATOR, at(fixture.cloud.ready.geocatalogs, 0).resourceId)
    return fixture.appToken(index, GEO_SCOPE)
  }

  const ask = async (
    method: string,
    path: string,
    body?: unknown,
    index = ADMINISTRATOR
  ): Promise<GeoCatalogAnswer> => {
    const url = new URL(path, fixture.cloud.ready.endpoints.geocatalog)
    if (!url.searchParams.has('api-version')) url.searchParams.set('api-version', VERSION)
    const response = await fixture.fetch(url, {
      method,
      headers: { authorization: `Bearer ${await tokenOf(index)}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) })
    })
    const text = await response.text()
    return {
      status: response.status,
      headers: response.headers,
      body: (text === '' ? {} : JSON.parse(text)) as GeoCatalogAnswer['body']
    }
  }

  /** Asks an operation until it has ended. */
  const ended = async (started: GeoCatalogAnswer): Promise<GeoCatalogAnswer['body']> => {
    expect(started.status).toBe(202)
    expect(started.headers.get('location')).toBe(started.headers.get('operation-location'))
    expect(started.body).toMatchObject({ status: 'Pending', statusHistory: [{ status: 'Pending' }] })
    for (;;) {
      const { body } = await ask('GET', started.headers.get('operation-location') ?? '')
      if (body.status !== 'Pending' && body.status !== 'Running') return body
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }
  return { ask, ended }
}

/** A collection that may be added. */
export const newCollection = (id: string) => ({
  id,
  type: 'Collection',
  stac_version: '1.0.0',
  title: 'Made in a test',
  description: 'Made in a test',
  license: 'proprietary',
  links: [],
  keywords: ['test'],
  extent: {
    spatial: { bbox: [[-10, -10, 10, 10]] },
    temporal: { interval: [['2020-01-01T00:00:00Z', null]] }
  }
})
/** An item that may be added to a collection. */
export const newItem = (id: string, collection?: string) => ({
  type: 'Feature',
  stac_version: '1.0.0',
  id,
  ...(collection === undefined ? {} : { collection }),
  bbox: [1, 2, 3, 4],
  geometry: { type: 'Point', coordinates: [2, 3] },
  properties: { datetime: '2026-01-01T00:00:00Z', gsd: 1 },
  links: [],
  assets: {}
})
