import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../paths.ts'

// The distribution's own Python, which its packages belong to.
const versionOfPython = (name: string): [string, ...string[]] => [
  '/usr/bin/python3',
  '-c',
  `import importlib.metadata as m; print(m.version("${name}"))`
]

/** Clients that are no package of this repository, and how to ask which version is there. */
const others: Readonly<Record<string, readonly [command: string, ...args: string[]]>> = {
  'Azure CLI': ['az', 'version', '--query', '"azure-cli"', '--output', 'tsv'],
  'azure.identity for Python': versionOfPython('azure-identity'),
  'azure.keyvault.secrets for Python': versionOfPython('azure-keyvault-secrets'),
  'azure.storage.blob for Python': versionOfPython('azure-storage-blob'),
  'MSAL for Python': versionOfPython('msal'),
  'ADAL for Python': versionOfPython('adal')
}

const known = new Map<string, string | undefined>()

/** The version of a client by the name that a test's title begins with; nothing for what is no client. */
export function clientVersion(client: string): string | undefined {
  if (!known.has(client)) known.set(client, find(client))
  return known.get(client)
}

function find(client: string): string | undefined {
  const command = others[client]
  if (command !== undefined) {
    const [program, ...args] = command
    return execFileSync(program, args, { encoding: 'utf8' }).trim()
  }
  if (client === 'Graticule') return versionIn(join(root, 'package.json'))
  if (!/^(@[a-z][\w.-]*\/)?[a-z][\w.-]*$/.test(client)) return undefined
  const file = join(root, 'node_modules', client, 'package.json')
  return existsSync(file) ? versionIn(file) : undefined
}

function versionIn(file: string): string {
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version
}
