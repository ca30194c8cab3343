// Runs as root of the namespaces that enter.ts made: furnishes the room, makes sure that it has no way out, runs the command.
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { existsSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runChild } from '../child.ts'
import { root } from '../paths.ts'
import { runTask, Sentence } from '../sentence.ts'
import { withDisplayAndKeychain } from '../system/private-session.ts'

/** Addresses for documentation (RFC 5737, RFC 3849): with any default route there is one to them, and nobody is bothered. */
const outside = ['192.0.2.1', '198.51.100.1', '2001:db8::1']
const longestMs = 2_000

await runTask(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'sealed-room-'))
  try {
    await must('ip', 'link', 'set', 'lo', 'up')
    await must('ip', 'address', 'add', '169.254.169.254/32', 'dev', 'lo')
    const lines = await must(process.execPath, join(root, 'electron', 'cli.ts'), 'practice', 'hosts')
    await cover('/etc/hosts', join(folder, 'hosts'), `127.0.0.1 localhost\n::1 localhost\n${lines}`)
    // Nobody to ask for other names; without this some systems wait for an answer first.
    await cover('/etc/nsswitch.conf', join(folder, 'nsswitch.conf'), 'hosts: files\n')
    await Promise.all(outside.map(requireUnreachable))
    const [program = '', ...args] = process.argv.slice(2)
    const { code } = await withDisplayAndKeychain([program, ...args])
    return code
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
})

async function must(program: string, ...args: string[]): Promise<string> {
  const { code, output } = await runChild(program, args, { output: 'quiet' })
  if (code !== 0) throw new Sentence(`The sealed room could not be made: ${program} ${args.join(' ')}\n${output}`)
  return output
}

/** Lays another file over a file of the system, for this namespace alone. */
async function cover(path: string, file: string, text: string): Promise<void> {
  await writeFile(file, text, { mode: 0o644 })
  if (existsSync(path)) await must('mount', '--bind', file, path)
}

/** Fails unless there is no route to the address: then a connection is refused at once by this machine itself. */
async function requireUnreachable(host: string): Promise<void> {
  const answer = await new Promise<string>((resolve) => {
    const socket = connect({ host, port: 443 })
    const end = (what: string): void => {
      socket.destroy()
      resolve(what)
    }
    socket.once('connect', () => {
      end('a connection')
    })
    socket.once('error', (error: NodeJS.ErrnoException) => {
      end(error.code ?? error.message)
    })
    socket.setTimeout(longestMs, () => {
      end('no answer, but a route')
    })
  })
  if (!['ENETUNREACH', 'EHOSTUNREACH', 'EADDRNOTAVAIL', 'EAFNOSUPPORT'].includes(answer))
    throw new Sentence(`The sealed room is not sealed: ${host} gave ${answer}. Nothing was run in it.`)
}
