import { lookup } from 'node:dns/promises'
import { networkInterfaces } from 'node:os'
import { hostsLines, IMDS_ADDRESS } from './names.ts'

/** Asks this machine about names and addresses; tests ask something else. */
export interface Machine {
  addressesOf: (name: string) => Promise<string[]>
  ownAddresses: () => string[]
}

const machine: Machine = {
  addressesOf: async (name) => (await lookup(name, { all: true })).map(({ address }) => address),
  ownAddresses: () => Object.values(networkInterfaces()).flatMap((all = []) => all.map(({ address }) => address))
}

const LISTENING = '127.0.0.1'
const isLoopback = (address: string): boolean => address.startsWith('127.') || address === '::1'

const problemOf = async (name: string, { addressesOf }: Machine): Promise<string | undefined> => {
  const addresses = await addressesOf(name).catch((): string[] => [])
  if (addresses.length === 0) return `${name} is not known here`
  if (addresses.includes(LISTENING) && addresses.every(isLoopback)) return undefined
  return `${name} leads to ${addresses.join(', ')}`
}

/** Fails unless every name leads to loopback already, with the lines to add: nobody's Azure is taken away by a switch. */
export const requireNames = async (names: readonly string[], asked: Machine = machine): Promise<void> => {
  const problems = await Promise.all(names.map((name) => problemOf(name, asked)))
  const missing = names.filter((_, index) => problems[index] !== undefined)
  const first = problems.find((problem) => problem !== undefined)
  const hasImds = asked.ownAddresses().includes(IMDS_ADDRESS)
  if (first === undefined && hasImds) return
  const lines = [
    "Azure's own names are taken only where all of them lead to this machine already.",
    ...(first === undefined
      ? []
      : [
          `${first}${missing.length === 1 ? '' : `, and ${String(missing.length - 1)} more do not lead to ${LISTENING}`}.`,
          'On a machine or in a namespace that nobody works on, add to /etc/hosts:',
          ...hostsLines(missing).map((line) => `  ${line}`)
        ]),
    ...(hasImds
      ? []
      : [`${IMDS_ADDRESS} is no address of this machine. Run there:`, `  ip address add ${IMDS_ADDRESS}/32 dev lo`])
  ]
  throw new Error(lines.join('\n'))
}
