import { readdir } from 'node:fs/promises'
import { join, win32 } from 'node:path'
import { npmCommand } from '../bootstrap/npm-command.mjs'
import { runChild } from '../child.ts'
import { Sentence } from '../sentence.ts'
import { requireIntegrity } from './integrity.ts'

/** Fetches one package from the npm registry into `work` and refuses it if its hash is not the pinned one. */
export async function fetchTarball(name: string, integrity: string, work: string): Promise<string> {
  const [npm, ...args] = npmCommand()
  const { code, output } = await runChild(npm, [...args, 'pack', '--silent', '--pack-destination', work, name], {
    cwd: work,
    output: 'quiet'
  })
  const tarball = (await readdir(work)).find((file) => file.endsWith('.tgz'))
  if (code !== 0 || tarball === undefined) {
    throw new Sentence(
      `The npm registry did not send ${name}.\n${output.trim()}\nCheck the connection with: npm view ${name} dist.integrity`
    )
  }
  await requireIntegrity(join(work, tarball), integrity)
  return join(work, tarball)
}

/** Unpacks a tarball, or only the named files of it; every system that Node runs on has a `tar`. */
export async function untar(tarball: string, folder: string, files: readonly string[] = []): Promise<void> {
  const { code, output } = await runChild(tarProgram(), ['-xzf', tarball, '-C', folder, ...files], { output: 'quiet' })
  if (code !== 0) throw new Sentence(`${tarball} could not be unpacked: ${output.trim()}`)
}

/** The `tar` to use: on Windows its own, because Git's, which may come first, takes `C:` for the name of a host. */
export function tarProgram(platform: NodeJS.Platform = process.platform, env: NodeJS.ProcessEnv = process.env): string {
  return platform === 'win32' ? win32.join(env.SystemRoot ?? 'C:\\Windows', 'System32', 'tar.exe') : 'tar'
}
