import assert from 'node:assert/strict'
import { choosePracticeCloud, chooseTheme, readDoor } from '../../support/screens/frame.ts'
import { castOf } from '../cast.ts'
import type { Step } from '../step.ts'

/** What is there before the person comes. */
export const curtainUp: readonly Step[] = [
  {
    name: 'Start the practice cloud',
    play: async (stage) => {
      await stage.startPractice()
      const { tenants, users, apps } = stage.practice.ready
      castOf(stage.practice.ready)
      return `It has ${tenants.length} tenants, ${users.length} people and ${apps.length} applications, and runs on this computer only.`
    }
  }
]

/** First run. */
export const firstRun: readonly Step[] = [
  {
    name: 'Open Graticule on an empty profile',
    play: async (stage) => {
      await stage.openApp()
      const { page } = stage
      await page.getByRole('heading', { level: 1, name: 'Choose a cloud' }).waitFor()
      await chooseTheme(page, 'Light')
      await stage.picture('choose-a-cloud')
      return 'It asks which cloud to use.'
    }
  },
  {
    name: 'See that the vault is in a real keychain',
    play: async (stage) => {
      const { state, text } = await readDoor(stage.page, 'Vault')
      const keychain = /The key of the vault is in (.+)\./.exec(text)?.[1]
      assert.ok(keychain !== undefined, `The vault is not in a keychain; its status says: ${state}`)
      assert.equal(
        await stage.page.getByRole('note', { name: 'Memory only' }).count(),
        0,
        'The window says: memory only'
      )
      return `The key of the vault is in ${keychain}; nothing is memory-only.`
    }
  },
  {
    name: 'Choose the practice cloud',
    play: async (stage) => {
      await choosePracticeCloud(stage.page)
      const { state } = await readDoor(stage.page, 'Practice cloud')
      assert.equal(state, 'running')
      return 'The sign-in screen opens; the practice cloud is running.'
    }
  }
]
