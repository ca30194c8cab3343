/** A Key Vault error; `guessed` marks an answer that no recording confirms. */
export class VaultError extends Error {
  readonly status: 400 | 401 | 403 | 404 | 405 | 409
  readonly code: string
  readonly innerCode: string | undefined
  readonly guessed: boolean
  /** The WWW-Authenticate header of a 401 that is not the vault's usual one. */
  readonly challenge: string | undefined

  constructor(
    status: VaultError['status'],
    code: string,
    message: string,
    more: { innerCode?: string; guessed?: boolean; challenge?: string } = {}
  ) {
    super(message)
    this.status = status
    this.code = code
    this.innerCode = more.innerCode
    this.guessed = more.guessed === true
    this.challenge = more.challenge
  }
}

/** A request whose parameters are wrong; the exact words of the real service are not known. */
export const badParameter = (message: string): VaultError =>
  new VaultError(400, 'BadParameter', message, { guessed: true })

/** The 404 for a name that the vault does not have, a deleted one among them. */
export const secretNotFound = (name: string): VaultError =>
  new VaultError(
    404,
    'SecretNotFound',
    `A secret with (name/id) ${name} was not found in this key vault. If you recently deleted this secret you may be able to recover it using the correct recovery command. For help resolving this issue, please see https://go.microsoft.com/fwlink/?linkid=2125182`
  )
