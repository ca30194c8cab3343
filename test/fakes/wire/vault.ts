import type { AutoLock, VaultHealth } from '#contract/model'
import type { VaultApi } from '#contract/vault-api'
import { ok, type Desk } from './desk.ts'
import { statusAfter } from './status.ts'

/** A vault in use, with one damaged entry. */
export const vaultHealth: VaultHealth = {
  contents: {
    folder: 'C:\\Users\\ann\\AppData\\Local\\Graticule\\vault',
    schemaVersion: 3,
    fileBytes: 204_800,
    lastWriteAt: '2026-05-01T11:58:00Z',
    dataKeyMadeAt: '2026-03-04T09:00:00Z',
    records: [
      { kind: 'msal-cache', label: 'stored sign-in', count: 2 },
      { kind: 'access-token', label: 'access token', count: 6 },
      { kind: 'shared-key', label: 'access key', count: 2 },
      { kind: 'client-secret', label: 'client secret', count: 1 }
    ],
    setAside: [
      {
        kind: 'access-token',
        label: 'access token',
        whose: 'ann@contoso.com',
        at: '2026-04-11T16:20:00Z',
        bytes: 2048,
        isReplaced: false
      },
      {
        kind: 'msal-cache',
        label: 'stored sign-in',
        whose: null,
        at: '2026-04-11T16:20:00Z',
        bytes: 0,
        isReplaced: true
      }
    ],
    setAsideVaults: [
      { name: 'vault-damaged-2026-03-04T09-00-00-000Z', at: '2026-03-04T09:00:00.000Z', isBroughtOver: true },
      { name: 'vault-damaged-2026-04-11T16-20-00-000Z', at: '2026-04-11T16:20:00.000Z', isBroughtOver: false }
    ]
  },
  rotationDueAt: '2026-06-02T09:00:00Z',
  autoLock: { idleMinutes: 0, whenAsleep: false, whenScreenLocks: false },
  rights: 'not-set'
}

/** The answers about the vault. */
export function vaultAnswers(desk: Desk): VaultApi {
  let autoLock: AutoLock = vaultHealth.autoLock
  return {
    retryVault: () => statusAfter(desk, { vault: 'ok' }),
    startVaultAnew: () => statusAfter(desk, { vault: 'ok' }),
    lockVault: () => {
      for (const cancel of desk.cancels.values()) cancel()
      return statusAfter(desk, { vault: 'locked' })
    },
    chooseAutoLock: (chosen) => {
      autoLock = chosen
      return Promise.resolve(ok({ ...vaultHealth, autoLock }))
    },
    readVaultHealth: () => desk.list(() => ({ ...vaultHealth, autoLock: autoLock })),
    repairVault: () => desk.list(() => ({ checked: 12, newlySetAside: 1, trialFailure: null, resealed: 0 })),
    salvageVault: () =>
      desk.list(() => ({
        broughtOver: 12,
        lost: [{ kind: 'access-token', label: 'access token', whose: 'ann@contoso.com' }],
        lostNames: 0
      })),
    rotateVaultKey: () => desk.list(() => ({ ...vaultHealth, autoLock: autoLock })),
    copyVaultReport: () => Promise.resolve(ok({ what: 'Report about the vault', clearsAt: null }))
  }
}
