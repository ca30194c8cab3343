// Stands in for Electron's own default app, which the registry runtime lacks: `electron <folder>` opens that folder.
import { app } from 'electron'
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'

const given = process.argv.slice(1).find((argument) => !argument.startsWith('-'))
if (given === undefined) {
  console.error('Usage: electron <folder with a package.json>')
  app.exit(2)
} else {
  const folder = resolve(given)
  const {
    name,
    productName,
    version,
    main = 'index.js'
  } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  app.setName(productName ?? name)
  app.setVersion(version)
  app.setAppPath(folder)
  app.setDesktopName(`${name}.desktop`)
  // Awaited at the top level: Electron then holds back `ready` until the app has run its own first lines.
  await import(pathToFileURL(join(folder, main)).href)
}
