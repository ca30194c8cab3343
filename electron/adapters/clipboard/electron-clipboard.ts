// As a whole: a name that one version lacks would stop an ES module from loading.
import * as electron from 'electron'
import type { Clipboard, Clock } from '../../services/ports.ts'
import { createTimedClipboard, type SystemClipboard } from './timed-clipboard.ts'

/** Formats by which Windows keeps a text out of its clipboard history and its cloud clipboard. */
const windowsExclusions = [
  'ExcludeClipboardContentFromMonitorProcessing',
  'CanIncludeInClipboardHistory',
  'CanUploadToCloudClipboard'
]

/** Electron's clipboard before version 44: synchronous, and without `ClipboardItem`. */
interface OldClipboard {
  writeText: (text: string) => void
  readText: () => string
  clear: () => void
}

const { clipboard } = electron

const newClipboard: SystemClipboard = {
  write: async (text, isSecret) => {
    if (!isSecret || process.platform !== 'win32') {
      await clipboard.writeText(text)
      return
    }
    const zero = new Blob([new Uint8Array(4)])
    const exclusions = windowsExclusions.map((name): [string, Blob] => [
      `electron application/osclipboard;format="${name}"`,
      zero
    ])
    await clipboard.write([new electron.ClipboardItem({ 'text/plain': text, ...Object.fromEntries(exclusions) })])
  },
  read: () => clipboard.readText(),
  clear: () => {
    clipboard.clear()
    return Promise.resolve()
  }
}

function oldClipboard(old: OldClipboard): SystemClipboard {
  return {
    write: (text) => {
      old.writeText(text)
      return Promise.resolve()
    },
    read: () => Promise.resolve(old.readText()),
    clear: () => {
      old.clear()
      return Promise.resolve()
    }
  }
}

/** The clipboard of the window, in either form that Electron has given it. */
export function createElectronClipboard(clock: Clock): Clipboard {
  // Types are those of the newest Electron, so the older one has to be named by hand.
  const isNew = 'ClipboardItem' in electron
  return createTimedClipboard(isNew ? newClipboard : oldClipboard(clipboard as unknown as OldClipboard), clock)
}
