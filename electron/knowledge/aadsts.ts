import type { PolicyBlock } from '#contract/failure'

/** What a person can do about a refusal of Entra ID; `refused` has only its sentence. */
export type AadstsMeaning =
  | 'tenant-not-found'
  | 'application-not-found'
  | 'client-secret-wrong'
  | 'client-secret-expired'
  | 'certificate-not-registered'
  | 'certificate-expired'
  | 'public-client-not-allowed'
  | 'redirect-not-registered'
  | 'device-code-expired'
  | 'sign-in-declined'
  | 'sign-in-expired'
  | 'sign-in-revoked'
  | 'mfa-needed'
  | 'consent-needed'
  | 'user-not-in-tenant'
  | 'resource-not-in-tenant'
  | 'scope-refused'
  | 'blocked-by-policy'
  | 'time-wrong'
  | 'refused'

/** One number of Entra ID. */
export interface AadstsCode {
  meaning: AadstsMeaning
  /** One plain sentence, in the service's words made short. */
  summary: string
  /** The stored refresh token is dead: it is removed and never sent again. */
  endsRefreshToken?: true
  /** What blocks, where it is no rule of Conditional Access about the sign-in itself. */
  block?: Exclude<PolicyBlock, 'policy'>
  /** What it means where the printed reason holds this text: one number stands for several causes. */
  byReason?: Readonly<Record<string, Pick<AadstsCode, 'meaning' | 'summary'>>>
}

/** Numbers after `AADSTS`. Source: Microsoft identity platform, "Error codes" (reference-error-codes). */
export const aadstsCodes: Readonly<Record<number, AadstsCode>> = {
  16000: { meaning: 'mfa-needed', summary: 'Several accounts are signed in and one has to be picked.' },
  50001: { meaning: 'resource-not-in-tenant', summary: 'The service behind the scope is not known in the directory.' },
  50002: {
    meaning: 'blocked-by-policy',
    block: 'network',
    summary: 'A tenant restriction of the network or proxy blocks this directory.'
  },
  500021: {
    meaning: 'blocked-by-policy',
    block: 'network',
    summary: 'A tenant restriction of the network or proxy blocks this directory.'
  },
  500022: {
    meaning: 'blocked-by-policy',
    block: 'network',
    summary: 'A tenant restriction of the network or proxy blocks this directory.'
  },
  500011: {
    meaning: 'resource-not-in-tenant',
    summary: 'The service behind the scope does not exist in the directory.'
  },
  50011: { meaning: 'redirect-not-registered', summary: 'The redirect address is not registered for the application.' },
  500112: { meaning: 'redirect-not-registered', summary: 'The redirect address differs from the one used to sign in.' },
  500113: { meaning: 'redirect-not-registered', summary: 'No redirect address is registered for the application.' },
  900971: { meaning: 'redirect-not-registered', summary: 'No redirect address was given.' },
  50012: { meaning: 'refused', summary: 'The proof of the application was not accepted.' },
  50013: { meaning: 'time-wrong', summary: 'The proof of identity is not valid, often because a clock is wrong.' },
  500133: { meaning: 'time-wrong', summary: 'The proof of identity is outside its time.' },
  50014: { meaning: 'user-not-in-tenant', summary: 'The invitation of the guest has not been accepted yet.' },
  50020: { meaning: 'user-not-in-tenant', summary: 'The user is not a member or guest of this directory.' },
  500208: { meaning: 'user-not-in-tenant', summary: 'This kind of account cannot sign in here.' },
  500212: {
    meaning: 'blocked-by-policy',
    summary: 'The cross-tenant access policy of the home directory blocks this.'
  },
  500213: {
    meaning: 'blocked-by-policy',
    summary: 'The cross-tenant access policy of the other directory blocks this.'
  },
  50027: { meaning: 'refused', summary: 'A token in the request is malformed.' },
  50034: { meaning: 'user-not-in-tenant', summary: 'The user name does not exist in the directory.' },
  50049: { meaning: 'refused', summary: 'The sign-in host is not known.' },
  50053: { meaning: 'refused', summary: 'The account is locked after too many tries. Wait some minutes.' },
  50055: { meaning: 'sign-in-expired', summary: 'The password has expired and has to be changed at the sign-in page.' },
  50056: { meaning: 'refused', summary: 'The directory holds no valid password for this user.' },
  50057: { meaning: 'refused', summary: 'The user account is disabled.' },
  50058: { meaning: 'sign-in-expired', summary: 'Nobody is signed in.' },
  50059: { meaning: 'tenant-not-found', summary: 'The request does not say which directory is meant.' },
  50072: { meaning: 'mfa-needed', summary: 'The user has to register another factor (MFA).' },
  50074: { meaning: 'mfa-needed', summary: 'Another factor (MFA) is needed.' },
  50076: { meaning: 'mfa-needed', summary: 'A policy asks for another factor (MFA).' },
  50078: { meaning: 'mfa-needed', summary: 'The confirmation with another factor (MFA) has expired.' },
  50079: { meaning: 'mfa-needed', summary: 'The user has to register another factor (MFA).' },
  50085: { meaning: 'sign-in-expired', summary: 'The sign-in needs a fresh log-in.', endsRefreshToken: true },
  50089: { meaning: 'sign-in-expired', summary: 'The sign-in has expired.', endsRefreshToken: true },
  50097: { meaning: 'blocked-by-policy', block: 'device', summary: 'A policy asks for a registered device.' },
  50105: { meaning: 'blocked-by-policy', block: 'assignment', summary: 'The user is not assigned to the application.' },
  501051: {
    meaning: 'blocked-by-policy',
    block: 'assignment',
    summary: 'The application is not assigned to a role of the service.'
  },
  50126: { meaning: 'refused', summary: 'The user name or the password is wrong.' },
  50128: { meaning: 'tenant-not-found', summary: 'The domain belongs to no directory.' },
  50131: { meaning: 'blocked-by-policy', block: 'device', summary: 'A policy on devices blocks this.' },
  50132: { meaning: 'sign-in-revoked', summary: 'The session was revoked.', endsRefreshToken: true },
  50133: {
    meaning: 'sign-in-revoked',
    summary: 'The session ended with a change of password.',
    endsRefreshToken: true
  },
  50134: { meaning: 'refused', summary: 'The code was used at the wrong kind of account.' },
  50140: { meaning: 'mfa-needed', summary: 'The sign-in page waits for an answer.' },
  50144: { meaning: 'sign-in-expired', summary: 'The on-premises password has expired.' },
  50147: { meaning: 'refused', summary: 'The proof key of the sign-in (PKCE) does not fit.' },
  501481: { meaning: 'refused', summary: 'The proof key of the sign-in (PKCE) does not fit.' },
  50155: { meaning: 'blocked-by-policy', block: 'device', summary: 'The device could not be authenticated.' },
  50158: { meaning: 'mfa-needed', summary: 'A policy asks for a further step at the sign-in page.' },
  50173: {
    meaning: 'sign-in-revoked',
    summary: 'The sign-in was revoked, or the password was changed.',
    endsRefreshToken: true
  },
  50194: { meaning: 'refused', summary: 'The application belongs to one directory: give its tenant ID.' },
  50196: { meaning: 'refused', summary: 'The same request came too often.' },
  50199: { meaning: 'mfa-needed', summary: 'The person has to confirm the application at the sign-in page.' },
  500121: { meaning: 'mfa-needed', summary: 'The confirmation with another factor (MFA) failed.' },
  53000: { meaning: 'blocked-by-policy', block: 'device', summary: 'The device is not compliant.' },
  53001: { meaning: 'blocked-by-policy', block: 'device', summary: 'The device is not joined to the domain.' },
  53002: { meaning: 'blocked-by-policy', summary: 'The application is not an approved one.' },
  53003: { meaning: 'blocked-by-policy', summary: 'A Conditional Access policy blocks this.' },
  53004: { meaning: 'blocked-by-policy', summary: 'The user has to register for MFA from a trusted place.' },
  53011: { meaning: 'blocked-by-policy', summary: 'The home directory sees a risk and blocks the user.' },
  530003: { meaning: 'blocked-by-policy', block: 'device', summary: 'The device has to be managed.' },
  530032: { meaning: 'blocked-by-policy', summary: 'A security policy of the directory blocks this.' },
  530034: { meaning: 'blocked-by-policy', summary: 'A delegated administrator was blocked because of a risk.' },
  530035: { meaning: 'blocked-by-policy', summary: 'The security defaults of the directory block this.' },
  54005: { meaning: 'refused', summary: 'The code of this sign-in was already used.' },
  65001: { meaning: 'consent-needed', summary: 'Nobody has consented to this application for this scope.' },
  65002: { meaning: 'consent-needed', summary: 'This Microsoft application may not ask for this service.' },
  65004: { meaning: 'sign-in-declined', summary: 'The person declined to consent.' },
  65005: { meaning: 'consent-needed', summary: 'The application does not list the permission for this service.' },
  650052: { meaning: 'resource-not-in-tenant', summary: 'The directory has not subscribed to the service.' },
  650054: { meaning: 'consent-needed', summary: 'The application asks for permissions of a service that is gone.' },
  650056: { meaning: 'consent-needed', summary: 'The application lists no permission for this service.' },
  650057: { meaning: 'consent-needed', summary: 'The application does not list this service among its permissions.' },
  70000: { meaning: 'sign-in-expired', summary: 'The stored sign-in is not valid for this.' },
  70001: { meaning: 'application-not-found', summary: 'The application is disabled or not known.' },
  70002: { meaning: 'client-secret-wrong', summary: 'The credentials of the application are wrong.' },
  70003: { meaning: 'refused', summary: 'This way of signing in is not supported.' },
  700005: { meaning: 'refused', summary: 'The code was used at another directory than it was made for.' },
  70007: { meaning: 'refused', summary: 'This way of answering is not supported.' },
  70008: { meaning: 'sign-in-expired', summary: 'The stored sign-in has expired.', endsRefreshToken: true },
  70011: { meaning: 'scope-refused', summary: 'The scope is not valid.' },
  70016: { meaning: 'refused', summary: 'The code has not been entered yet.' },
  700011: { meaning: 'application-not-found', summary: 'The application does not exist in the directory.' },
  700016: { meaning: 'application-not-found', summary: 'The application does not exist in the directory.' },
  70018: { meaning: 'device-code-expired', summary: 'The code is wrong or has expired.' },
  70019: { meaning: 'device-code-expired', summary: 'The code has expired.' },
  70020: { meaning: 'device-code-expired', summary: 'The code has expired.' },
  700020: { meaning: 'mfa-needed', summary: 'The person has to answer at the sign-in page.' },
  70021: { meaning: 'refused', summary: 'No federated identity credential matches.' },
  700022: { meaning: 'scope-refused', summary: 'The scopes belong to more than one service.' },
  700021: { meaning: 'refused', summary: 'The proof of the application names another application.' },
  700023: { meaning: 'refused', summary: 'The proof of the application is made for another directory or cloud.' },
  700024: { meaning: 'time-wrong', summary: 'The proof of the application is outside its time.' },
  700025: { meaning: 'refused', summary: 'The application is a public client and takes no secret.' },
  700027: {
    meaning: 'certificate-not-registered',
    summary: 'The certificate is not registered for the application.',
    byReason: {
      'key used is expired': { meaning: 'certificate-expired', summary: 'The certificate has expired.' },
      'not yet valid': { meaning: 'time-wrong', summary: 'The certificate is not valid yet.' },
      'did not match': { meaning: 'refused', summary: 'The signature does not belong to the registered certificate.' }
    }
  },
  700030: { meaning: 'refused', summary: 'The certificate is not valid.' },
  70043: {
    meaning: 'sign-in-expired',
    summary: 'A policy asks for a new sign-in after some time.',
    endsRefreshToken: true
  },
  700054: { meaning: 'refused', summary: 'The application may not be given ID tokens this way.' },
  700082: { meaning: 'sign-in-expired', summary: 'The sign-in was not used for 90 days.', endsRefreshToken: true },
  700084: {
    meaning: 'sign-in-expired',
    summary: 'The sign-in of a browser app is over after a day.',
    endsRefreshToken: true
  },
  7000112: { meaning: 'refused', summary: 'The application is disabled in this directory.' },
  7000114: { meaning: 'refused', summary: 'The application may not act on behalf of users.' },
  7000215: { meaning: 'client-secret-wrong', summary: 'The client secret is wrong.' },
  7000218: { meaning: 'public-client-not-allowed', summary: 'The application does not allow public client flows.' },
  7000222: { meaning: 'client-secret-expired', summary: 'The client secret has expired.' },
  700211: { meaning: 'refused', summary: 'No federated identity credential matches the issuer.' },
  700212: { meaning: 'refused', summary: 'No federated identity credential matches the audience.' },
  700213: { meaning: 'refused', summary: 'No federated identity credential matches the subject.' },
  700229: { meaning: 'refused', summary: 'Only an application token can be used here.' },
  90002: { meaning: 'tenant-not-found', summary: 'The directory does not exist in this cloud.' },
  900023: { meaning: 'tenant-not-found', summary: 'The directory is neither an ID nor a domain.' },
  90004: { meaning: 'refused', summary: 'The request is malformed.' },
  90013: { meaning: 'refused', summary: 'The request has an invalid input.' },
  90014: { meaning: 'refused', summary: 'The request lacks a field.' },
  900144: { meaning: 'refused', summary: 'The request lacks a parameter.' },
  90015: { meaning: 'refused', summary: 'The request is too long.' },
  90019: { meaning: 'tenant-not-found', summary: 'The request does not say which directory is meant.' },
  90023: { meaning: 'refused', summary: 'The request cannot be handled.' },
  9001023: { meaning: 'refused', summary: 'This way of signing in needs a tenant ID.' },
  9002313: { meaning: 'refused', summary: 'The request is malformed.' },
  9002326: { meaning: 'redirect-not-registered', summary: 'The redirect address is registered for another platform.' },
  9002327: { meaning: 'redirect-not-registered', summary: 'The redirect address is registered for browser apps only.' },
  9002332: { meaning: 'refused', summary: 'The application takes another kind of account.' },
  90024: { meaning: 'refused', summary: 'The service is busy. Try again.' },
  90038: { meaning: 'refused', summary: 'The directory lives in another cloud.' },
  90055: { meaning: 'refused', summary: 'The directory has had too many requests.' },
  90056: { meaning: 'refused', summary: 'The request went to the wrong address.' },
  900561: { meaning: 'refused', summary: 'The address takes POST requests only.' },
  90072: { meaning: 'user-not-in-tenant', summary: 'The account has to be invited as a guest first.' },
  90094: { meaning: 'consent-needed', summary: 'An administrator has to consent.' },
  90095: { meaning: 'consent-needed', summary: 'An administrator has to consent.' },
  901002: { meaning: 'scope-refused', summary: 'The request names a resource where a scope is needed.' },
  90100: { meaning: 'refused', summary: 'A parameter is empty or invalid.' },
  90119: { meaning: 'device-code-expired', summary: 'The code is missing.' },
  90120: { meaning: 'device-code-expired', summary: 'The code was already accepted or declined.' },
  90124: { meaning: 'refused', summary: 'The service cannot be reached over this address.' },
  90130: { meaning: 'application-not-found', summary: 'The identifier of the application is not supported.' },
  1002012: { meaning: 'scope-refused', summary: 'An application can ask for scopes that end in /.default only.' },
  1002016: { meaning: 'refused', summary: 'TLS 1.2 or later is needed.' },
  135010: { meaning: 'refused', summary: 'The key of the device was not found.' },
  135011: { meaning: 'blocked-by-policy', block: 'device', summary: 'The device is disabled.' }
}

/** Values of `error` of the device code flow; they are documented, and the numbers beside them are not. */
export const deviceCodeErrors: Readonly<Record<string, AadstsMeaning>> = {
  authorization_declined: 'sign-in-declined',
  expired_token: 'device-code-expired',
  bad_verification_code: 'device-code-expired'
}

/** Values of `error` that say enough where no number comes with them. Source: RFC 6749, OpenID Connect Core. */
export const oauthErrors: Readonly<Record<string, AadstsMeaning>> = {
  access_denied: 'sign-in-declined',
  interaction_required: 'mfa-needed',
  login_required: 'sign-in-expired',
  consent_required: 'consent-needed',
  invalid_tenant: 'tenant-not-found',
  invalid_scope: 'scope-refused',
  invalid_resource: 'resource-not-in-tenant'
}

/** Values of `suberror` with which the refresh token is dead whatever the number says. Source: MSAL. */
export const deadRefreshTokenSuberrors: readonly string[] = ['bad_token', 'token_expired']
