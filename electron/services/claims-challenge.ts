import { ClaimsChallenge } from './app-failure.ts'

/** Uses a token; where the service challenges it, once more with one for the claims that the service named. */
export async function answeringChallenge<T>(use: (claims: string | null) => Promise<T>): Promise<T> {
  try {
    return await use(null)
  } catch (error) {
    if (!(error instanceof ClaimsChallenge)) throw error
    return use(error.claims)
  }
}
