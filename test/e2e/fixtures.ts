import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test as base, type TestInfo } from '@playwright/test'
import { startApp, type RunningApp } from '../support/app.ts'
import { openBrowser, type Browser } from '../support/browser.ts'
import { Practice } from '../support/practice.ts'
import { PrivateKeyring } from '../support/private-keyring.ts'
import { choosePracticeCloud } from '../support/screens/frame.ts'

interface Options {
  /** Arguments of `practice start`; codes are asked for each second, so that no test waits for five. */
  practiceArgs: string[]
}

/** A person at the app with the practice cloud chosen. */
interface AtPractice extends RunningApp {
  practice: Practice
}

interface Fixtures {
  /** A data folder of this test's own. */
  home: string
  /** A practice cloud that this test's app finds. */
  practice: Practice
  /** The app on that data folder. */
  graticule: RunningApp
  /** The app on that data folder with the practice cloud chosen, at the sign-in screen. */
  atPractice: AtPractice
  /** A keyring of this test's own, which is skipped where there is no Secret Service. */
  keyring: PrivateKeyring
  /** One more. */
  otherKeyring: PrivateKeyring
  /** The practice user's browser. */
  browserOfUser: Browser
}

const privateKeyring = async (
  // eslint-disable-next-line no-empty-pattern -- Playwright reads the names of the fixtures from this pattern.
  {}: object,
  use: (keyring: PrivateKeyring) => Promise<void>,
  testInfo: TestInfo
): Promise<void> => {
  testInfo.skip(process.platform !== 'linux', 'The Secret Service is for Linux only')
  const keyring = await PrivateKeyring.start()
  await use(keyring)
  await keyring.stop()
}

/** Each test gets an install of its own; what it asks for is started for it and ended after it. */
export const test = base.extend<Fixtures & Options>({
  practiceArgs: [['--device-code-interval-seconds', '1'], { option: true }],
  // eslint-disable-next-line no-empty-pattern -- as above
  home: async ({}, use) => {
    const home = await mkdtemp(join(tmpdir(), 'graticule-e2e-'))
    await use(home)
    await rm(home, { recursive: true, force: true, maxRetries: 3, retryDelay: 200 })
  },
  practice: async ({ home, practiceArgs }, use) => {
    const practice = await Practice.start(home, practiceArgs)
    await use(practice)
    await practice.stop()
  },
  graticule: async ({ home }, use) => {
    const graticule = await startApp(home)
    await use(graticule)
    await graticule.close()
  },
  // Named after the practice cloud, which has to run when the app looks for it.
  atPractice: async ({ practice, home }, use) => {
    const graticule = await startApp(home)
    await choosePracticeCloud(graticule.page)
    await use({ ...graticule, practice })
    await graticule.close()
  },
  keyring: privateKeyring,
  otherKeyring: privateKeyring,
  // eslint-disable-next-line no-empty-pattern -- as above
  browserOfUser: async ({}, use) => {
    const browser = await openBrowser()
    await use(browser)
    await browser.close()
  }
})

export { expect } from '@playwright/test'
