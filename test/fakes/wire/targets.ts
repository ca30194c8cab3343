import type { Api } from '#contract/api'
import type { Target } from '#contract/model'
import { cellOf, planOf } from '../fake-access-test.ts'
import { failures } from '../failures.ts'
import type { WireSwitches } from '../wire-switches.ts'
import { no, ok, type Desk } from './desk.ts'
import { inMinutes } from './facts.ts'

/** The targets that go with the switches. */
function targetsOf(switches: WireSwitches): Target[] {
  if (switches.lists === 'empty') return []
  const cloud = switches.cloud ?? 'public'
  const profileId = switches.profileId ?? cloud
  return [
    {
      targetId: 'target-maps',
      kind: 'maps',
      profileId,
      cloud,
      label: 'contoso-maps',
      endpoint: 'https://atlas.microsoft.com',
      mapsClientId: '5a7c1e3d-2b4f-4d6a-8c9e-0f1a2b3c4d50',
      primaryKeyLastFour: 'ab12',
      secondaryKeyLastFour: null
    },
    {
      targetId: 'target-catalog',
      kind: 'geocatalog',
      profileId,
      cloud,
      label: 'contoso-catalog',
      endpoint: 'https://contoso.h2k4.northcentralus.geocatalog.spatio.azure.com'
    }
  ]
}

/** The answers about targets and the test of access to them. */
export function targetsAnswers(
  desk: Desk
): Pick<Api, 'listTargets' | 'saveMapsTarget' | 'saveGeoCatalogTarget' | 'removeTarget' | 'runAccessTest'> {
  let targets = targetsOf(desk.switches)
  desk.whenProfileChosen(() => {
    targets = targetsOf(desk.switches)
  })
  return {
    listTargets: () => desk.list(() => targets),
    saveMapsTarget: ({ targetId, label, endpoint, mapsClientId, primaryKey, secondaryKey }) => {
      if (label === '') return Promise.resolve(no({ code: 'input-missing', field: 'label' }))
      if (!endpoint.startsWith('https://')) return Promise.resolve(no(failures['endpoint-refused']))
      const lastFour = (key: string | null): string | null => (key === null || key === '' ? null : key.slice(-4))
      const target = {
        targetId: targetId ?? `target-${label}`,
        kind: 'maps',
        profileId: desk.switches.profileId ?? desk.switches.cloud ?? 'public',
        cloud: desk.switches.cloud ?? 'public',
        label,
        endpoint,
        mapsClientId,
        primaryKeyLastFour: lastFour(primaryKey),
        secondaryKeyLastFour: lastFour(secondaryKey)
      } as const
      targets = [...targets.filter((other) => other.targetId !== target.targetId), target]
      return Promise.resolve(ok(target))
    },
    saveGeoCatalogTarget: ({ targetId, label, endpoint }) => {
      if (!endpoint.startsWith('https://')) return Promise.resolve(no(failures['endpoint-refused']))
      const cloud = desk.switches.cloud ?? 'public'
      const profileId = desk.switches.profileId ?? cloud
      const target = {
        targetId: targetId ?? `target-${label}`,
        kind: 'geocatalog',
        profileId,
        cloud,
        label,
        endpoint
      } as const
      targets = [...targets.filter((other) => other.targetId !== target.targetId), target]
      return Promise.resolve(ok(target))
    },
    removeTarget: ({ targetId }) => {
      targets = targets.filter((target) => target.targetId !== targetId)
      return Promise.resolve(ok(null))
    },
    runAccessTest: async ({ operationId, targetId }) => {
      const target = targets.find((one) => one.targetId === targetId)
      if (target === undefined) return no({ code: 'not-found', what: 'target' })
      const { credentials, checks } = planOf(target)
      const run = { complete: true }
      desk.cancels.set(operationId, () => {
        run.complete = false
      })
      const startedAt = inMinutes(0)
      const cells = []
      desk.send('access-test-progressed', { operationId, step: 'planned', credentials, checks })
      for (const check of checks) {
        for (const credential of credentials) {
          await desk.wait()
          if (!run.complete) continue
          const cell = cellOf(credential, check)
          cells.push(cell)
          desk.send('access-test-progressed', { operationId, step: 'answered', cell })
        }
      }
      return ok({
        target,
        credentials,
        checks,
        cells,
        startedAt,
        tookMs: Date.now() - Date.parse(startedAt),
        complete: run.complete
      })
    }
  }
}
