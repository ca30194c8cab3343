import { type ArmRoute, methodNotAllowed } from './arm-request.ts'

const action = (name: string, resource: string, operation: string, description: string, isDataAction = false) => ({
  name: `Microsoft.Maps/accounts/${name}`,
  ...(isDataAction ? { isDataAction } : {}),
  display: { provider: 'Microsoft.Maps', resource, operation, description }
})

const service = (name: string, title: string) =>
  action(`services/${name}/read`, title, `${title} Service Read`, `Allows reading of data for ${title} services.`, true)

/** The actions of Azure Maps that roles can name, as far as the practice cloud asks for them. */
export const mapsOperations: ArmRoute = {
  displayType: 'Microsoft.Maps/operations',
  versions: ['2018-05-01', '2020-02-01-preview', '2021-02-01', '2021-12-01-preview', '2023-06-01'],
  answer: ({ c, path }) => {
    if (c.req.method !== 'GET' || path.name !== undefined) throw methodNotAllowed()
    return {
      body: {
        value: [
          action('listKeys/action', 'Maps Account', 'List keys', 'List Maps Account keys.'),
          action('write', 'Maps Account', 'Create or update a Maps Account.', 'Create or update a Maps Account.'),
          action('read', 'Maps Account', 'Get a Maps Account.', 'Get a Maps Account.'),
          action('delete', 'Maps Account', 'Delete a Maps Account.', 'Delete a Maps Account.'),
          action(
            'regenerateKey/action',
            'Maps Account',
            'Generate a new key',
            'Generate new Maps Account primary or secondary key.'
          ),
          action('listSas/action', 'Maps Account', 'List a SAS token', 'List a Maps Account SAS token.'),
          service('search', 'Search'),
          service('render', 'Render'),
          service('timezone', 'Timezone')
        ]
      }
    }
  }
}
