import { numbersFrom, pickerOf, type Picker } from '../../../practice/world/seeded-numbers.ts'
import type { RunningApp } from '../../support/app.ts'
import type { Figures } from '../measure.ts'

const ups = [
  '../',
  '..\\',
  '%2e%2e/',
  '%2e%2e%2f',
  '..%2f',
  '..%5c',
  '....//',
  '.%2e/',
  '%252e%252e%252f',
  '/./../',
  '\u2025/',
  '..%c0%af',
  '..;/',
  '..%00/',
  '%2f%2e%2e%2f',
  '.../'
] as const
const goals = [
  'package.json',
  'main.js',
  'preload.cjs',
  'renderer-files.json',
  'etc/passwd',
  'windows/win.ini',
  'practice.mjs',
  'renderer/index.html',
  'proc/self/environ'
] as const
const starts = ['', 'assets/', 'index.html/', './', '/', '//', 'C:/', 'file:///', '%00/', '~/'] as const
const ends = ['', '', '', '/', '%00', '%00.html', '?', '?index.html', ';.html', '.', '::$DATA', '%20'] as const
const hosts = [
  'graticule',
  'graticule',
  'graticule',
  'graticule',
  'GRATICULE',
  'graticule:80',
  'graticule.',
  'other',
  'x@graticule',
  ''
] as const

/** Addresses that want a file out of the listed ones; the same each time. */
function* addresses(count: number): Generator<string> {
  const pick = pickerOf(numbersFrom(28))
  for (let turn = 0; turn < count; turn += 1) {
    const path = [
      pick.one(starts),
      ...Array.from({ length: pick.below(12) }, () => pick.one(ups)),
      pick.one(goals)
    ].join('')
    yield `app://${pick.one(hosts)}/${pick.below(4) === 0 ? encodeSome(path, pick) : path}${pick.one(ends)}`
  }
}

function encodeSome(path: string, pick: Picker): string {
  return path.replace(/[a-z./]/g, (letter) =>
    pick.below(3) === 0 ? `%${letter.charCodeAt(0).toString(16).padStart(2, '0')}` : letter
  )
}

/** Asks the app protocol for all of them; an escape is an answer that is not one of the page's own first file. */
export async function traversals({ app }: RunningApp, count: number): Promise<Figures> {
  const outcome = await app.evaluate(
    async ({ session }, asked) => {
      const pageSession = session.fromPartition('graticule-window')
      const ask = (url: string): Promise<{ status: number; text: string }> =>
        pageSession.fetch(url).then(
          async (answer) => ({ status: answer.status, text: await answer.text() }),
          () => ({ status: 0, text: '' })
        )
      const own = await ask('app://graticule/index.html')
      const escapes: string[] = []
      let notFound = 0
      for (let first = 0; first < asked.length; first += 100) {
        const urls = asked.slice(first, first + 100)
        for (const [place, { status, text }] of (await Promise.all(urls.map(ask))).entries()) {
          if (status === 404) notFound += 1
          else if (status !== 0 && text !== own.text) escapes.push(urls[place] ?? '')
        }
      }
      return { escapes: escapes.length, notFound, own: own.status }
    },
    [...addresses(count)]
  )
  return {
    traversals: count,
    traversalEscapes: outcome.escapes,
    traversalsNotFound: outcome.notFound,
    ownPageStatus: outcome.own
  }
}
