import type { Figures } from './measure.ts'
import { cachePartitions } from './tokens/cache-partition.ts'
import { sharedRequests } from './tokens/callers.ts'
import { claimsChallenges } from './tokens/challenges.ts'
import { cycles } from './tokens/cycles.ts'
import { partitions } from './tokens/partition.ts'
import { passingFailures } from './tokens/passing.ts'
import { rejectedRefreshTokens } from './tokens/rejected.ts'
import { wrongClock } from './tokens/wrong-clock.ts'

/** Accounts and tokens in full counts: what is sent, what failures leave behind, what crosses partitions, what grows. */
export async function tokens(): Promise<Figures> {
  return {
    ...(await sharedRequests(200)),
    ...(await rejectedRefreshTokens(50)),
    ...(await passingFailures(500)),
    ...(await wrongClock(100)),
    ...(await claimsChallenges(1_000)),
    ...(await partitions(10_000)),
    ...(await cachePartitions(55, 5)),
    ...(await cycles(1_000, { first: 50, idleMs: 6_000 }))
  }
}
