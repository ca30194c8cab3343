import type { Context } from 'hono'
import type { PracticeEnv } from '../http/practice-env.ts'
import { ArmError } from './arm-error.ts'

const API_VERSIONS = [
  '2014-04-01',
  '2015-01-01',
  '2015-11-01',
  '2016-02-01',
  '2016-06-01',
  '2016-09-01',
  '2017-05-10',
  '2018-02-01',
  '2018-05-01',
  '2019-03-01',
  '2019-05-01',
  '2019-05-10',
  '2019-06-01',
  '2019-07-01',
  '2019-08-01',
  '2019-10-01',
  '2019-11-01',
  '2020-01-01',
  '2020-06-01',
  '2020-10-01',
  '2021-01-01',
  '2021-04-01',
  '2022-01-01',
  '2022-09-01',
  '2022-12-01',
  '2023-07-01',
  '2024-03-01',
  '2025-04-01'
]

const requireSomeApiVersion = (c: Context<PracticeEnv>): string => {
  const version = c.req.query('api-version')
  if (version === undefined || version === '') {
    throw new ArmError(
      400,
      'MissingApiVersionParameter',
      'The api-version query parameter (?api-version=) is required for all requests.'
    )
  }
  return version
}

/** The api-version of a request that names no resource provider. */
export const requireApiVersion = (c: Context<PracticeEnv>): string => {
  const version = requireSomeApiVersion(c)
  if (!API_VERSIONS.includes(version)) {
    throw new ArmError(
      400,
      'InvalidApiVersionParameter',
      `The api-version '${version.slice(0, 40)}' is invalid. The supported versions are '${API_VERSIONS.join(',')}'.`
    )
  }
  return version
}

/** The api-version of a resource type, which each provider has of its own. */
export const requireProviderVersion = (c: Context<PracticeEnv>, type: string, versions: readonly string[]): string => {
  const version = requireSomeApiVersion(c)
  if (versions.includes(version)) return version
  throw new ArmError(
    400,
    'NoRegisteredProviderFound',
    `No registered resource provider found for location '' and API version '${version.slice(0, 40)}' for type '${type.split('/')[1] ?? ''}'. The supported api-versions are '${versions.join(', ')}'.`
  )
}
