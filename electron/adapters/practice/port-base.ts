import { randomInt } from 'node:crypto'
import { createServer } from 'node:net'

/** How many ports, one after the other, a practice cloud takes. */
const portCount = 24
/** Below the ports that systems hand out by themselves. */
const lowest = 20_000
const highest = 32_000
const mostTries = 20

/** The first of the wanted ports where they are free, so that stored accounts keep their addresses; else of other free ones. */
export async function choosePortBase(wanted: number | null): Promise<number> {
  if (wanted !== null && (await areFree(wanted))) return wanted
  for (let tries = 0; tries < mostTries; tries += 1) {
    const base = randomInt(lowest, highest)
    if (await areFree(base)) return base
  }
  throw new Error('No free ports in a row were found')
}

async function areFree(base: number): Promise<boolean> {
  const ports = Array.from({ length: portCount }, (_, offset) => base + offset)
  const free = await Promise.all(ports.map(isFree))
  return free.every(Boolean)
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => {
      resolve(false)
    })
    server.listen(port, '127.0.0.1', () => {
      server.close(() => {
        resolve(true)
      })
    })
  })
}
