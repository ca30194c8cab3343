import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** How a command of the Azure CLI ended. */
export interface AzAnswer {
  code: number | null
  out: string
  err: string
}

/** The Azure CLI of the distribution in a throw-away home; the CA bundle is all that it is told. */
export class AzureCli {
  readonly home: string
  readonly #env: Record<string, string>

  constructor(caFile: string, more: Record<string, string> = {}) {
    this.home = more.HOME ?? mkdtempSync(join(tmpdir(), 'az-'))
    this.#env = { PATH: '/usr/bin:/bin', HOME: this.home, REQUESTS_CA_BUNDLE: caFile, ...more }
  }

  /** The same home, with the fault of Debian's package mended that debian-mend/ tells of. */
  mended(): AzureCli {
    return new AzureCli(this.#env.REQUESTS_CA_BUNDLE ?? '', {
      ...this.#env,
      PYTHONPATH: join(import.meta.dirname, 'debian-mend')
    })
  }

  /** Runs one command; `onError` hears what it writes on standard error while it runs. */
  async run(args: readonly string[], onError: (text: string) => void = () => undefined): Promise<AzAnswer> {
    const child = spawn('az', args, { env: this.#env, stdio: ['ignore', 'pipe', 'pipe'] })
    let out = ''
    let err = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text))
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      err += text
      onError(text)
    })
    const [code] = (await once(child, 'close')) as [number | null]
    return { code, out, err }
  }

  /** What a command that has to work prints, read as JSON. */
  async json(...args: string[]): Promise<unknown> {
    const { code, out, err } = await this.run([...args, '--output', 'json'])
    if (code !== 0) throw new Error(`az ${args.join(' ')} ended with ${String(code)}: ${err}`)
    return JSON.parse(out) as unknown
  }

  /** What a command that has to fail says. */
  async refused(...args: string[]): Promise<string> {
    const { code, out, err } = await this.run(args)
    if (code === 0) throw new Error(`az ${args.join(' ')} worked: ${out}`)
    return err
  }

  /** A file of its home, for `@file`: what stands in an argument, every user of a machine can read. */
  file(name: string, text: string): string {
    const path = join(this.home, name)
    writeFileSync(path, text, { mode: 0o600 })
    return path
  }
}
