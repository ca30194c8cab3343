import { copyFile, mkdir, readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { runChild } from '../child.ts'
import { root } from '../paths.ts'
import { runTask, Sentence } from '../sentence.ts'

/** The demo's pictures that the documents show, without the number that the demo puts before each name. */
const wanted = [
  'choose-a-cloud',
  'device-code',
  'tenants',
  'claims',
  'keys',
  'access-why-refused',
  'access-azure-maps-dark',
  'practice-people',
  'practice-weather',
  'practice-refused',
  'practice-requests',
  'vault',
  'profiles',
  'offline-refused'
]
const mostBytes = 200_000

await runTask(async () => {
  const { code } = await runChild(process.execPath, [join(root, 'build', 'tasks', 'demo.ts')])
  if (code !== 0) throw new Sentence('The demo failed, so the pictures in docs/pictures were left as they are.')
  const from = join(root, 'out', 'demo')
  const to = join(root, 'docs', 'pictures')
  const taken = await readdir(from)
  const pictures = wanted.map((name) => ({
    name,
    file: taken.find((file) => file.replace(/^\d+-/, '') === `${name}.png`)
  }))
  await mkdir(to, { recursive: true })
  for (const { name, file } of pictures) {
    if (file === undefined) throw new Sentence(`The demo took no picture named ${name}.`)
    const { size } = await stat(join(from, file))
    if (size > mostBytes) throw new Sentence(`The picture ${name} is larger than ${String(mostBytes / 1000)} kB.`)
    await copyFile(join(from, file), join(to, `${name}.png`))
  }
  process.stderr.write(
    `${String(pictures.length)} pictures are in docs/pictures now; look at them before you commit.\n`
  )
  return 0
})
