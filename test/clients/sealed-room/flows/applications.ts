import { OnBehalfOfCredential, WorkloadIdentityCredential } from '@azure/identity'
import { ConfidentialClientApplication, type NodeAuthOptions, PublicClientApplication } from '@azure/msal-node'
import { decodeJwt, importPKCS8 } from 'jose'
import * as openid from 'openid-client'
import type { ReadyLine } from '../../../../practice/ready-line.ts'
import { readCertificateFile } from '../../../support/client-assertion.ts'
import { daemonOf, type Flow } from '../flow.ts'

const CLI = '04b07795-8ddb-461a-bbee-02f9e1bf7b46'
const MAPS = 'https://atlas.microsoft.com/.default'
const GEO = 'https://geocatalog.spatio.azure.com/.default'

const authorityOf = ({ tenantId }: { tenantId: string }): string => `https://login.microsoftonline.com/${tenantId}`

const portalOf = ({ apps }: ReadyLine): ReadyLine['apps'][number] => {
  const portal = apps[3]
  if (portal === undefined) throw new Error('The world has no portal.')
  return portal
}

const certificateOf = (ready: ReadyLine) => readCertificateFile(daemonOf(ready).certificateFile)

const daemonBy = (ready: ReadyLine, how: Partial<NodeAuthOptions>): ConfidentialClientApplication => {
  const { clientId, tenantId } = daemonOf(ready)
  return new ConfidentialClientApplication({ auth: { clientId, authority: authorityOf({ tenantId }), ...how } })
}

const mapsToken = async (client: ConfidentialClientApplication): Promise<unknown> =>
  decodeJwt((await client.acquireTokenByClientCredential({ scopes: [MAPS] }))?.accessToken ?? '')

/** A person's token for the portal, by name and password, so that no page is needed. */
const portalToken = async (ready: ReadyLine): Promise<string> => {
  const person = ready.users[1]
  const client = new PublicClientApplication({
    auth: { clientId: CLI, authority: 'https://login.microsoftonline.com/organizations' }
  })
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- old programs still do it
  const result = await client.acquireTokenByUsernamePassword({
    scopes: [`api://${portalOf(ready).clientId}/access_as_user`],
    username: person?.userPrincipalName ?? '',
    password: person?.password ?? ''
  })
  return result?.accessToken ?? ''
}

const onBehalfOf = async (ready: ReadyLine, scope: string): Promise<unknown> => {
  const { clientId, secret: clientSecret, ...portal } = portalOf(ready)
  const client = new ConfidentialClientApplication({ auth: { clientId, clientSecret, authority: authorityOf(portal) } })
  const result = await client.acquireTokenOnBehalfOf({ oboAssertion: await portalToken(ready), scopes: [scope] })
  return decodeJwt(result?.accessToken ?? '')
}

/** What applications do under Azure's own names. */
export const flows: Record<string, Flow> = {
  certificate: (ready) => {
    const { keyPem: privateKey, x5tS256, certificatePem: x5c } = certificateOf(ready)
    const thumbprintSha256 = Buffer.from(x5tS256, 'base64url').toString('hex')
    return mapsToken(daemonBy(ready, { clientCertificate: { privateKey, thumbprintSha256, x5c } }))
  },
  'name and password': async (ready) => decodeJwt(await portalToken(ready)),
  'on behalf of': (ready) => onBehalfOf(ready, MAPS),
  'on behalf of, no consent': (ready) => onBehalfOf(ready, GEO),
  OnBehalfOfCredential: async (ready) => {
    const { tenantId, clientId, secret: clientSecret } = portalOf(ready)
    const userAssertionToken = await portalToken(ready)
    const credential = new OnBehalfOfCredential({ tenantId, clientId, clientSecret, userAssertionToken })
    return decodeJwt((await credential.getToken(MAPS)).token)
  },
  WorkloadIdentityCredential: async ({ workloadIdentity }) => {
    const { tokenFile: tokenFilePath, ...who } = workloadIdentity ?? { tenantId: '', clientId: '', tokenFile: '' }
    return decodeJwt((await new WorkloadIdentityCredential({ ...who, tokenFilePath }).getToken(MAPS)).token)
  },
  private_key_jwt: async (ready) => {
    const { keyPem, x5tS256 } = certificateOf(ready)
    const proof = openid.PrivateKeyJwt(await importPKCS8(keyPem, 'PS256'), {
      [openid.modifyAssertion]: (header) => {
        header['x5t#S256'] = x5tS256
      }
    })
    const issuer = new URL(`${authorityOf(daemonOf(ready))}/v2.0`)
    const config = await openid.discovery(issuer, daemonOf(ready).clientId, undefined, proof)
    return decodeJwt((await openid.clientCredentialsGrant(config, { scope: MAPS })).access_token)
  }
}
