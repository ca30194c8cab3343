import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { afterEach, expect, it } from 'vitest'
import { startPracticeCloud } from '../../../practice/cloud.ts'

const sockets: Socket[] = []
afterEach(() => {
  for (const socket of sockets.splice(0)) socket.destroy()
})

it('stops at once, also while a client has connected and not gone on', async () => {
  const cloud = await startPracticeCloud()
  const { endpoints, proxy, admin } = cloud.ready
  for (const origin of [endpoints.login, endpoints.imds, proxy.url]) {
    const socket = connect(Number(new URL(origin).port), '127.0.0.1').on('error', () => undefined)
    sockets.push(socket)
    await once(socket, 'connect')
  }
  const ended = Promise.all(sockets.map((socket) => once(socket, 'close')))
  // Answered after the connections were taken.
  await fetch(admin.url)
  await cloud.stop()
  expect(await ended).toHaveLength(3)
})
