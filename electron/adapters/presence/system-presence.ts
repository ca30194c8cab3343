import { AppFailure } from '../../services/app-failure.ts'
import type { Presence } from '../../services/ports.ts'

/** The part of Electron's system preferences that exists on macOS only. */
export interface TouchId {
  canPromptTouchID: () => boolean
  promptTouchID: (reason: string) => Promise<void>
}

/**
 * Asks the operating system who sits there, where Electron offers that: Touch ID on macOS. Windows Hello and Linux offer
 * nothing to Electron; there the keychain itself is the question.
 */
export function createSystemPresence(platform: NodeJS.Platform, touchId: TouchId): Presence {
  return {
    confirm: async (reason) => {
      if (platform !== 'darwin' || !touchId.canPromptTouchID()) return
      try {
        await touchId.promptTouchID(reason)
      } catch (error) {
        throw new AppFailure({ code: 'keychain-denied' }, { cause: error })
      }
    }
  }
}
