import { expect, it } from 'vitest'
import { channels } from '#contract/api'
import { gate } from '../../bench/attacks/gate.ts'

it('no message that breaks the contract reaches a handler, changes a prototype or stays in memory', async () => {
  const { messagesGrewMb, ...counted } = await gate(6_000)
  expect(counted).toEqual({
    validLetThrough: Object.keys(channels).length,
    messages: 6_000,
    messagesAccepted: 0,
    messagesNotRefused: 0,
    messageCrashes: 0,
    prototypesChanged: 0
  })
  expect(messagesGrewMb).toBeLessThan(50)
})
