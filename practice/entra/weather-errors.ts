import type { ErrorEntry } from './error-entry.ts'

const as =
  (error: string, suberror?: string) =>
  (text: string): ErrorEntry => ({ error, text, ...(suberror === undefined ? {} : { suberror }) })

const refused = as('access_denied')
const interaction = as('interaction_required')
const factor = as('interaction_required', 'basic_action')
const grant = as('invalid_grant')
const request = as('invalid_request')
const resource = as('invalid_resource')
const client = (text: string): ErrorEntry => ({ error: 'invalid_client', status: 401, text })

/** What only the weather says: codes that no rule of the practice cloud itself leads to. Source: Microsoft's code list; the `error` values mostly from general knowledge. */
export const WEATHER_ERRORS: Readonly<Record<number, ErrorEntry>> = {
  50001: resource('The resource principal named {resource} was not found or is not valid.'),
  50002: refused('Sign-in failed because of restricted proxy access on the tenant.'),
  500021: refused("Access to '{tenant}' tenant is denied."),
  500022: refused("Access to '{tenant}' tenant is denied."),
  50012: client('Authentication failed.'),
  50014: grant("Guest user's redemption is in a pending state: the guest user account is not fully created yet."),
  500121: interaction('Authentication failed during strong authentication request.'),
  500208: grant("The domain is not a valid login domain for the account type of the user '{upn}'."),
  500212: refused(
    "The user's administrator has set an outbound access policy that does not allow access to '{tenant}'."
  ),
  500213: refused("The resource tenant's cross-tenant access policy does not allow this user to access this tenant."),
  50056: grant('Invalid or null password: password does not exist in the directory for this user.'),
  50072: factor('User needs to enroll for second factor authentication.'),
  50074: factor('Strong Authentication is required.'),
  50078: factor('Presented multi-factor authentication has expired due to policies configured by your administrator.'),
  50097: interaction('Device authentication is required.'),
  50128: request('Invalid domain name. No tenant-identifying information found in either the request or credentials.'),
  50131: refused('Access has been blocked due to conditional access policies.'),
  50132: grant('The session is not valid due to password expiration or recent password change.'),
  50133: grant('Session is invalid due to expiration or recent password change.'),
  50140: interaction("This error occurred due to 'Keep me signed in' interrupt when the user was signing in."),
  50144: grant("User's Active Directory password has expired."),
  50155: interaction('Device authentication failed for this user.'),
  50158: interaction('External security challenge was not satisfied.'),
  50196: grant('The server terminated an operation because it encountered a client request loop.'),
  50199: interaction('For security reasons, user confirmation is required for this request.'),
  53001: interaction('Device is not in required device state. The device must be domain joined.'),
  53002: interaction('The app used is not an approved app for Conditional Access.'),
  53004: interaction('User needs to complete multi-factor authentication registration before accessing this content.'),
  53011: refused('User blocked due to risk on home tenant.'),
  530032: refused('User blocked due to security policy.'),
  530034: refused(
    'A delegated administrator was blocked from accessing the tenant due to account risk in their home tenant.'
  ),
  530035: refused('Access has been blocked by security defaults.'),
  65002: client(
    "Consent between first party application '{appId}' and first party resource '{resource}' must be configured via preauthorization."
  ),
  65005: resource(
    "The application '{name}' asked for permissions to access a resource that has been removed or is no longer available."
  ),
  650052: resource(
    "The app is trying to access a service '{resource}' that your organization '{tenant}' lacks a service principal for."
  ),
  650054: resource(
    'The application asked for permissions to access a resource that has been removed or is no longer available.'
  ),
  650056: client('Misconfigured application: the permissions for {resource} are not listed in its registration.'),
  650057: resource(
    "Invalid resource. The client has requested access to a resource which is not listed in the requested permissions in the client's application registration."
  ),
  70001: as('unauthorized_client')("Application with identifier '{appId}' was not found, or is disabled."),
  700011: as('unauthorized_client')("Application with identifier '{appId}' was not found in the directory."),
  700020: interaction('The user must provide additional interaction.'),
  700022: as('invalid_scope')('The scope is not valid: it asks for more than one resource.'),
  700030: client('Invalid certificate: the subject name or issuer in the certificate is not authorized.'),
  70021: client('No matching federated identity record found for presented assertion.'),
  700229: as('unauthorized_client')('Only app tokens can be used as federated credentials for this application.'),
  90004: request('The request is not properly formatted.'),
  90013: request('Invalid input received from the user.'),
  90024: { error: 'temporarily_unavailable', status: 503, text: 'A transient error has occurred. Please try again.' },
  90038: interaction('The tenant belongs to another national cloud.'),
  90072: grant(
    "User account '{upn}' does not exist in tenant '{tenant}' and cannot access the application '{appId}'({name}) in that tenant."
  ),
  90095: as('consent_required')(
    'Admin consent is required for the permissions requested by this application; a request can be sent.'
  ),
  53000: {
    error: 'interaction_required',
    text: 'Device is not in required device state: {state}. Conditional Access policy requires a compliant device, and the device is not compliant.',
    suberror: 'message_only'
  },
  53003: {
    error: 'interaction_required',
    text: 'Access has been blocked by Conditional Access policies. The access policy does not allow token issuance.',
    suberror: 'message_only'
  },
  530003: { error: 'access_denied', text: 'Your device is required to be managed to access this resource.' },
  90055: { error: 'temporarily_unavailable', status: 429, text: 'Tenant is throttled.' }
}
