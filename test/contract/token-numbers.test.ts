import { expect, it } from 'vitest'
import { cachePartitions } from '../bench/tokens/cache-partition.ts'
import { sharedRequests } from '../bench/tokens/callers.ts'
import { claimsChallenges } from '../bench/tokens/challenges.ts'
import { cycles } from '../bench/tokens/cycles.ts'
import { passingFailures } from '../bench/tokens/passing.ts'
import { rejectedRefreshTokens } from '../bench/tokens/rejected.ts'
import { wrongClock } from '../bench/tokens/wrong-clock.ts'

it('200 callers of one token share one request over the wire', async () => {
  expect(await sharedRequests(200)).toEqual({ callers: 200, networkCalls: 1, differentTokens: 1 })
})

it('a rejected refresh token is sent once, and never again after the app was started again', async () => {
  expect(await rejectedRefreshTokens(3)).toEqual({
    rejectedRounds: 3,
    sentAtMost: 1,
    sentAfterRestart: 0,
    rejectionsNotSaid: 0,
    rejectedAccountsLost: 0
  })
})

it('failures that pass delete nothing, and Retry-After is honoured', async () => {
  expect(await passingFailures(30)).toEqual({
    passingFailures: 30,
    kindsOfFailure: 15,
    passingLost: 0,
    passingMisnamed: 0,
    sentTooEarly: 0
  })
})

it('a clock that is a day off is said each time, and nothing is asked for besides', async () => {
  expect(await wrongClock(10)).toEqual({
    wrongClockAsks: 20,
    wrongClockNotSaid: 0,
    wrongClockSentUnasked: 0,
    wrongClockAccountsLost: 0
  })
})

it('a claims challenge is answered by one retry with the claims, and 150 malformed ones by none', async () => {
  expect(await claimsChallenges(150)).toEqual({
    retriesOfAnswered: 1,
    retriesOfRepeated: 1,
    malformedChallenges: 150,
    challengeCrashes: 0,
    retriesForMalformed: 0,
    challengedAccountsLost: 0
  })
})

it('users and applications that are alike in every cloud get no token of one another from MSAL’s caches', async () => {
  expect(await cachePartitions(2, 3)).toEqual({
    cacheCases: 324,
    cacheTokens: 324,
    crossedInCache: 0,
    notFromCache: 0
  })
})

it('sign-ins, tokens and sign-outs leave no record and no file behind', { timeout: 60_000 }, async () => {
  const left = { cycles: 5, filesGrown: 0, leftRecords: 0 }
  expect(await cycles(5, { first: 1, idleMs: 0 })).toMatchObject(left)
})
