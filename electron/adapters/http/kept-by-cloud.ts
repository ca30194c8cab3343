import type { CloudName } from '#contract/model'
import type { Cloud } from '../../knowledge/clouds.ts'

/** Makes what a cloud's requests go through once for each cloud, and again when the cloud got another authority. */
export function keepByCloud<T>(make: (cloud: Cloud) => T, release: (old: T) => void): (cloud: Cloud) => T {
  const kept = new Map<CloudName, { caPem: string | null; made: T }>()
  return (cloud) => {
    const { name, caPem } = cloud
    const known = kept.get(name)
    if (known?.caPem === caPem) return known.made
    const made = make(cloud)
    kept.set(name, { caPem, made })
    if (known !== undefined) release(known.made)
    return made
  }
}
