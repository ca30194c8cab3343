import { fork, type ChildProcess } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { Failure } from '#contract/failure'
import { AppFailure } from '../../services/app-failure.ts'
import type { Keychain } from '../../services/ports.ts'
import { keychainFailure } from './keychain-error.ts'
import { keychainName } from './keytar-keychain.ts'

/** What the process of the keychain is asked. */
export interface Asked {
  id: number
  call: 'get' | 'set' | 'remove' | 'probe'
  account: string
  value: string
}

/** Its answer. */
export type Said = { id: number } & ({ value: unknown } | { failure: Failure } | { error: unknown })

/** A keychain that can be left while an operation of it is under way. */
export interface KeychainApart extends Keychain {
  /** Nothing more will be asked. */
  leave: () => void
}

interface Asker {
  resolve: (value: unknown) => void
  reject: (reason: unknown) => void
}

const entry = fileURLToPath(new URL('./keychain-process.ts', import.meta.url))

/**
 * The operating system's keychain in a process of its own, started at the first use. Node joins its threads as it exits, so a process
 * in which a question of the system holds an operation does not end, by `process.exit()` neither.
 */
export function createKeychainApart(service = 'Graticule'): KeychainApart {
  const waiting = new Map<number, Asker>()
  let child: ChildProcess | null = null
  let lastId = 0

  const start = (): ChildProcess => {
    const started = fork(entry, [service], { stdio: ['ignore', 'ignore', 'ignore', 'ipc'], serialization: 'advanced' })
    const giveUp = () => {
      // The next question starts another.
      if (child === started) child = null
      for (const { reject } of waiting.values()) reject(keychainFailure('unavailable'))
      waiting.clear()
    }
    started.on('error', giveUp).on('disconnect', giveUp)
    started.on('message', (said: Said) => {
      const asker = waiting.get(said.id)
      waiting.delete(said.id)
      if ('value' in said) asker?.resolve(said.value)
      else asker?.reject('failure' in said ? new AppFailure(said.failure) : said.error)
    })
    return started
  }

  const ask = (call: Asked['call'], account = '', value = ''): Promise<unknown> =>
    new Promise((resolve, reject) => {
      const id = ++lastId
      waiting.set(id, { resolve, reject })
      child ??= start()
      child.send({ id, call, account, value } satisfies Asked)
    })

  return {
    name: keychainName(process.platform),
    get: async (account) => (await ask('get', account)) as string | null,
    set: async (account, value) => {
      await ask('set', account, value)
    },
    remove: async (account) => (await ask('remove', account)) as boolean,
    probe: async () => (await ask('probe')) as Awaited<ReturnType<Keychain['probe']>>,
    leave: () => {
      if (child?.connected === true) child.disconnect()
      child?.unref()
    }
  }
}
