import type { Context } from 'hono'
import type { PracticeEnv } from '../http/practice-env.ts'
import { formPostPage } from './pages/end-pages.ts'
import { showPage } from './pages/show-page.ts'
import type { AuthorizeReply } from './sign-in-flow.ts'

/** Sends the answer of an authorize request back to the application, the way that it asked for. */
export const sendBack = (
  c: Context<PracticeEnv>,
  reply: Pick<AuthorizeReply, 'redirectUri' | 'responseMode'>,
  fields: readonly [string, string | undefined][]
): Response | Promise<Response> => {
  const given = fields.filter((field): field is [string, string] => field[1] !== undefined)
  if (reply.responseMode === 'form_post') return showPage(c, formPostPage(reply.redirectUri, given))
  const address = new URL(reply.redirectUri)
  if (reply.responseMode === 'fragment') {
    address.hash = new URLSearchParams(given).toString()
  } else {
    for (const [name, value] of given) address.searchParams.append(name, value)
  }
  c.header('Cache-Control', 'no-store, no-cache')
  return c.redirect(address.toString(), 302)
}
