import type { CopyForm, CopyReceipt, RevealedToken } from '#contract/model'
import { AppFailure } from './app-failure.ts'
import type { Clipboard, Clock, ScreenCapture } from './ports.ts'
import type { Settings } from './settings.ts'
import type { Targets } from './targets.ts'
import { copyText } from './token-copy.ts'
import type { Tokens } from './tokens.ts'

interface TokenDisclosureParts {
  tokens: Tokens
  settings: Settings
  targets: Targets
  clipboard: Clipboard
  screenCapture: ScreenCapture
  clock: Clock
  /** `linux`, `win32` or `darwin`: what `curl` is called there. */
  platform: string
}

const copiedForSeconds = 30
const shownForSeconds = 30

/** How a token's text leaves the main process: on purpose, and for a short time. */
export class TokenDisclosure {
  readonly #parts: TokenDisclosureParts

  constructor(parts: TokenDisclosureParts) {
    this.#parts = parts
  }

  /** Copies a token that still works, in the wanted form. */
  async copy(tokenId: string, form: CopyForm): Promise<CopyReceipt> {
    const { tokens, clipboard, clock, settings, targets, platform } = this.#parts
    const summary = tokens.get(tokenId)
    if (Date.parse(summary.expiresAt) <= clock.now()) throw new AppFailure({ code: 'token-expired' })
    const about = { summary, cloud: settings.cloud(), targets: targets.usable(), platform }
    const { what, text } = copyText(form, await tokens.text(tokenId), about)
    await clipboard.copy(text, copiedForSeconds)
    return { what, clearsAt: new Date(clock.now() + copiedForSeconds * 1000).toISOString() }
  }

  /** The token for the eyes of the person. */
  async reveal(tokenId: string): Promise<RevealedToken> {
    const { tokens, clock, screenCapture } = this.#parts
    const token = await tokens.text(tokenId)
    screenCapture.refuseFor(shownForSeconds)
    return { token, hidesAt: new Date(clock.now() + shownForSeconds * 1000).toISOString() }
  }
}
