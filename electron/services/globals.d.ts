/* What every JavaScript runtime of ours has and the language library does not declare. Services see this and no more. */
declare class AbortSignal {
  readonly aborted: boolean
  readonly reason: unknown
  static any(signals: AbortSignal[]): AbortSignal
  static timeout(milliseconds: number): AbortSignal
  throwIfAborted(): void
  addEventListener(type: 'abort', listener: () => void, options?: { once?: boolean }): void
  removeEventListener(type: 'abort', listener: () => void): void
}
declare class AbortController {
  readonly signal: AbortSignal
  abort(reason?: unknown): void
}
declare class URL {
  constructor(input: string, base?: string)
  readonly protocol: string
  readonly username: string
  readonly password: string
  readonly host: string
  readonly hostname: string
  readonly port: string
  readonly origin: string
  readonly pathname: string
  readonly search: string
  readonly hash: string
}
declare function atob(data: string): string
declare class TextDecoder {
  decode(input: Uint8Array): string
}
