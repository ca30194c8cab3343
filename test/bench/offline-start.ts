import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CommandLine } from '../contract/command-line.ts'
import { startApp } from '../support/app.ts'
import { Practice } from '../support/practice.ts'
import { choosePracticeCloud, goTo } from '../support/screens/frame.ts'
import { readTokens } from '../support/screens/tokens.ts'
import { percentile, repeat } from './measure.ts'

/** From launch to the list of tokens on the screen, with a stored token and nothing to talk to; the median of so many starts. */
export async function offlineStartMs(starts: number): Promise<number> {
  const home = await mkdtemp(join(tmpdir(), 'graticule-bench-'))
  try {
    await signInOnce(home)
    const took = await repeat(starts, async () => {
      const started = performance.now()
      const running = await startApp(home)
      await goTo(running.page, 'Tokens')
      if ((await readTokens(running.page)).length !== 1) throw new Error('The token is not listed')
      const ready = performance.now() - started
      await running.close()
      return ready
    })
    return percentile(took, 0.5)
  } finally {
    await rm(home, { recursive: true, force: true })
  }
}

/** Leaves an application with a token in the vault, and no practice cloud. */
async function signInOnce(home: string): Promise<void> {
  const practice = await Practice.start(home)
  try {
    const [, daemon] = practice.ready.apps
    if (daemon === undefined) throw new Error('The practice cloud has no application')
    const running = await startApp(home)
    await choosePracticeCloud(running.page)
    await running.close()
    const { tenantId, clientId, secret } = daemon
    const command = ['--cloud', 'practice', '--method', 'client-secret', '--tenant', tenantId, '--client-id', clientId]
    const cli = new CommandLine(home)
    const ends = [
      await cli.run(['sign-in', ...command], `${secret}\n`),
      await cli.run(['token', '--cloud', 'practice', '--resource', 'maps'])
    ]
    for (const { code, err } of ends) if (code !== 0) throw new Error(err)
  } finally {
    await practice.stop()
  }
}
