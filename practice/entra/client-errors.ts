import type { ErrorEntry } from './error-entry.ts'

/** What is wrong with how a client proves who it is, or for whom it acts; `{name}` is filled in. Source: Microsoft's code list, the words mostly from general knowledge. */
export const CLIENT_ERRORS: Readonly<Record<number, ErrorEntry>> = {
  700025: {
    error: 'invalid_client',
    status: 401,
    text: "Client is public so neither 'client_assertion' nor 'client_secret' should be presented."
  },
  7000215: {
    error: 'invalid_client',
    status: 401,
    text: "Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID, for a secret added to app '{appId}'."
  },
  7000216: {
    error: 'invalid_client',
    status: 401,
    text: "'client_assertion', 'client_secret' or 'request' is required for the 'client_credentials' grant type."
  },
  7000218: {
    error: 'invalid_client',
    status: 401,
    text: "The request body must contain the following parameter: 'client_assertion' or 'client_secret'."
  },
  7000222: {
    error: 'invalid_client',
    status: 401,
    text: "The provided client secret keys for app '{appId}' are expired."
  },
  50013: {
    error: 'invalid_grant',
    text: 'Assertion failed signature validation. [Reason - The key was not found.]'
  },
  50027: { error: 'invalid_request', text: 'JWT token is invalid or malformed.' },
  50166: {
    error: 'invalid_client',
    status: 401,
    text: "Request to External OIDC endpoint failed. The practice cloud asks no other issuer: '{issuer}'."
  },
  500131: {
    error: 'invalid_grant',
    text: "Assertion audience does not match the Client app presenting the assertion. The audience in the assertion was '{audience}' and the expected audience is '{expected}' or one of the Application Uris of this application with App ID '{appId}'({name}). The downstream client must request a token for the expected audience (the application that made the OBO request) and this application should use that token as the assertion."
  },
  500133: {
    error: 'invalid_grant',
    text: 'Assertion is not within its valid time range. Ensure that the access token is not expired before using it for user assertion, or request a new token. Current time: {now}, expiry time of assertion {until}.'
  },
  5002738: {
    error: 'invalid_client',
    status: 401,
    text: "Invalid JWT token. '{algorithm}' is not a supported signature algorithm. Supported signing algorithms are: 'RS256, PS256'."
  },
  70002: { error: 'invalid_client', status: 401, text: "The client assertion type '{type}' is not supported." },
  70025: {
    error: 'invalid_client',
    status: 401,
    text: "The client '{appId}'({name}) has no configured federated identity credentials."
  },
  700021: {
    error: 'invalid_client',
    status: 401,
    text: "Client assertion application identifier doesn't match 'client_id' parameter. Review the documentation at https://learn.microsoft.com/entra/identity-platform/certificate-credentials."
  },
  700023: {
    error: 'invalid_client',
    status: 401,
    text: 'Client assertion audience claim does not match Realm issuer. Review the documentation at https://learn.microsoft.com/entra/identity-platform/certificate-credentials.'
  },
  700024: {
    error: 'invalid_client',
    status: 401,
    text: 'Client assertion is not within its valid time range. Current time: {now}, assertion valid from {from}, expiry time of assertion {until}. Review the documentation at https://learn.microsoft.com/entra/identity-platform/certificate-credentials.'
  },
  700027: {
    error: 'invalid_client',
    status: 401,
    text: "{what} [Reason - {reason}, Thumbprint of key used by client: '{thumbprint}'{found}]"
  },
  700211: {
    error: 'invalid_client',
    status: 401,
    text: "No matching federated identity record found for presented assertion issuer '{issuer}'. Check your federated identity credential Subject, Audience and Issuer against the presented assertion."
  },
  700212: {
    error: 'invalid_client',
    status: 401,
    text: "No matching federated identity record found for presented assertion audience '{audience}'. Check your federated identity credential Subject, Audience and Issuer against the presented assertion."
  },
  700213: {
    error: 'invalid_client',
    status: 401,
    text: "No matching federated identity record found for presented assertion subject '{subject}'. Check your federated identity credential Subject, Audience and Issuer against the presented assertion."
  },
  7000114: {
    error: 'unauthorized_client',
    text: "Application '{appId}' is not allowed to make application on-behalf-of calls."
  },
  240002: {
    error: 'invalid_request',
    text: "Input id_token cannot be used as 'urn:ietf:params:oauth:grant-type:jwt-bearer' grant."
  }
}
