import { acquireToken, closePanel } from '../support/screens/tokens.ts'
import { goTo } from '../support/screens/frame.ts'
import { expect, test } from './fixtures.ts'
import { expectFailure, readStock, signInAs } from './steps.ts'

const dayInSeconds = 86_400

for (const [where, offsetSeconds] of [
  ['behind', dayInSeconds],
  ['ahead', -dayInSeconds]
] as const) {
  test(`a clock that is a day ${where} is said plainly, and no account is lost`, async ({ atPractice }) => {
    const { page, practice } = atPractice
    await signInAs(page, practice.user('ann@contoso.com'))
    await acquireToken(page, { resource: 'Azure Maps' })
    await closePanel(page)
    const stock = await readStock(page)
    // Seen from here, a wrong clock of this computer is one that all services have.
    await practice.weather(
      (['login', 'arm', 'maps', 'geocatalog'] as const).map((service) => ({
        match: { service },
        do: { kind: 'clock', offsetSeconds }
      }))
    )

    const sent = (await practice.requests()).length
    await page.getByRole('button', { name: 'Acquire token…' }).click()
    const form = page.getByRole('form', { name: 'Acquire token' })
    await form.getByLabel('Resource').selectOption({ label: 'GeoCatalog' })
    for (let times = 0; times < 3; times += 1) {
      await form.getByRole('button', { name: 'Acquire token' }).click()
      await expectFailure(page, `The clock of this computer is 24 hours ${where}.`)
    }
    expect(await readStock(page)).toEqual(stock)
    await closePanel(page)

    // The services themselves do not mind, so signing in works; the token that is asked for next tells.
    await signInAs(page, practice.user('rhea@contoso.com'))
    await goTo(page, 'Tokens')
    await page.getByRole('button', { name: 'Acquire token…' }).click()
    await form.getByLabel('Identity').selectOption({ label: 'rhea@contoso.com' })
    await form.getByRole('button', { name: 'Acquire token' }).click()
    await expectFailure(page, `The clock of this computer is 24 hours ${where}.`)
    await closePanel(page)
    expect((await practice.requests()).length - sent).toBeLessThan(25)
    expect(await readStock(page)).toEqual({
      accounts: [...stock.accounts, 'rhea@contoso.com ready'],
      tokens: stock.tokens
    })

    await practice.weather([])
    await goTo(page, 'Tokens')
    expect(await acquireToken(page, { resource: 'Key Vault', identity: 'rhea@contoso.com' })).toContain('acquired')
  })
}
