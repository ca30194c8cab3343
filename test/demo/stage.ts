import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright'
import { startApp, type RunningApp } from '../support/app.ts'
import { openBrowser, type Browser } from '../support/browser.ts'
import { Practice } from '../support/practice.ts'
import { dismissMessages } from '../support/screens/frame.ts'
import { picturesFolder, type MatrixEntry } from './report.ts'

/** How long one wait in a window may take. */
const patienceMs = 15_000

/** Everything that is on while the demo plays: the practice cloud, the app, the practice user's browser. */
export class Stage {
  readonly home: string
  readonly matrix: MatrixEntry[] = []
  readonly screenshots: string[] = []
  /** The id that Entra ID gave the token for Azure Maps (claim `uti`), by which it is known again. */
  mapsTokenId: string | null = null
  #practice: Practice | null = null
  #graticule: RunningApp | null = null
  #browser: Browser | null = null

  private constructor(home: string) {
    this.home = home
  }

  /** An empty stage with a throw-away profile. */
  static async set(): Promise<Stage> {
    await rm(picturesFolder, { recursive: true, force: true })
    await mkdir(picturesFolder, { recursive: true })
    return new Stage(await mkdtemp(join(tmpdir(), 'graticule-demo-')))
  }

  get practice(): Practice {
    return there(this.#practice, 'The practice cloud')
  }

  get graticule(): RunningApp {
    return there(this.#graticule, 'Graticule')
  }

  /** The window's page. */
  get page(): Page {
    return this.graticule.page
  }

  get browser(): Browser {
    return there(this.#browser, 'The browser')
  }

  async startPractice(): Promise<void> {
    this.#practice = await Practice.start(this.home, ['--device-code-interval-seconds', '1'])
  }

  async stopPractice(): Promise<void> {
    await this.#practice?.stop()
  }

  async openApp(): Promise<void> {
    this.#graticule = await startApp(this.home)
    this.page.setDefaultTimeout(patienceMs)
  }

  async quitApp(): Promise<void> {
    const { graticule } = this
    this.#graticule = null
    await graticule.close()
  }

  async openBrowser(): Promise<void> {
    this.#browser = await openBrowser()
    this.browser.page.setDefaultTimeout(patienceMs)
  }

  async closeBrowser(): Promise<void> {
    const { browser } = this
    this.#browser = null
    await browser.close()
  }

  /** Saves what the window (or the browser) shows; messages that pass by are taken away first. */
  async picture(name: string, of: 'window' | 'browser' = 'window'): Promise<void> {
    if (of === 'window') {
      await dismissMessages(this.page)
      await this.page.mouse.move(1, 1)
    }
    await this.#save(name, of === 'window' ? this.page : this.browser.page)
  }

  /** Saves the moment of a failure as it is, where there still is something to see. */
  async pictureOfFailure(): Promise<void> {
    for (const [name, page] of [
      ['failure-window', this.#graticule?.page],
      ['failure-browser', this.#browser?.page]
    ] as const) {
      // The failure itself is what is told; a window that is gone has no picture.
      if (page !== undefined) await this.#save(name, page).catch(() => undefined)
    }
  }

  /** Stops all that is on and removes the profile. */
  async clear(): Promise<void> {
    await Promise.allSettled([this.#graticule?.close(), this.#browser?.close(), this.#practice?.stop()])
    await rm(this.home, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })
  }

  async #save(name: string, page: Page): Promise<void> {
    const file = `${String(this.screenshots.length + 1).padStart(2, '0')}-${name}.png`
    await page.screenshot({ path: join(picturesFolder, file), timeout: patienceMs, animations: 'disabled' })
    this.screenshots.push(`out/demo/${file}`)
  }
}

function there<T>(thing: T | null, name: string): T {
  if (thing === null) throw new Error(`${name} is not on.`)
  return thing
}
