import { startApp } from '../support/app.ts'
import { PrivateKeyring } from '../support/private-keyring.ts'
import { choosePracticeCloud } from '../support/screens/frame.ts'
import { expect, test } from './fixtures.ts'
import { readStock, signInAs } from './steps.ts'

test('while a question of the keychain stands the app starts, says so and quits, and nothing is lost', async ({
  practice,
  home
}) => {
  test.skip(process.platform !== 'linux', 'the Secret Service is for Linux only')
  const keyring = await PrivateKeyring.start()
  try {
    const first = await startApp(home, keyring.env)
    await choosePracticeCloud(first.page)
    await signInAs(first.page, practice.user('ann@contoso.com'))
    const kept = await readStock(first.page)
    await first.close()

    const answer = await keyring.hold()
    try {
      const held = await startApp(home, keyring.env)
      await expect(held.page.getByText('The keychain did not answer in time').first()).toBeVisible()
      // Ends with its process: one that stayed would be found running by every new start.
      await held.close()
      const heldAgain = await startApp(home, keyring.env)
      await heldAgain.close()
    } finally {
      answer()
    }

    const again = await startApp(home, keyring.env)
    expect(await readStock(again.page)).toEqual(kept)
    await again.close()
  } finally {
    await keyring.stop()
  }
})
