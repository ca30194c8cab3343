import type { RunningApp } from '../support/app.ts'
import { expect } from './fixtures.ts'

/** Makes the window as small as it may be, and its page larger or smaller by a factor. */
export async function setSmallestWindow({ app, page }: RunningApp, zoom = 1): Promise<void> {
  await app.evaluate(({ BrowserWindow }, factor) => {
    for (const window of BrowserWindow.getAllWindows()) {
      window.setContentSize(960, 640)
      window.webContents.setZoomFactor(factor)
    }
  }, zoom)
  await expect.poll(() => page.evaluate(() => Math.round(window.innerWidth * window.devicePixelRatio))).toBe(960)
}

/** What scrolls sideways or is cut off; what holds data may, where that is said. */
export async function tooWide({ page }: RunningApp, { mayDataScroll = false } = {}): Promise<string[]> {
  return page.evaluate((exempt) => {
    const name = (element: Element): string => `${element.tagName.toLowerCase()}.${[...element.classList].join('.')}`
    const scrolls = [...document.querySelectorAll('html, body, main, main *')].filter((element) => {
      const { overflowX } = getComputedStyle(element)
      if (exempt && element.closest('.table-frame, pre') !== null) return false
      const isPage = element.matches('html, body, main')
      return (isPage || overflowX === 'auto' || overflowX === 'scroll') && element.scrollWidth > element.clientWidth + 1
    })
    const cut = [...document.querySelectorAll('button, input, select, a, h1, h2')].filter((element) => {
      if (exempt && element.closest('.table-frame, pre') !== null) return false
      const { left, right, width } = element.getBoundingClientRect()
      return width > 0 && element.checkVisibility() && (right > window.innerWidth + 1 || left < -1)
    })
    return [...scrolls.map((element) => `scrolls: ${name(element)}`), ...cut.map((one) => `cut off: ${name(one)}`)]
  }, mayDataScroll)
}
