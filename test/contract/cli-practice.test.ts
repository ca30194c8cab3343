import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { at } from '../clients/practice-fixture.ts'
import { CommandLine, type Running } from './command-line.ts'

const example = join(import.meta.dirname, '../../docs/examples/bob.yaml')

let home = ''
let cli: CommandLine
let cloud: Running
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'graticule-practice-'))
  cli = new CommandLine(home)
  cloud = cli.start(['practice', 'start', '--state', example, '--json'], '', 180_000)
  await cloud.line('stdout', /^.+$/m)
})
afterAll(async () => {
  cloud.interrupt()
  await cloud.ended
  await rm(home, { recursive: true, force: true })
})

const json = async (...args: string[]): Promise<unknown> => {
  const { code, out } = await cli.run(['practice', ...args, '--json'])
  expect({ args, code }).toEqual({ args, code: 0 })
  return JSON.parse(out)
}

describe('the commands about a running practice cloud', () => {
  it('start with the weather and the people of the state file', async () => {
    expect(await json('weather', 'list')).toMatchObject([{ name: 'Conditional Access blocks device code' }])
    expect(await json('people')).toEqual([
      {
        userPrincipalName: 'bob@fabrikam.com',
        displayName: 'Bob Fry',
        enabled: true,
        tenants: [
          { name: 'Fabrikam', kind: 'member' },
          { name: 'Contoso', kind: 'guest' }
        ]
      }
    ])
    const catalogue = await cli.run(['practice', 'weather', 'catalogue'])
    expect(catalogue.out).toContain('maps-throttles [--seconds <number> (30)] [--user <user>]')
    expect(catalogue.out).toContain('host-unreachable --host <host>')
  })

  it('add, list and end weather', async () => {
    const added = await cli.run(['practice', 'weather', 'add', 'clock-wrong', '--minutes', '-10', '--times', '3'])
    expect(added).toMatchObject({ code: 0, err: '' })
    expect(added.out).toMatch(/^rule-2 +Clock is 10 minutes wrong +clock 10 min slow +3$/m)
    expect(await json('weather', 'clear', 'rule-2')).toMatchObject([{ ruleId: 'rule-1' }])
    expect(await cli.run(['practice', 'weather', 'clear'])).toMatchObject({ code: 0, out: 'No weather is on.\n' })
  })

  it('answer what the practice cloud refuses with 1 and its reason', async () => {
    const refused = [
      [['weather', 'add', 'maps-throttle'], 'Did you mean "maps-throttles"?'],
      [['weather', 'add', 'sessions-revoked', '--user', 'nobody@contoso.com'], 'There is no "nobody@contoso.com".'],
      [['weather', 'add', 'maps-throttles', '--host', 'x'], '"maps-throttles" does not take this'],
      [['weather', 'add', 'host-unreachable'], 'Which address it is about is needed.'],
      [['weather', 'clear', 'rule-77'], 'There is no weather rule “rule-77” here.'],
      [['check-state', join(home, 'no-such-file.yaml')], 'It does not exist.']
    ] as const
    const said = await Promise.all(refused.map(([args]) => cli.run(['practice', ...args])))
    for (const [index, [args, sentence]] of refused.entries()) {
      const { code, out, err } = at(said, index)
      expect({ args, code, out }).toEqual({ args, code: 1, out: '' })
      expect(err).toContain(sentence)
    }
  })

  it('answer wrong usage with 2', async () => {
    const wrong = [
      ['weather'],
      ['weather', 'add'],
      ['weather', 'add', 'maps-throttles', '--seconds', 'soon'],
      ['requests', '--after', 'yesterday'],
      ['start', '--world', 'mars'],
      ['start', '--world', 'large', '--state', example]
    ]
    const ended = await Promise.all(wrong.map((args) => cli.run(['practice', ...args])))
    expect(ended.map(({ code }) => code)).toEqual(wrong.map(() => 2))
  })

  it('print a world as a state file that is valid', async () => {
    const { code, out } = await cli.run(['practice', 'state', '--world', 'default'])
    expect(code).toBe(0)
    const file = join(home, 'world.yaml')
    await writeFile(file, out)
    const checked = await cli.run(['practice', 'check-state', file])
    expect(checked).toMatchObject({ code: 0, out: expect.stringMatching(/is valid: 3 tenants, \d+ people/) as string })
  })

  it('follow the requests while they come', async () => {
    const following = cli.start(['practice', 'requests', '--follow', '--json'])
    // Whatever asks is good enough: the sign-in page of this start.
    const { endpoints } = JSON.parse((await cloud.line('stdout', /^.+$/m))[0]) as { endpoints: { signIn: string } }
    await fetch(`${endpoints.signIn}/devicelogin`)
    const [line] = await following.line('stdout', /^.*"\/devicelogin".*$/m)
    expect(JSON.parse(line)).toMatchObject({ service: 'login', method: 'GET', status: 200, injected: [] })
    following.interrupt()
    expect((await following.ended).code).toBe(0)
  })

  it('stop it, and then say that none runs', async () => {
    expect(await cli.run(['practice', 'stop'])).toMatchObject({ code: 0 })
    expect((await cloud.ended).code).toBe(0)
    const commands = [['stop'], ['people'], ['weather', 'list'], ['requests']]
    for (const { code, err } of await Promise.all(commands.map((args) => cli.run(['practice', ...args])))) {
      expect(code).toBe(1)
      expect(err).toContain('The practice cloud is stopped.')
    }
  })
})
