import type { Context, MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { every } from 'hono/combine'
import type { PracticeEnv } from './practice-env.ts'

/** `bodyLimit` makes a request anew whose length is not told; the listener's own kind of request cannot be made so. */
const withPlainRequest: MiddlewareHandler<PracticeEnv> = (c, next) => {
  if (c.req.header('transfer-encoding') !== undefined) {
    const { method, headers, body } = c.req.raw
    c.req.raw = new Request(c.req.url, { method, headers: new Headers([...headers]), body, duplex: 'half' })
  }
  return next()
}

/** A body that no route wants is read all the same: else its sender would see a broken connection in the answer's place. */
const readToItsEnd: MiddlewareHandler<PracticeEnv> = async (c, next) => {
  await next()
  if (!c.env.incoming.readableEnded) await c.req.arrayBuffer().catch(() => undefined)
}

/** Refuses bodies that are larger, be they sent with their length or in chunks. */
export const limitBody = (
  maxBytes: number,
  onTooLarge?: (c: Context<PracticeEnv>) => Response
): MiddlewareHandler<PracticeEnv> =>
  every(
    withPlainRequest,
    bodyLimit({ maxSize: maxBytes, ...(onTooLarge === undefined ? {} : { onError: onTooLarge }) }),
    readToItsEnd
  )
