import { describe, expect, it, vi } from 'vitest'
import { refusalOf } from '../../electron/adapters/keychain/keychain-error.ts'
import {
  createKeytarKeychain,
  keychainName,
  type KeytarLike
} from '../../electron/adapters/keychain/keytar-keychain.ts'
import { tempFolder, vaultIn } from '../unit/adapters/vault-bench.ts'

function keytarThat(overrides: Partial<KeytarLike>): KeytarLike & { started: string[]; items: Map<string, string> } {
  const items = new Map<string, string>()
  const started: string[] = []
  return {
    items,
    started,
    getPassword: async (service, account) => {
      started.push(`get ${service} ${account}`)
      return overrides.getPassword?.(service, account) ?? items.get(account) ?? null
    },
    setPassword: async (service, account, value) => {
      started.push('set')
      if (overrides.setPassword) return overrides.setPassword(service, account, value)
      items.set(account, value)
    },
    deletePassword: async (service, account) => {
      started.push('delete')
      return overrides.deletePassword?.(service, account) ?? items.delete(account)
    }
  }
}

const withKeytar = (keytar: KeytarLike, limitMs = 2000) =>
  createKeytarKeychain({ platform: 'linux', limitMs, load: () => Promise.resolve(keytar) })

/** An answer that a prompt holds back until it is given. */
function laterAnswer() {
  let resolve: (value: string) => void = () => undefined
  const promise = new Promise<string>((answer) => {
    resolve = answer
  })
  return { promise, resolve }
}

const never = () => new Promise<never>(() => undefined)

describe('createKeytarKeychain', () => {
  it('stores under the name of the app', async () => {
    const keytar = keytarThat({})
    await withKeytar(keytar).get('kek/a/b')
    expect(keytar.started).toEqual(['get Graticule kek/a/b'])
  })

  it('leaves no probe item behind', async () => {
    const keytar = keytarThat({})
    expect(await withKeytar(keytar).probe()).toBe('ok')
    expect(keytar.started).toHaveLength(3)
    expect(keytar.items.size).toBe(0)
  })

  it('tells locked from absent where a get answers null and only a set refuses', async () => {
    const setPassword = () => Promise.reject(new Error('Cannot create an item in a locked collection'))
    const keychain = withKeytar(keytarThat({ setPassword }))
    expect(await keychain.get('kek/a/b')).toBeNull()
    expect(await keychain.probe()).toBe('locked')
  })

  it('does not trust a keychain that forgets at once', async () => {
    expect(await withKeytar(keytarThat({ setPassword: () => Promise.resolve() })).probe()).toBe('unavailable')
  })

  it('answers within its limit while a prompt stands, and starts nothing behind it', async () => {
    vi.useFakeTimers()
    try {
      const keytar = keytarThat({ getPassword: never })
      const keychain = withKeytar(keytar, 50)
      const slow = { failure: { code: 'keychain-slow' } }
      const answers = Promise.all([
        expect(keychain.get('a')).rejects.toMatchObject(slow),
        expect(keychain.set('b', 'x')).rejects.toMatchObject(slow),
        expect(keychain.remove('c')).rejects.toMatchObject(slow),
        expect(keychain.probe()).resolves.toBe('slow')
      ])
      await vi.advanceTimersByTimeAsync(50)
      await answers
      expect(keytar.started).toEqual(['get Graticule a'])
    } finally {
      vi.useRealTimers()
    }
  })

  it('ends a probe within its limit where each call of it is nearly too slow', async () => {
    vi.useFakeTimers()
    try {
      const late = () => new Promise<void>((done) => setTimeout(done, 40))
      const keytar = keytarThat({ getPassword: () => late().then(() => null) })
      const store = keytar.setPassword
      keytar.setPassword = (...item) => late().then(() => store(...item))
      const keychain = withKeytar(keytar, 50)
      const answers: string[] = []
      void keychain.probe().then((state) => answers.push(state))
      await vi.advanceTimersByTimeAsync(50)
      expect(answers).toEqual(['slow'])
      await vi.advanceTimersByTimeAsync(30)
      expect(keytar.items.size).toBe(0)
    } finally {
      vi.useRealTimers()
    }
  })

  it('works again once the prompt was answered, without what was given up meanwhile', async () => {
    const { promise, resolve } = laterAnswer()
    const keytar = keytarThat({ getPassword: () => promise })
    const keychain = withKeytar(keytar, 50)
    await expect(keychain.get('a')).rejects.toMatchObject({ failure: { code: 'keychain-slow' } })
    await expect(keychain.set('given up', 'x')).rejects.toMatchObject({ failure: { code: 'keychain-slow' } })
    resolve('answered')
    expect(await keychain.get('a')).toBe('answered')
    expect(keytar.items.has('given up')).toBe(false)
  })

  it('takes a probe item back that was stored after the probe was given up', async () => {
    const { promise, resolve } = laterAnswer()
    const keytar = keytarThat({ setPassword: () => promise.then(() => void keytar.items.set('probe', 'late')) })
    keytar.deletePassword = (_, account) => {
      expect(account).toMatch(/^probe\//)
      return Promise.resolve(keytar.items.delete('probe'))
    }
    const keychain = withKeytar(keytar, 50)
    expect(await keychain.probe()).toBe('slow')
    resolve('unlocked')
    expect(await keychain.get('kek/a/b')).toBeNull()
    expect(keytar.items.size).toBe(0)
  })

  it('takes its probe item back where reading it fails', async () => {
    const keytar = keytarThat({ getPassword: () => Promise.reject(new Error('Prompt was dismissed')) })
    const keychain = withKeytar(keytar)
    expect(await keychain.probe()).toBe('denied')
    expect(await keychain.remove('kek/a/b')).toBe(false)
    expect(keytar.items.size).toBe(0)
  })

  it('takes the key of a first start back that was stored after the start was given up', async () => {
    const { promise, resolve } = laterAnswer()
    const keytar = keytarThat({})
    const store = keytar.setPassword
    keytar.setPassword = async (service, account, value) => {
      if (account.startsWith('kek/')) await promise
      await store(service, account, value)
    }
    const keychain = withKeytar(keytar, 50)
    const vault = await vaultIn(tempFolder(), keychain)
    expect(vault.status()).toMatchObject({ mode: 'closed', keyState: 'slow' })
    resolve('unlocked')
    expect(await keychain.get('kek/a/b')).toBeNull()
    expect(keytar.items.size).toBe(0)
    expect((await vault.retry()).mode).toBe('keychain')
    expect(keytar.items.size).toBe(1)
  })

  it('is unavailable, and no crash, where its native part does not load', async () => {
    const load = () => Promise.reject(new Error('libsecret-1.so.0: cannot open shared object file'))
    const keychain = createKeytarKeychain({ platform: 'linux', load })
    expect(await keychain.probe()).toBe('unavailable')
    await expect(keychain.get('a')).rejects.toMatchObject({ failure: { code: 'keychain-unavailable' } })
  })

  it('has the name that people know on each platform', () => {
    expect(['linux', 'win32', 'darwin'].map((platform) => keychainName(platform as NodeJS.Platform))).toEqual([
      'Secret Service',
      'Windows Credential Manager',
      'macOS Keychain'
    ])
  })
})

describe('refusalOf', () => {
  it.each([
    ['Cannot create an item in a locked collection', 'locked'],
    ['User interaction is not allowed.', 'locked'],
    ['User canceled the operation.', 'denied'],
    ['The user name or passphrase you entered is not correct.', 'denied'],
    ['Access is denied.', 'denied'],
    ['Prompt was dismissed', 'denied'],
    ['Cannot autolaunch D-Bus without X11 $DISPLAY', 'unavailable'],
    ['The name org.freedesktop.secrets was not provided by any .service files', 'unavailable'],
    ['A specified logon session does not exist. It may already have been terminated.', 'unavailable'],
    ['words of a keychain to come', 'unavailable']
  ])('%s: %s', (message, refusal) => {
    expect(refusalOf(new Error(message))).toBe(refusal)
  })
})
