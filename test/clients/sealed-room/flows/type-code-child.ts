import { json } from 'node:stream/consumers'
import type { ReadyLine } from '../../../../practice/ready-line.ts'
import { typeDeviceCode } from '../flow.ts'

// The person's browser, for a client that is no Node program.
const { ready, ...shown } = (await json(process.stdin)) as {
  ready: ReadyLine
  userCode: string
  verificationUri: string
}
await typeDeviceCode(ready, shown)
