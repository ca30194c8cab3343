import { afterEach, describe, expect, it, vi } from 'vitest'
import { apiOver } from '../../../renderer/lib/api.ts'
import { Session } from '../../../renderer/state/session.svelte.ts'
import { failures } from '../../fakes/failures.ts'
import { FakeWire } from '../../fakes/wire.ts'
import type { WireSwitches } from '../../fakes/wire-switches.ts'

const stops: (() => void)[] = []
afterEach(() => {
  for (const stop of stops.splice(0)) stop()
})

async function sessionOver(switches: Partial<WireSwitches>): Promise<{ wire: FakeWire; session: Session }> {
  const wire = new FakeWire(switches)
  const session = new Session(apiOver(wire), wire.on)
  stops.push(session.start())
  await vi.waitFor(() => {
    session.follow()
    expect(session.navigation.screen).not.toBe('starting')
  })
  return { wire, session }
}

describe('the first screen', () => {
  it('is the choice of a cloud on first run', async () => {
    const { session } = await sessionOver({ cloud: null })
    expect(session.navigation.screen).toBe('choose-cloud')
  })

  it('is the sign-in while there is no account', async () => {
    const { session } = await sessionOver({ lists: 'empty' })
    expect(session.navigation.screen).toBe('sign-in')
  })

  it('is the tokens where there is one, also offline', async () => {
    const { session } = await sessionOver({ offline: true })
    expect(session.navigation.screen).toBe('tokens')
    expect(session.tokens.list.length).toBeGreaterThan(0)
  })

  it('shows why where the vault is locked, and the lists once it opens', async () => {
    const { session } = await sessionOver({ vault: 'locked' })
    expect(session.tokens.loadable).toEqual({ state: 'failed', failure: { code: 'keychain-locked' } })
    await session.app.retryVault()
    session.follow()
    await vi.waitFor(() => {
      expect(session.tokens.loadable.state).toBe('ready')
    })
  })
})

describe('lists', () => {
  it('say why they could not be loaded', async () => {
    const { session } = await sessionOver({ lists: 'failed', failure: failures['timed-out'] })
    expect(session.accounts.loadable).toEqual({ state: 'failed', failure: failures['timed-out'] })
    expect(session.accounts.list).toEqual([])
  })

  it('follow events', async () => {
    const { wire, session } = await sessionOver({})
    wire.send('accounts-changed', [])
    wire.send('tokens-changed', [])
    expect(session.accounts.selected).toBeNull()
    expect(session.tokens.list).toEqual([])
  })

  it('never show accounts of another profile', async () => {
    const { wire, session } = await sessionOver({})
    const [account] = session.accounts.list
    if (account === undefined) throw new Error('no account to move')
    wire.send('accounts-changed', [account, { ...account, accountId: 'other', profileId: 'practice' }])
    expect(session.accounts.list).toEqual([account])
  })

  it('keep the tenants that were there when a refresh fails', async () => {
    const { wire, session } = await sessionOver({})
    await session.tenants.need('account-ann')
    wire.switches.lists = 'failed'
    await session.tenants.load('account-ann', true)
    expect(session.tenants.listOf('account-ann')).toHaveLength(3)
    expect(session.notices.list[0]?.failure).toEqual(wire.switches.failure)
  })

  it('ask for the tenants of an account once', async () => {
    const { wire, session } = await sessionOver({})
    await Promise.all([session.tenants.need('account-ann'), session.tenants.need('account-ann')])
    expect(wire.calls.filter((call) => call.name === 'listTenants')).toHaveLength(1)
    session.tenants.forget('account-ann')
    await session.tenants.need('account-ann')
    expect(wire.calls.filter((call) => call.name === 'listTenants')).toHaveLength(2)
  })

  it('remember the selected tenant of an account', async () => {
    const { session } = await sessionOver({})
    await session.tenants.need('account-ann')
    const fabrikam = session.tenants.listOf('account-ann').find((one) => one.displayName === 'Fabrikam Survey')
    if (fabrikam === undefined) throw new Error('no tenant to select')
    await session.tenants.select('account-ann', fabrikam)
    expect(session.tenants.selectedOf('account-ann')).toEqual(fabrikam)
  })
})

describe('actions', () => {
  it('say what was copied and when it goes', async () => {
    const { session } = await sessionOver({})
    const [token] = session.tokens.list
    if (token === undefined) throw new Error('no token to copy')
    await session.tokens.copy(token, 'authorization-header')
    expect(session.notices.announcement.text).toMatch(
      /^Copied: Authorization header\. The clipboard is cleared at \d\d:\d\d:\d\d\.$/
    )
  })

  it('say nothing of the clipboard any more once a lock has cleared it, but still what failed', async () => {
    const { wire, session } = await sessionOver({})
    const [token] = session.tokens.list
    if (token === undefined) throw new Error('no token to copy')
    session.notices.fail({ code: 'offline' })
    await session.tokens.copy(token, 'token')
    const status = session.app.current ?? expect.fail('There is no status')
    wire.send('status-changed', { ...status, vault: { ...status.vault, failure: { code: 'vault-locked' } } })
    expect(session.notices.list.map(({ failure }) => failure)).toEqual([{ code: 'offline' }])
  })

  it('say why renewing failed, and keep the token', async () => {
    const { session } = await sessionOver({ offline: true })
    const [token] = session.tokens.list
    if (token === undefined) throw new Error('no token to renew')
    await session.tokens.renew(token)
    expect(session.notices.list[0]?.failure).toEqual({ code: 'offline' })
    expect(session.tokens.list).toContainEqual(token)
    expect(session.tokens.renewing).toEqual([])
  })

  it('start the practice cloud before they enter it', async () => {
    const { wire, session } = await sessionOver({ cloud: null })
    expect(await session.app.useProfile('practice')).toBe(true)
    const names = wire.calls.map((call) => call.name)
    expect(names.indexOf('startPractice')).toBeLessThan(names.indexOf('useProfile'))
  })

  it('say nothing about what the person cancelled', async () => {
    const { session } = await sessionOver({})
    session.notices.fail({ code: 'cancelled' })
    expect(session.notices.list).toEqual([])
  })
})
