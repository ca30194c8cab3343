import { ConfidentialClientApplication, ManagedIdentityApplication, PublicClientApplication } from '@azure/msal-node'
import { decodeJwt } from 'jose'
import { daemonOf, type Flow, typeDeviceCode } from '../flow.ts'

const CLI = '04b07795-8ddb-461a-bbee-02f9e1bf7b46'
const MAPS = 'https://atlas.microsoft.com'
const GEO = 'https://geocatalog.spatio.azure.com'

/** What MSAL does by itself, under its default authority. */
export const flows: Record<string, Flow> = {
  'device code': async (ready) => {
    const client = new PublicClientApplication({ auth: { clientId: CLI } })
    const result = await client.acquireTokenByDeviceCode({
      scopes: [`${GEO}/.default`],
      deviceCodeCallback: (code) => void typeDeviceCode(ready, code)
    })
    const account = result?.account
    if (account === null || account === undefined) throw new Error('MSAL gave no account.')
    const [, guestOf] = ready.tenants
    const tenantId = guestOf?.tenantId ?? ''
    const silent = await client.acquireTokenSilent({
      account: { ...account, tenantId },
      scopes: [`${MAPS}/.default`],
      authority: `https://login.microsoftonline.com/${tenantId}`
    })
    return [decodeJwt(result?.accessToken ?? ''), decodeJwt(silent.accessToken), account.environment]
  },
  'client secret': async (ready) => {
    const { clientId, secret: clientSecret, tenantId } = daemonOf(ready)
    const authority = `https://login.microsoftonline.com/${tenantId}`
    const client = new ConfidentialClientApplication({ auth: { clientId, clientSecret, authority } })
    const result = await client.acquireTokenByClientCredential({ scopes: [`${MAPS}/.default`] })
    return decodeJwt(result?.accessToken ?? '')
  },
  'wrong secret': async (ready) => {
    const { clientId, tenantId } = daemonOf(ready)
    const authority = `https://login.microsoftonline.com/${tenantId}`
    const client = new ConfidentialClientApplication({ auth: { clientId, clientSecret: 'wrong', authority } })
    return client.acquireTokenByClientCredential({ scopes: [`${MAPS}/.default`] })
  },
  'managed identity': async () =>
    decodeJwt((await new ManagedIdentityApplication().acquireToken({ resource: MAPS })).accessToken)
}
