import { EntraError } from '../entra-error.ts'
import type { TokenRequest } from './token-request.ts'

/** How long the refresh tokens of a page in a browser last, however often they are used. */
export const SPA_REFRESH_SECONDS = 86_400

/** Only a page in a browser sends an Origin, and only what was given to one may be redeemed with it. */
export const requireFittingOrigin = ({ c }: Pick<TokenRequest, 'c'>, toSpa: boolean): void => {
  const crossOrigin = c.req.header('origin') !== undefined
  if (toSpa && !crossOrigin) throw new EntraError(9002327)
  if (!toSpa && crossOrigin) throw new EntraError(9002326)
}
