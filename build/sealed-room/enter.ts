import { join } from 'node:path'
import { runChild } from '../child.ts'
import { root } from '../paths.ts'
import { Sentence } from '../sentence.ts'

/** The two ways into a namespace of one's own, the one that needs no rights first. */
const ways = [
  ['unshare', '--user', '--map-root-user', '--net', '--mount', '--'],
  ['unshare', '--net', '--mount', '--']
] as const

/**
 * Runs a command in the sealed room: a network and mount namespace of its own without any way out, in which Azure's own
 * names and the address of the instance metadata are loopback. Answers its exit code.
 */
export async function runInSealedRoom(command: readonly string[], env: Record<string, string>): Promise<number> {
  const [program, ...args] = await wayIn()
  const inside = [process.execPath, join(root, 'build', 'sealed-room', 'inside.ts'), ...command]
  const { code } = await runChild(program, [...args, ...inside], { env: { ...process.env, ...env } })
  return code
}

/** The first way that works: root needs no user namespace, and containers often forbid one to it. */
async function wayIn(): Promise<(typeof ways)[number]> {
  const said: string[] = []
  for (const way of process.getuid?.() === 0 ? ways.toReversed() : ways) {
    const [program, ...args] = way
    // Mounting is tried too: some containers give the namespace and refuse the mount.
    const trial = 'mount --bind /etc/hosts /etc/hosts && ip link set lo up'
    const { code, output } = await runChild(program, [...args, 'sh', '-c', trial], { output: 'quiet' })
    if (code === 0) return way
    said.push(`  ${way.join(' ')}: ${output.trim()}`)
  }
  throw new Sentence(
    [
      'The sealed room needs a network and a mount namespace of its own, and this machine gives none:',
      ...said,
      'As an ordinary user, let users make namespaces:',
      '  sudo sysctl -w kernel.unprivileged_userns_clone=1 user.max_user_namespaces=10000',
      '  sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0     (Ubuntu)',
      'In a container, start it with --privileged, or with --cap-add SYS_ADMIN --cap-add NET_ADMIN and no seccomp profile that forbids unshare.'
    ].join('\n')
  )
}
