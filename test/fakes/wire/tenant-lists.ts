import type { Tenant } from '#contract/model'
import { aalborg, contoso, fabrikam } from './facts.ts'

/** An ordinary list. */
export const few: Tenant[] = [
  { tenantId: contoso, displayName: 'Contoso GIS', defaultDomain: 'contoso.com', kind: 'home', pinned: true },
  { tenantId: fabrikam, displayName: 'Fabrikam Survey', defaultDomain: 'fabrikam.com', kind: 'guest', pinned: false },
  { tenantId: aalborg, displayName: 'City of Aalborg', defaultDomain: null, kind: 'guest', pinned: false }
]

/** Long, foreign and hostile names. */
export const difficult: Tenant[] = [
  ...few,
  {
    tenantId: '44b0e2d9-1f3a-4b8d-a288-6e7f3a4b5c40',
    displayName: 'هيئة المساحة الجيولوجية (Survey) 2026',
    defaultDomain: 'survey.gov.example',
    kind: 'guest',
    pinned: true
  },
  {
    tenantId: '55c1f3ea-2a4b-4c9e-b399-7f8a4b5c6d50',
    displayName: 'Direktoratet for Samfunnssikkerhet, Geodata og Kartverk '.repeat(4).slice(0, 200),
    defaultDomain: `${'very-long-department-name.'.repeat(7)}example.com`,
    kind: 'guest',
    pinned: false
  },
  {
    tenantId: '66d2a4fb-3b5c-4dae-a4aa-8a9b5c6d7e60',
    displayName: '<img src=x onerror=alert(1)>',
    defaultDomain: 'רשות-המיפוי.example',
    kind: 'guest',
    pinned: false
  }
]

/** A list to scroll. */
export const many = (): Tenant[] =>
  Array.from({ length: 300 }, (_, index) => ({
    tenantId: `${String(index).padStart(8, '0')}-6b0c-4d0f-9a55-3c9d5e2b7a10`,
    displayName: index === 0 ? 'Contoso GIS' : `Municipality ${String(index).padStart(3, '0')}`,
    defaultDomain: index === 0 ? 'contoso.com' : `municipality${String(index)}.example`,
    kind: index === 0 ? 'home' : 'guest',
    pinned: index === 0
  }))
