import type { JsonBody } from '../http/json-body.ts'

interface Zone {
  id: string
  names: { Generic: string; Standard: string; Daylight: string }
  tag: string
  offsetHours: number
  posix: string
}

/** The practice cloud tells zones by longitude and ignores daylight saving: enough to show that a credential works. */
const ZONES: readonly [fromLongitude: number, zone: Zone][] = [
  [
    -180,
    {
      id: 'America/Los_Angeles',
      names: { Generic: 'Pacific Time', Standard: 'Pacific Standard Time', Daylight: 'Pacific Daylight Time' },
      tag: 'PST',
      offsetHours: -8,
      posix: 'PST+8PDT,M3.2.0,M11.1.0'
    }
  ],
  [
    -30,
    {
      id: 'Europe/Copenhagen',
      names: {
        Generic: 'Central European Time',
        Standard: 'Central European Standard Time',
        Daylight: 'Central European Summer Time'
      },
      tag: 'CET',
      offsetHours: 1,
      posix: 'CET-1CEST,M3.5.0,M10.5.0/3'
    }
  ],
  [
    60,
    {
      id: 'Asia/Taipei',
      names: { Generic: 'Taipei Time', Standard: 'Taipei Standard Time', Daylight: 'Taipei Daylight Time' },
      tag: 'CST',
      offsetHours: 8,
      posix: 'CST-8'
    }
  ]
]

const HOUR_MS = 3_600_000

/** `±HH:00`, the service leaving the plus sign off in StandardOffset. */
const offset = (hours: number): string => `${hours < 0 ? '-' : ''}${String(Math.abs(hours)).padStart(2, '0')}:00`

const wallTime = (ms: number, hours: number): string => {
  const local = new Date(ms + hours * HOUR_MS).toISOString().replace('Z', '0000')
  return `${local}${hours < 0 ? '' : '+'}${offset(hours)}`
}

/** The time zone at `latitude,longitude`, or undefined when that is no place. */
export const timeZoneAt = (query: string, nowMs: number): JsonBody | undefined => {
  const parts = /^\s*(-?\d{1,3}(?:\.\d+)?)\s*,\s*(-?\d{1,3}(?:\.\d+)?)\s*$/.exec(query)
  const latitude = Number(parts?.[1] ?? NaN)
  const longitude = Number(parts?.[2] ?? NaN)
  if (!(Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180)) return undefined
  const zone = ZONES.findLast(([from]) => longitude >= from)?.[1]
  if (zone === undefined) return undefined
  const day = new Date(nowMs).toISOString().slice(0, 10)
  const at = (hour: number): string =>
    wallTime(Date.parse(`${day}T00:00:00Z`) + (hour - zone.offsetHours) * HOUR_MS, zone.offsetHours)
  return {
    Version: '2024b',
    ReferenceUtcTimestamp: new Date(nowMs).toISOString().replace('Z', '0000Z'),
    TimeZones: [
      {
        Id: zone.id,
        Names: { ISO6391LanguageCode: 'en', ...zone.names },
        ReferenceTime: {
          Tag: zone.tag,
          StandardOffset: `${offset(zone.offsetHours)}:00`,
          DaylightSavings: '00:00:00',
          WallTime: wallTime(nowMs, zone.offsetHours),
          PosixTzValidYear: new Date(nowMs).getUTCFullYear(),
          PosixTz: zone.posix,
          Sunrise: at(6),
          Sunset: at(18)
        }
      }
    ]
  }
}
