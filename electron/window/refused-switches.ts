/** Switches that would open the app to other programs or take its sandbox away. */
const refusedWhenPackaged = [
  'no-sandbox',
  'disable-gpu-sandbox',
  'disable-setuid-sandbox',
  'remote-debugging-port',
  'remote-debugging-pipe',
  'remote-allow-origins',
  'inspect',
  'inspect-brk',
  'inspect-port',
  'js-flags',
  'disable-web-security',
  'ignore-certificate-errors',
  'log-net-log',
  'proxy-server',
  'host-resolver-rules',
  'load-extension'
] as const

/** The first switch on the command line that a packaged app does not start with; null where there is none. */
export function refusedSwitch(isPackaged: boolean, hasSwitch: (name: string) => boolean): string | null {
  if (!isPackaged) return null
  return refusedWhenPackaged.find(hasSwitch) ?? null
}
