import type { PracticeWorld } from '#contract/model'
import { contoso, daemonId } from './facts.ts'

/** What a running practice cloud has. */
export const practiceWorld: PracticeWorld = {
  users: [
    { userPrincipalName: 'ann@contoso.practice', password: 'practice-ann', displayName: 'Ann Reader' },
    { userPrincipalName: 'bo@contoso.practice', password: 'practice-bo', displayName: 'Bo No-Role' }
  ],
  apps: [
    {
      tenantId: contoso,
      clientId: daemonId,
      secret: 'practice~secret~survey',
      certificateFile: '/tmp/practice-cloud-1/survey.pem',
      displayName: 'survey-daemon'
    }
  ],
  maps: [
    {
      name: 'contoso-maps',
      clientId: '5a7c1e3d-2b4f-4d6a-8c9e-0f1a2b3c4d50',
      primaryKey: 'practice-primary-key-000000000000ab12',
      secondaryKey: 'practice-secondary-key-0000000000cd34',
      endpoint: 'https://maps.localhost:4443'
    }
  ],
  geocatalogs: [{ name: 'contoso-catalog', endpoint: 'https://catalog.localhost:4443' }]
}
