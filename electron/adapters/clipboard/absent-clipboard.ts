import { AppFailure } from '../../services/app-failure.ts'
import type { Clipboard } from '../../services/ports.ts'

/** No clipboard: the command line prints what it is asked for, and copies nothing. */
export const absentClipboard: Clipboard = {
  copy: () => Promise.reject(new AppFailure({ code: 'request-refused' })),
  clear: () => Promise.resolve()
}
