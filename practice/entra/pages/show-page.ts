import type { Context } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { PracticeEnv } from '../../http/practice-env.ts'
import { layout, type Page } from './layout.ts'

// No form-action: it would also stop the redirect and the form post back to the application.
const POLICY = "default-src 'none'; style-src 'self'; script-src 'self'; base-uri 'none'; frame-ancestors 'none'"

/** Sends one page, never cached and never framed. */
export const showPage = (
  c: Context<PracticeEnv>,
  page: Page,
  status: ContentfulStatusCode = 200
): Response | Promise<Response> => {
  c.header('Content-Security-Policy', POLICY)
  c.header('Cache-Control', 'no-store, no-cache')
  c.header('Pragma', 'no-cache')
  c.header('Referrer-Policy', 'no-referrer')
  return c.html(layout(page), status)
}
