/** Switches that change how the window looks and nothing of its defences. */
const harmless: readonly string[] = [
  'lang',
  'disable-gpu',
  'force-device-scale-factor',
  'force-dark-mode',
  'force-high-contrast',
  'ozone-platform',
  'ozone-platform-hint'
]

/**
 * The first switch on the command line that a packaged app does not start with; null where there is none. An allow-list,
 * because Chromium has hundreds of switches and each version adds some.
 */
export function refusedSwitch(isPackaged: boolean, platform: string, args: readonly string[]): string | null {
  if (!isPackaged) return null
  return args.find((argument) => isSwitch(argument, platform) && !harmless.includes(nameOf(argument))) ?? null
}

/** Chromium takes one dash for two, and on Windows a slash too. */
function isSwitch(argument: string, platform: string): boolean {
  // macOS gives a process serial number to what the Finder opens.
  if (platform === 'darwin' && argument.startsWith('-psn_')) return false
  return argument.startsWith('-') || (platform === 'win32' && argument.startsWith('/'))
}

function nameOf(argument: string): string {
  return (argument.replace(/^(?:--?|\/)/, '').split('=')[0] ?? '').toLowerCase()
}
