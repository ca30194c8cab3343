import type { Context } from 'hono'
import { decodeJwt } from 'jose'
import type { CloudContext } from '../cloud-context.ts'
import type { PracticeEnv } from '../http/practice-env.ts'
import { findApplication } from '../world/directory.ts'
import type { Application } from '../world/model.ts'
import { signedOutPage } from './pages/end-pages.ts'
import { showPage } from './pages/show-page.ts'
import { isRegisteredRedirect, registeredRedirects } from './redirect-match.ts'
import type { Sessions } from './sessions.ts'

const clientInside = (idToken: string | undefined): string | undefined => {
  try {
    const { aud } = decodeJwt(idToken ?? '')
    return typeof aud === 'string' ? aud : undefined
  } catch {
    return undefined
  }
}

/** Ends the sign-ins of a browser, and goes on to an address that the application has registered; to no other. */
export const signOut = (
  { world }: CloudContext,
  c: Context<PracticeEnv>,
  sessions: Sessions
): Response | Promise<Response> => {
  sessions.signOut(c)
  const uri = c.req.query('post_logout_redirect_uri')
  const clientId = c.req.query('client_id') ?? clientInside(c.req.query('id_token_hint'))
  const named = clientId === undefined ? undefined : findApplication(world, clientId)
  const candidates: readonly Application[] =
    clientId === undefined ? world.applications : named === undefined ? [] : [named]
  if (uri === undefined || !candidates.some((one) => isRegisteredRedirect(registeredRedirects(one), uri)))
    return showPage(c, signedOutPage())
  const address = new URL(uri)
  const state = c.req.query('state')
  if (state !== undefined) address.searchParams.set('state', state)
  return c.redirect(address.toString(), 302)
}
