import type { User } from '../world/model.ts'
import { newPassword } from '../world/random-secrets.ts'

/** Ends every session and refresh token that a person has now; later sign-ins count again. */
export const revokeSessions = (user: User, nowMs = Date.now()): void => {
  user.sessionsRevokedAt = nowMs
}

/** Gives a person another password, which ends the sessions from before. */
export const setPassword = (user: User, password = newPassword(), nowMs = Date.now()): string => {
  user.password = password
  user.passwordExpired = false
  revokeSessions(user, nowMs)
  return password
}

/** Makes services that evaluate access continuously want newer access tokens, as after a change of network; sessions stay. */
export const challengeTokens = (user: User, nowMs = Date.now()): void => {
  user.tokensChallengedAt = nowMs
}
