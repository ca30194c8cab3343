import assert from 'node:assert/strict'
import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import * as electron from 'electron'
import { createElectronClipboard } from '../../electron/adapters/clipboard/electron-clipboard.ts'
import { systemClock } from '../../electron/adapters/clock.ts'
import { createClouds } from '../../electron/adapters/clouds.ts'
import { createElectronHttp } from '../../electron/adapters/http/electron-http.ts'
import { createPracticeUtility } from '../../electron/adapters/practice/practice-utility.ts'
import { AppFailure } from '../../electron/services/app-failure.ts'
import { runCases, type Case } from './cases-in-electron.ts'

/** `readText` answers at once in old versions and later in new ones. */
const pasted = async (): Promise<string> => electron.clipboard.readText()

const cases: readonly Case<{ description: string }>[] = [
  {
    name: 'the clipboard takes a text, and gives it up after its time',
    run: async () => {
      const clipboard = createElectronClipboard(systemClock)
      await clipboard.copy('for a second', 1)
      assert.equal(await pasted(), 'for a second')
      // The program that runs this has a limit of its own.
      while ((await pasted()) !== '') await sleep(50)
      await clipboard.copy('for good', null)
      await clipboard.clear()
      assert.equal(await pasted(), 'for good')
    }
  },
  {
    name: 'the practice cloud runs beside the window and answers over its own authority',
    run: async ({ description }) => {
      const folder = dirname(fileURLToPath(import.meta.url))
      const practice = createPracticeUtility({ folder, description })
      assert.equal((await practice.start()).state, 'running')
      const cloud = createClouds(description).get('practice')
      assert.ok(cloud)
      const http = createElectronHttp(systemClock)
      const url = `${cloud.login}/organizations/v2.0/.well-known/openid-configuration`
      assert.equal((await http.send({ cloud, url, method: 'GET' })).status, 200)
      assert.equal((await practice.stop()).state, 'stopped')
      await assert.rejects(http.send({ cloud, url, method: 'GET' }), { message: 'unreachable' })
    }
  },
  {
    name: 'a practice cloud that ends at its start is told at once, with its last words',
    run: async ({ description }) => {
      const folder = join(dirname(description), 'broken')
      await mkdir(folder)
      await writeFile(join(folder, 'practice.mjs'), "import { nothing } from 'node:nothing'\n")
      const failure = await createPracticeUtility({ folder, description: join(folder, 'practice.json') })
        .start()
        .then(
          () => null,
          (error: unknown) => error
        )
      assert.ok(failure instanceof AppFailure)
      assert.equal(failure.failure.code, 'practice-cloud-failed')
      assert.match(failure.failure.detail, /No such built-in module: node:nothing/)
    }
  }
]

runCases(cases, (told) => ({ description: join((told as { folder: string }).folder, 'practice.json') }))
