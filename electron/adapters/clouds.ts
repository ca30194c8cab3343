import { statSync } from 'node:fs'
import { azureClouds, type Cloud } from '../knowledge/clouds.ts'
import type { Clouds } from '../services/ports.ts'
import { readDescription } from './practice/description.ts'
import { practiceCloud } from './practice/practice-cloud.ts'

/** Azure's clouds and, while its description file is there, the practice cloud; the file is read again when it changed. */
export function createClouds(practiceFile: string): Clouds {
  let seen: { stamp: string; cloud: Cloud | null } = { stamp: '', cloud: null }
  const practice = (): Cloud | null => {
    const stamp = stampOf(practiceFile)
    if (stamp !== seen.stamp) {
      const description = stamp === '' ? null : readDescription(practiceFile)
      seen = { stamp, cloud: description === null ? null : practiceCloud(description) }
    }
    return seen.cloud
  }
  const list = (): Cloud[] => {
    const known = practice()
    return known === null ? Object.values(azureClouds) : [...Object.values(azureClouds), known]
  }
  return { get: (name) => list().find((cloud) => cloud.name === name) ?? null, list }
}

function stampOf(path: string): string {
  const found = statSync(path, { throwIfNoEntry: false })
  return found === undefined ? '' : `${String(found.mtimeMs)}.${String(found.size)}.${String(found.ino)}`
}
