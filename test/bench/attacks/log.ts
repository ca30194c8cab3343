import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describeError, ErrorLog } from '../../../electron/adapters/log/error-log.ts'
import { secretMarks } from '../../support/secret-shapes.ts'
import { inFolder } from '../in-folder.ts'
import type { Figures } from '../measure.ts'
import { hostileErrors } from './hostile-errors.ts'

/** Errors with secrets wherever they can be, through the error log: how many said one, how many stopped it, how many were still of use. */
export function log(count: number): Promise<Figures> {
  return inFolder((root) => {
    const file = join(root, 'logs', 'errors.jsonl')
    const errors = new ErrorLog(file, { now: () => 0, sleep: () => Promise.resolve() }, { next: () => 'reference' })
    let errorsLeaked = 0
    let errorsStoppedIt = 0
    let withPlaces = 0
    for (const error of hostileErrors(count)) {
      try {
        const description = describeError(error)
        if (holdsSecret(JSON.stringify(description))) errorsLeaked += 1
        if (description.stack.length > 0) withPlaces += 1
        errors.report(error)
      } catch {
        errorsStoppedIt += 1
      }
    }
    const written = [file, `${file}.1`].map((path) => (existsSync(path) ? readFileSync(path, 'utf8') : ''))
    if (holdsSecret(written.join(''))) errorsLeaked += 1
    const linesRead = written
      .join('')
      .split('\n')
      .filter((line) => line !== '' && JSON.parse(line) !== null).length
    return Promise.resolve({ errors: count, errorsLeaked, errorsStoppedIt, errorsWithPlaces: withPlaces, linesRead })
  })
}

function holdsSecret(text: string): boolean {
  return secretMarks.some((mark) => text.includes(mark))
}
