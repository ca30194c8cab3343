import { AppFailure } from '../../services/app-failure.ts'
import type { Browser, Clouds } from '../../services/ports.ts'
import { isAllowedPage } from './allowed-page.ts'

/** A browser that opens sign-in pages of the known clouds and nothing else. */
export function guardBrowser(clouds: Clouds, open: (url: string) => Promise<void>): Browser {
  return {
    open: async (url) => {
      if (!isAllowedPage(clouds, url)) throw new AppFailure({ code: 'request-refused' })
      try {
        await open(url)
      } catch (error) {
        throw new AppFailure({ code: 'browser-not-opened' }, { cause: error })
      }
    }
  }
}
