import type { JsonBody } from '../http/json-body.ts'

interface Zone {
  id: string
  names: { Generic: string; Standard: string; Daylight: string }
  tag: string
  offsetHours: number
  posix: string
  aliases: string[]
  country: { Name: string; Code: string }
  point: { Latitude: number; Longitude: number }
}

type Band = readonly [fromLongitude: number, zone: Zone]

/** The practice cloud tells zones by longitude and ignores daylight saving: enough to show that a credential works. */
const ZONES: readonly [Band, ...Band[]] = [
  [
    -180,
    {
      id: 'America/Los_Angeles',
      names: { Generic: 'Pacific Time', Standard: 'Pacific Standard Time', Daylight: 'Pacific Daylight Time' },
      tag: 'PST',
      offsetHours: -8,
      posix: 'PST+8PDT,M3.2.0,M11.1.0',
      aliases: ['US/Pacific'],
      country: { Name: 'United States', Code: 'US' },
      point: { Latitude: 34.05, Longitude: -118.24 }
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
      posix: 'CET-1CEST,M3.5.0,M10.5.0/3',
      aliases: [],
      country: { Name: 'Denmark', Code: 'DK' },
      point: { Latitude: 55.67, Longitude: 12.57 }
    }
  ],
  [
    60,
    {
      id: 'Asia/Taipei',
      names: { Generic: 'Taipei Time', Standard: 'Taipei Standard Time', Daylight: 'Taipei Daylight Time' },
      tag: 'CST',
      offsetHours: 8,
      posix: 'CST-8',
      aliases: ['ROC'],
      country: { Name: 'Taiwan', Code: 'TW' },
      point: { Latitude: 25.05, Longitude: 121.5 }
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

/** What only `options=all` asks for: names of the zone, a point in it and one period without a change. */
const everything = (zone: Zone, nowMs: number) => {
  const year = new Date(nowMs).getUTCFullYear()
  return {
    before: { Aliases: zone.aliases, Countries: [zone.country] },
    after: {
      RepresentativePoint: zone.point,
      TimeTransitions: [
        {
          Tag: zone.tag,
          StandardOffset: `${offset(zone.offsetHours)}:00`,
          DaylightSavings: '00:00:00',
          UtcStart: `${String(year)}-01-01T00:00:00Z`,
          UtcEnd: `${String(year + 1)}-01-01T00:00:00Z`
        }
      ]
    }
  }
}

/** The time zone at a point of longitude and latitude. */
export const timeZoneAt = ([longitude]: readonly [number, number], nowMs: number, all: boolean): JsonBody => {
  const zone = ZONES.findLast(([from]) => longitude >= from)?.[1] ?? ZONES[0][1]
  const more = all ? everything(zone, nowMs) : { before: {}, after: {} }
  const day = new Date(nowMs).toISOString().slice(0, 10)
  const at = (hour: number): string =>
    wallTime(Date.parse(`${day}T00:00:00Z`) + (hour - zone.offsetHours) * HOUR_MS, zone.offsetHours)
  return {
    Version: '2024b',
    ReferenceUtcTimestamp: new Date(nowMs).toISOString().replace('Z', '0000Z'),
    TimeZones: [
      {
        Id: zone.id,
        ...more.before,
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
        },
        ...more.after
      }
    ]
  }
}
