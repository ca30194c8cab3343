import type { Application } from '../../world/model.ts'
import { stableId } from '../../world/stable-id.ts'
import type { Entity, EntityType } from './entity.ts'

/** A trust in the tokens of another issuer. */
export const FEDERATED_CREDENTIAL: EntityType = {
  name: 'federatedIdentityCredential',
  properties: ['id', 'name', 'issuer', 'subject', 'description', 'audiences']
}

/** The federated credentials of an application. */
export const federatedCredentialsOf = ({ appId, federatedCredentials }: Application): Entity[] =>
  federatedCredentials.map(({ name, issuer, subject, description = null, audiences }) => {
    const id = stableId(`federated-credential:${appId}:${name}`)
    return { type: FEDERATED_CREDENTIAL, id, body: { id, name, issuer, subject, description, audiences } }
  })
