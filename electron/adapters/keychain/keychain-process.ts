import { AppFailure } from '../../services/app-failure.ts'
import type { Asked, Said } from './keychain-apart.ts'
import { createKeytarKeychain } from './keytar-keychain.ts'

/*
 * The process that `keychain-apart.ts` starts. When it is left, a question of the system stays for a minute, so that it can be answered
 * and the next command finds the keychain unlocked; what was given up is tidied up behind it.
 */
const questionStaysMs = 60_000
const keychain = createKeytarKeychain({ service: process.argv[2] ?? 'Graticule' })

process.on('message', (asked: Asked) => void answer(asked))
process.on('disconnect', () => {
  // Not exit, which waits for the thread that is held.
  setTimeout(() => process.kill(process.pid, 'SIGKILL'), questionStaysMs).unref()
})
// A terminal sends them to both processes; the command says when it ends.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => undefined)

async function answer(asked: Asked): Promise<void> {
  const { id } = asked
  try {
    say({ id, value: await carryOut(asked) })
  } catch (error) {
    say(error instanceof AppFailure ? { id, failure: error.failure } : { id, error })
  }
}

function carryOut({ call, account, value }: Asked): Promise<unknown> {
  switch (call) {
    case 'get':
      return keychain.get(account)
    case 'set':
      return keychain.set(account, value)
    case 'remove':
      return keychain.remove(account)
    case 'probe':
      return keychain.probe()
  }
}

function say(said: Said): void {
  if (process.connected) process.send?.(said)
}
