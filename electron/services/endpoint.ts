import type { EndpointProblem } from '#contract/failure'
import type { Cloud } from '../knowledge/clouds.ts'
import { AppFailure } from './app-failure.ts'

type Service = 'maps' | 'geocatalog'

/** The origin of a typed endpoint, once it is known to belong to the service in this cloud. */
export function parseEndpoint(service: Service, typed: string, cloud: Cloud, otherClouds: Cloud[]): string {
  const text = typed.trim()
  const refuse = (problem: EndpointProblem): AppFailure =>
    new AppFailure({
      code: 'endpoint-refused',
      problem,
      endpoint: withoutCredentials(text),
      example: example(service, cloud)
    })
  const url = parseUrl(text)
  if (url === null) throw refuse('malformed')
  if (url.protocol !== 'https:') throw refuse('not-https')
  // `https:.azure.com` is a URL, of a host without a name.
  if (url.hostname.split('.').includes('')) throw refuse('malformed')
  if (url.username !== '' || url.password !== '') throw refuse('has-credentials')
  if (!isKnown(service, url, cloud)) {
    throw refuse(otherClouds.some((other) => isKnown(service, url, other)) ? 'other-cloud' : 'unknown-host')
  }
  if ((url.pathname !== '/' && !isServiceRoot(service, url.pathname)) || url.search !== '' || url.hash !== '') {
    throw refuse('has-path')
  }
  return url.origin
}

function parseUrl(text: string): URL | null {
  try {
    return new URL(text)
  } catch {
    return null
  }
}

function isKnown(service: Service, url: URL, cloud: Cloud): boolean {
  if (service === 'maps') return cloud.mapsEndpoints.includes(url.origin)
  if (cloud.isPrivate) return cloud.geoCatalogHosts.includes(url.host)
  return url.port === '' && cloud.geoCatalogHosts.some((suffix) => url.hostname.endsWith(suffix))
}

/** People paste the landing page; `/stac` is part of every GeoCatalog address they see. */
function isServiceRoot(service: Service, path: string): boolean {
  return service === 'geocatalog' && /^\/stac\/?$/.test(path)
}

function example(service: Service, cloud: Cloud): string {
  return service === 'maps' ? (cloud.mapsEndpoints[0] ?? '') : cloud.geoCatalogExample
}

function withoutCredentials(text: string): string {
  return text.replace(/\/\/[^/@]*@/, '//…@')
}
