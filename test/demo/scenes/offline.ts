import assert from 'node:assert/strict'
import { chooseTheme, readDoor } from '../../support/screens/frame.ts'
import {
  acquireToken,
  closePanel,
  copyToken,
  openClaims,
  readClaims,
  readTokens
} from '../../support/screens/tokens.ts'
import { castOf } from '../cast.ts'
import type { Stage } from '../stage.ts'
import type { Step } from '../step.ts'
import { isFor } from './tokens.ts'

/** Quit, and again with nothing to talk to. */
export const offline: readonly Step[] = [
  {
    name: 'Quit, and stop the practice cloud',
    play: async (stage) => {
      await stage.quitApp()
      await stage.stopPractice()
      const isGone = await fetch(stage.practice.ready.endpoints.signIn).then(
        () => false,
        () => true
      )
      assert.ok(isGone, 'The practice cloud still answers')
      return 'Nothing answers at its addresses any more.'
    }
  },
  {
    name: 'Open Graticule again',
    play: async (stage) => {
      await stage.openApp()
      const { ann } = castOf(stage.practice.ready)
      const lines = await readTokens(stage.page)
      for (const resource of ['GeoCatalog', 'Azure Maps']) {
        const line = lines.find((one) => one.resource === resource && one.identity === ann.userPrincipalName)
        assert.equal(line?.source, 'vault', `The token for ${resource} is not listed from the vault`)
      }
      const { state } = await readDoor(stage.page, 'Practice cloud')
      assert.equal(state, 'stopped')
      const vault = await readDoor(stage.page, 'Vault')
      assert.match(vault.text, /The key of the vault is in /)
      await stage.picture('offline-tokens')
      return `${lines.length} tokens are listed from the vault; the window says that the practice cloud is stopped.`
    }
  },
  {
    name: 'Read the claims of a cached token',
    play: async (stage) => {
      const { ann } = castOf(stage.practice.ready)
      const panel = await openClaims(stage.page, 'Azure Maps', ann.userPrincipalName)
      const claims = new Map((await readClaims(panel)).map(({ claim, value }) => [claim, value]))
      assert.ok(isFor('Azure Maps', claims.get('aud') ?? ''))
      await stage.picture('offline-claims')
      await closePanel(stage.page)
      return `It still says that it is for ${claims.get('aud') ?? ''}.`
    }
  },
  {
    name: 'Copy the cached token',
    play: async (stage) => {
      const { ann } = castOf(stage.practice.ready)
      const said = await copyToken(stage.page, {
        resource: 'Azure Maps',
        identity: ann.userPrincipalName,
        form: 'token'
      })
      const copied = await clipboardKind(stage)
      assert.equal(copied.parts, 3, 'What was copied is no token')
      assert.ok(isFor('Azure Maps', copied.aud), `The copied token is for ${copied.aud}`)
      assert.ok(copied.uti !== '' && copied.uti === stage.mapsTokenId, 'It is not the token that was acquired before')
      return `${said} It is the one that was acquired online.`
    }
  },
  {
    name: 'Acquire the same token again',
    play: async (stage) => {
      const { ann } = castOf(stage.practice.ready)
      const answer = await acquireToken(stage.page, { resource: 'Azure Maps', identity: ann.userPrincipalName })
      assert.match(answer, /It was in the vault already\./)
      await stage.picture('offline-from-the-vault')
      await closePanel(stage.page)
      return 'The answer comes from the vault.'
    }
  },
  {
    name: 'Ask for a token that is not in the vault',
    play: async (stage) => {
      const { ann } = castOf(stage.practice.ready)
      const sentence = await acquireToken(stage.page, { resource: 'Key Vault', identity: ann.userPrincipalName })
      assert.match(sentence, /^The practice cloud is stopped\./)
      await stage.page.getByRole('note', { name: 'Offline' }).waitFor()
      await stage.picture('offline-refused')
      await chooseTheme(stage.page, 'Dark')
      await stage.picture('offline-refused-dark')
      return 'The window says that the practice cloud is stopped, and offers to start it.'
    }
  },
  {
    name: 'Quit',
    play: async (stage) => {
      await stage.quitApp()
      return 'Graticule has ended.'
    }
  }
]

/** What is on the clipboard, told inside the app's process, so that the token itself stays there. */
async function clipboardKind(stage: Stage): Promise<{ parts: number; aud: string; uti: string }> {
  return stage.graticule.app.evaluate(async ({ clipboard }) => {
    const parts = (await clipboard.readText()).split('.')
    const { aud, uti } = JSON.parse(Buffer.from(parts[1] ?? '', 'base64url').toString()) as { aud: string; uti: string }
    return { parts: parts.length, aud, uti }
  })
}
