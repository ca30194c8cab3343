import { type CatalogueEntry, given, HOST, number, USER } from './catalogue-entry.ts'
import type { WeatherRule } from './rules.ts'

const throttled = (
  match: WeatherRule['match'],
  seconds: unknown,
  body: unknown
): Pick<WeatherRule, 'match' | 'do'> => ({
  match,
  do: { kind: 'status', status: 429, headers: { 'Retry-After': String(seconds), 'x-emulated-guess': '1' }, body }
})

const RETRY = number('seconds', 'Seconds in Retry-After', 30, 0, 3600)

/** Weathers of the way to a service and of the service itself. */
export const BROKEN: readonly CatalogueEntry[] = [
  {
    id: 'maps-throttles',
    name: 'Azure Maps throttles',
    description: 'Azure Maps answers 429 with Retry-After.',
    parameters: [RETRY, USER],
    make: (values) =>
      throttled({ ...given(values, 'user'), service: 'maps' }, values.seconds, {
        error: { code: 'TooManyRequests', message: 'Too many requests. The practice weather is on.' }
      })
  },
  {
    id: 'vault-throttles',
    name: 'Key Vault throttles',
    description: 'Key Vaults answer 429 with Retry-After.',
    parameters: [RETRY, HOST],
    make: (values) =>
      throttled({ ...given(values, 'host'), service: 'vault' }, values.seconds, {
        error: { code: 'Throttled', message: 'Request was not processed because too many requests were received.' }
      })
  },
  {
    id: 'arm-throttles',
    name: 'Azure Resource Manager throttles',
    description: 'Azure Resource Manager answers 429 with Retry-After.',
    parameters: [RETRY],
    make: (values) =>
      throttled({ service: 'arm' }, values.seconds, {
        error: { code: 'TooManyRequests', message: 'The request is being throttled.' }
      })
  },
  {
    id: 'service-down',
    name: 'A service is down',
    description: 'One service answers 503.',
    parameters: [{ name: 'service', kind: 'service', label: 'Which service', preset: 'maps' }],
    make: ({ service }) => ({
      match: { service: service as NonNullable<WeatherRule['match']['service']> },
      do: { kind: 'status', status: 503, headers: {}, body: 'Service Unavailable' }
    })
  },
  {
    id: 'entra-slow',
    name: 'Entra ID is slow',
    description: 'Every answer of Entra ID takes longer.',
    parameters: [number('seconds', 'How many seconds', 10, 1, 600)],
    make: ({ seconds }) => ({ match: { service: 'login' }, do: { kind: 'latency', ms: Number(seconds) * 1000 } })
  },
  {
    id: 'clock-wrong',
    name: 'Clock is 10 minutes wrong',
    description: 'Date headers and the times in tokens are off; a number below zero is in the past.',
    parameters: [number('minutes', 'How many minutes', 10, -525_600, 525_600)],
    make: ({ minutes }) => ({ match: {}, do: { kind: 'clock', offsetSeconds: Number(minutes) * 60 } })
  },
  {
    id: 'tls-inspection',
    name: 'TLS inspection by the company',
    description: 'Certificates are of a CA that nobody here trusts.',
    parameters: [HOST],
    make: (values) => ({ match: given(values, 'host'), do: { kind: 'interception' } })
  },
  {
    id: 'captive-portal',
    name: 'Captive portal',
    description: 'A page of a gateway where the answer of a service is due.',
    parameters: [HOST],
    make: (values) => ({ match: given(values, 'host'), do: { kind: 'html' } })
  },
  {
    id: 'host-unreachable',
    name: 'A host cannot be reached',
    description: 'Connections to one address are reset, such as those to a vault.',
    parameters: [{ ...HOST, needed: true }],
    make: (values) => ({ match: given(values, 'host'), do: { kind: 'refuse' } })
  },
  {
    id: 'connection-cut',
    name: 'Connections break',
    description: 'The connection ends before an answer comes.',
    parameters: [HOST],
    make: (values) => ({ match: given(values, 'host'), do: { kind: 'cut' } })
  },
  {
    id: 'no-answer',
    name: 'No answer comes',
    description: 'The connection stands, and nothing is ever said.',
    parameters: [HOST],
    make: (values) => ({ match: given(values, 'host'), do: { kind: 'hang' } })
  }
]
