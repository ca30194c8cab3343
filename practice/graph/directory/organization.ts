import type { Tenant } from '../../world/model.ts'
import type { Entity, EntityType } from './entity.ts'

const isInitial = (domain: string): boolean => domain.endsWith('.onmicrosoft.com')

const bodyOf = ({
  tenantId,
  displayName,
  countryCode,
  domains,
  defaultDomain
}: Pick<Tenant, 'tenantId' | 'displayName' | 'countryCode' | 'domains' | 'defaultDomain'>) => ({
  id: tenantId,
  deletedDateTime: null,
  businessPhones: [],
  city: null,
  country: null,
  countryLetterCode: countryCode,
  createdDateTime: null,
  defaultUsageLocation: null,
  displayName,
  marketingNotificationEmails: [],
  onPremisesLastSyncDateTime: null,
  onPremisesSyncEnabled: null,
  postalCode: null,
  preferredLanguage: 'en',
  securityComplianceNotificationMails: [],
  securityComplianceNotificationPhones: [],
  state: null,
  street: null,
  technicalNotificationMails: [],
  tenantType: 'AAD',
  assignedPlans: [],
  provisionedPlans: [],
  verifiedDomains: domains.map((name) => ({
    capabilities: '',
    isDefault: name === defaultDomain,
    isInitial: isInitial(name),
    name,
    type: 'Managed'
  }))
})

/** A tenant. */
export const ORGANIZATION: EntityType = {
  name: 'organization',
  properties: Object.keys(bodyOf({ tenantId: '', displayName: '', countryCode: '', domains: [], defaultDomain: '' }))
}

/** The tenant itself. */
export const organizationsOf = (tenant: Tenant): Entity[] => [
  { type: ORGANIZATION, id: tenant.tenantId, body: bodyOf(tenant) }
]

const domainBody = (name: string, isDefault: boolean) => ({
  authenticationType: 'Managed',
  availabilityStatus: null,
  id: name,
  isAdminManaged: true,
  isDefault,
  isInitial: isInitial(name),
  isRoot: true,
  isVerified: true,
  supportedServices: [],
  passwordValidityPeriodInDays: null,
  passwordNotificationWindowInDays: null,
  state: null
})

/** A domain of a tenant. */
export const DOMAIN: EntityType = { name: 'domain', properties: Object.keys(domainBody('', false)) }

/** The domains of a tenant. */
export const domainsOf = ({ domains, defaultDomain }: Tenant): Entity[] =>
  domains.map((name) => ({ type: DOMAIN, id: name, body: domainBody(name, name === defaultDomain) }))
