type Status = 304 | 400 | 401 | 403 | 404 | 405 | 409 | 412 | 413 | 416

const AUTHENTICATION =
  'Server failed to authenticate the request. Make sure the value of Authorization header is formed correctly including the signature.'
const SEE_CHALLENGE =
  'Server failed to authenticate the request. Please refer to the information in the www-authenticate header.'

/** Statuses and words by error code; from public reports and the service's list of error codes. */
const ERRORS = {
  AuthenticationFailed: [403, AUTHENTICATION],
  AuthorizationPermissionMismatch: [
    403,
    'This request is not authorized to perform this operation using this permission.'
  ],
  AuthorizationResourceTypeMismatch: [
    403,
    'This request is not authorized to perform this operation using this resource type.'
  ],
  AuthorizationServiceMismatch: [403, 'This request is not authorized to perform this operation using this service.'],
  AuthorizationSourceIPMismatch: [
    403,
    'This request is not authorized to perform this operation using this source IP.'
  ],
  KeyBasedAuthenticationNotPermitted: [403, 'Key based authentication is not permitted on this storage account.'],
  InvalidAuthenticationInfo: [401, SEE_CHALLENGE],
  NoAuthenticationInformation: [401, SEE_CHALLENGE],
  PublicAccessNotPermitted: [409, 'Public access is not permitted on this storage account.'],
  ResourceNotFound: [404, 'The specified resource does not exist.'],
  ContainerNotFound: [404, 'The specified container does not exist.'],
  ContainerAlreadyExists: [409, 'The specified container already exists.'],
  BlobNotFound: [404, 'The specified blob does not exist.'],
  BlobAlreadyExists: [409, 'The specified blob already exists.'],
  ConditionNotMet: [412, 'The condition specified using HTTP conditional header(s) is not met.'],
  NotModified: [304, ''],
  InvalidRange: [416, 'The range specified is invalid for the current size of the resource.'],
  InvalidHeaderValue: [400, 'The value for one of the HTTP headers is not in the correct format.'],
  MissingRequiredHeader: [400, "An HTTP header that's mandatory for this request is not specified."],
  InvalidQueryParameterValue: [400, 'Value for one of the query parameters specified in the request URI is invalid.'],
  OutOfRangeQueryParameterValue: [
    400,
    'One of the query parameters specified in the request URI is outside the permissible range.'
  ],
  InvalidResourceName: [400, 'The specifed resource name contains invalid characters.'],
  InvalidUri: [400, 'The requested URI does not represent any resource on the server.'],
  InvalidMetadata: [400, 'The specified metadata is invalid. It includes characters that are not permitted.'],
  InvalidBlockList: [400, 'The specified block list is invalid.'],
  RequestBodyTooLarge: [413, 'The request body is too large and exceeds the maximum permissible limit.'],
  InvalidXmlDocument: [400, 'XML specified is not syntactically valid.'],
  Md5Mismatch: [
    400,
    'The MD5 value specified in the request did not match with the MD5 value calculated by the server.'
  ],
  UnsupportedHttpVerb: [405, "The resource doesn't support specified Http Verb."]
} as const satisfies Record<string, readonly [Status, string]>

/** An error code of Blob storage. */
export type BlobErrorCode = keyof typeof ERRORS

/** A refusal of Blob storage; `guessed` marks an answer that nothing recorded or reported confirms. */
export class BlobError extends Error {
  readonly status: Status
  readonly code: BlobErrorCode
  /** What the body says about a failed authentication. */
  readonly detail: string | undefined
  readonly headers: Readonly<Record<string, string>>
  readonly guessed: boolean

  constructor(
    code: BlobErrorCode,
    more: { detail?: string; headers?: Readonly<Record<string, string>>; guessed?: boolean } = {}
  ) {
    const [status, message] = ERRORS[code]
    super(message)
    this.status = status
    this.code = code
    this.detail = more.detail
    this.headers = more.headers ?? {}
    this.guessed = more.guessed === true
  }
}
