import { CLIENT_ERRORS } from './client-errors.ts'
import type { ErrorEntry } from './error-entry.ts'
import { WEATHER_ERRORS } from './weather-errors.ts'

/** Every AADSTS code that the practice cloud can word; `{name}` is filled in. Source: recorded answers, then Microsoft's code list. */
export const ERROR_TABLE: Readonly<Record<number, ErrorEntry>> = {
  ...WEATHER_ERRORS,
  ...CLIENT_ERRORS,
  16000: {
    error: 'interaction_required',
    text: 'Either multiple user identities are available for the current request or selected account is not supported for the scenario.'
  },
  500011: {
    error: 'invalid_resource',
    text: 'The resource principal named {resource} was not found in the tenant named {tenant}. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant. You might have sent your authentication request to the wrong tenant.'
  },
  500112: {
    error: 'invalid_grant',
    text: "The reply address '{uri}' does not match the reply address '{registered}' provided when requesting Authorization code."
  },
  500113: { error: 'invalid_request', text: 'No reply address is registered for the application.' },
  50011: {
    error: 'invalid_request',
    text: "The redirect URI '{uri}' specified in the request does not match the redirect URIs configured for the application '{appId}'. Make sure the redirect URI sent in the request matches one added to your application in the Azure portal."
  },
  50020: {
    error: 'invalid_grant',
    text: "User account '{upn}' from identity provider '{idp}' does not exist in tenant '{tenant}' and cannot access the application '{appId}'({name}) in that tenant. The account needs to be added as an external user in the tenant first. Sign out and sign in again with a different Azure Active Directory user account."
  },
  50034: {
    error: 'invalid_grant',
    text: 'The user account {EUII Hidden} does not exist in the {tenant} directory. To sign into this application, the account must be added to the directory.'
  },
  50049: { error: 'invalid_instance', text: 'Unknown or invalid instance.' },
  50053: {
    error: 'invalid_grant',
    text: "The account is locked, you've tried to sign in too many times with an incorrect user ID or password."
  },
  50055: { error: 'invalid_grant', text: 'The password is expired.', suberror: 'user_password_expired' },
  50057: { error: 'invalid_grant', text: 'The user account is disabled.' },
  50058: { error: 'login_required', text: 'A silent sign-in request was sent but no user is signed in.' },
  50059: {
    error: 'invalid_request',
    text: 'No tenant-identifying information found in either the request or implied by any provided credentials.'
  },
  50076: {
    error: 'interaction_required',
    text: "Due to a configuration change made by your administrator, or because you moved to a new location, you must use multi-factor authentication to access '{resource}'.",
    suberror: 'basic_action'
  },
  50079: {
    error: 'interaction_required',
    text: "Due to a configuration change made by your administrator, or because you moved to a new location, you must enroll in multi-factor authentication to access '{resource}'.",
    suberror: 'basic_action'
  },
  50105: {
    error: 'invalid_grant',
    text: "Your administrator has configured the application {name} ('{appId}') to block users unless they are specifically granted ('assigned') access to the application."
  },
  50126: { error: 'invalid_grant', text: 'Error validating credentials due to invalid username or password.' },
  50173: {
    error: 'invalid_grant',
    text: "The provided grant has expired due to it being revoked, a fresh auth token is needed. The user might have changed or reset their password. The grant was issued on '{issued}' and the TokensValidFrom date (before which tokens are not valid) for this user is '{validFrom}'.",
    suberror: 'bad_token'
  },
  50194: {
    error: 'invalid_request',
    text: "Application '{appId}'({name}) is not configured as a multi-tenant application. Usage of the /common endpoint is not supported for such apps created after '10/15/2018'. Use a tenant-specific endpoint or configure the application to be multi-tenant."
  },
  501481: {
    error: 'invalid_grant',
    text: 'The Code_Verifier does not match the code_challenge supplied in the authorization request.'
  },
  54005: {
    error: 'invalid_grant',
    text: 'OAuth2 Authorization code was already redeemed, please retry with a new valid code or use an existing refresh token.'
  },
  65001: {
    error: 'invalid_grant',
    text: "The user or administrator has not consented to use the application with ID '{appId}' named '{name}'. Send an interactive authorization request for this user and resource.",
    suberror: 'consent_required',
    unlinked: true
  },
  65004: { error: 'access_denied', text: 'User declined to consent to access the app.' },
  70000: { error: 'invalid_grant', text: 'Provided grant is invalid or malformed.' },
  700005: {
    error: 'invalid_grant',
    text: 'Provided Authorization Code is intended to use against other tenant, thus rejected.'
  },
  70003: { error: 'unsupported_grant_type', text: "The app requested an unsupported grant type '{grantType}'." },
  70007: { error: 'invalid_request', text: "'{mode}' is not a supported value of 'response_mode' for this request." },
  70008: {
    error: 'invalid_grant',
    text: 'The provided authorization code or refresh token has expired due to inactivity. Send a new interactive authorization request for this user and resource.'
  },
  70011: {
    error: 'invalid_scope',
    text: "The provided request must include a 'scope' input parameter. The provided value for the input parameter 'scope' is not valid. The scope {scope} is not valid."
  },
  70016: {
    error: 'authorization_pending',
    text: 'OAuth 2.0 device flow error. Authorization is pending. Continue polling.'
  },
  700016: {
    error: 'unauthorized_client',
    text: "Application with identifier '{appId}' was not found in the directory '{tenant}'. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant. You may have sent your authentication request to the wrong tenant."
  },
  70018: {
    error: 'bad_verification_code',
    text: 'Invalid or expired verification code due to user typing in wrong user code for device code flow.'
  },
  70019: { error: 'bad_verification_code', text: 'Verification code expired or not valid.' },
  70020: {
    error: 'expired_token',
    text: "The provided value for the input parameter 'device_code' is not valid. This device code has expired."
  },
  700054: {
    error: 'unsupported_response_type',
    text: "response_type '{responseType}' is not enabled for the application."
  },
  70043: {
    error: 'invalid_grant',
    text: 'The refresh token has expired or is invalid due to sign-in frequency checks by conditional access. The token was issued on {issued} and the maximum allowed lifetime for this request is {seconds}.',
    suberror: 'token_expired'
  },
  700082: {
    error: 'invalid_grant',
    text: 'The refresh token has expired due to inactivity. The token was issued on {issued} and was inactive for 90.00:00:00.',
    suberror: 'bad_token'
  },
  90008: {
    error: 'invalid_grant',
    text: "The user or administrator has not consented to use the application with ID '{appId}'. This happened because application is misconfigured: it must require access to Windows Azure Active Directory by specifying at least 'Sign in and read user profile' permission."
  },
  90023: { error: 'invalid_request', text: "Unsupported '{field}' value." },
  7000112: { error: 'unauthorized_client', text: "Application '{appId}'({name}) is disabled." },
  90002: {
    error: 'invalid_request',
    text: "Tenant '{tenant}' not found. Check to make sure you have the correct tenant ID and are signing into the correct cloud. Check with your subscription administrator, this may happen if there are no active subscriptions for the tenant."
  },
  90014: {
    error: 'invalid_request',
    text: "The required field '{field}' is missing from the credential. Ensure that you have all the necessary parameters for the login request."
  },
  900144: { error: 'invalid_request', text: "The request body must contain the following parameter: '{field}'." },
  900023: {
    error: 'invalid_request',
    text: "Specified tenant identifier '{tenant}' is neither a valid DNS name, nor a valid external domain."
  },
  9001023: {
    error: 'invalid_request',
    text: 'The grant type is not supported over the /common or /consumers endpoints. Please use the /organizations or tenant-specific endpoint.'
  },
  9002313: { error: 'invalid_request', text: 'Invalid request. Request is malformed or invalid.' },
  700084: {
    error: 'invalid_grant',
    text: "The refresh token was issued to a single page app (SPA), and therefore has a fixed, limited lifetime of 1.00:00:00, which can't be extended. It is now expired and a new sign in request must be sent by the SPA to the sign in page. The token was issued on {issued}.",
    suberror: 'bad_token'
  },
  9002325: {
    error: 'invalid_request',
    text: 'Proof Key for Code Exchange is required for cross-origin authorization code redemption.'
  },
  9002326: {
    error: 'invalid_request',
    text: "Cross-origin token redemption is permitted only for the 'Single-Page Application' client-type."
  },
  9002327: {
    error: 'invalid_request',
    text: "Tokens issued for the 'Single-Page Application' client-type may only be redeemed via cross-origin requests."
  },
  9002332: {
    error: 'invalid_request',
    text: "Application '{appId}'({name}) is configured for use by Azure Active Directory users only. Please do not use the /consumers endpoint to serve this request."
  },
  900561: { error: 'invalid_request', text: 'The endpoint only accepts POST requests. Received a {method} request.' },
  90094: {
    error: 'consent_required',
    text: 'Admin consent is required for the permissions requested by this application.'
  },
  900971: { error: 'invalid_request', text: 'No reply address provided.' },
  1002012: {
    error: 'invalid_scope',
    text: 'The provided value for scope {scope} is not valid. Client credential flows must have a scope value with /.default suffixed to the resource identifier (application ID URI).'
  },
  901002: { error: 'invalid_request', text: "The 'resource' request parameter is not supported." },
  70005: {
    error: 'unsupported_response_type',
    text: "The response type '{responseType}' is not supported, or needs the 'openid' scope."
  },
  700051: { error: 'unsupported_response_type', text: "response_type 'token' is not enabled for the application." }
}
