import type { Context } from 'hono'
import { randomUUID } from 'node:crypto'
import type { PracticeEnv } from '../http/practice-env.ts'
import { ArmError } from './arm-error.ts'
import type { ArmReply } from './arm-request.ts'

/** Sends a successful answer with the headers that Azure Resource Manager puts on all of them. */
export const sendReply = (
  c: Context<PracticeEnv>,
  { status = 200, body, headers = {}, guessed = false }: Omit<ArmReply, 'status'> & { status?: number }
): Response => {
  const id = randomUUID()
  c.header('Cache-Control', 'no-cache')
  c.header('Pragma', 'no-cache')
  c.header('Expires', '-1')
  c.header('x-ms-request-id', id)
  c.header('x-ms-correlation-request-id', id)
  for (const [name, value] of Object.entries(headers)) c.header(name, value)
  if (guessed) c.header('x-emulated-guess', '1')
  c.status(status as 200)
  if (body === undefined) return c.body(null)
  c.header('Content-Type', 'application/json; charset=utf-8')
  return c.body(JSON.stringify(body))
}

/** Sends an error in the shape of Azure Resource Manager; what is not one of its errors is a bad request. */
export const sendError = (c: Context<PracticeEnv>, thrown: unknown): Response => {
  const error =
    thrown instanceof ArmError
      ? thrown
      : new ArmError(400, 'InvalidRequest', 'The practice cloud could not answer this request.', { guessed: true })
  const { status, code, message, challenge, guessed } = error
  const headers = {
    ...(challenge === undefined ? {} : { 'WWW-Authenticate': challenge }),
    ...(status === 400 ? {} : { 'x-ms-failure-cause': 'gateway' })
  }
  return sendReply(c, { status, body: { error: { code, message } }, headers, guessed })
}
