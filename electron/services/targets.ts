import type { GeoCatalogTarget, MapsTarget, Profile, Target } from '#contract/model'
import { sharedKeyId } from '#contract/profile'
import { AppFailure } from './app-failure.ts'
import { parseEndpoint } from './endpoint.ts'
import { cleanName, parseGuid, parseRequired } from './input.ts'
import type { Ids, Vault } from './ports.ts'
import type { Settings } from './settings.ts'
import { toStoredTarget } from './stored-target.ts'

/** Which of an Azure Maps account's two access keys. */
export type KeyName = 'primary' | 'secondary'

const longestLabel = 120
const longestKey = 256

/** The Azure Maps accounts and GeoCatalogs that the person tests; access keys live in the vault. */
export class Targets {
  readonly #vault: Vault
  readonly #settings: Settings
  readonly #ids: Ids
  readonly #changed: () => void

  constructor(parts: { vault: Vault; settings: Settings; ids: Ids; changed: () => void }) {
    this.#vault = parts.vault
    this.#settings = parts.settings
    this.#ids = parts.ids
    this.#changed = parts.changed
  }

  /** Targets of the profile in use, by label. */
  list(): Target[] {
    const profileId = this.#settings.profile()?.profileId
    return this.everywhere().filter((target) => target.profileId === profileId)
  }

  /** Targets of all profiles, by label. */
  everywhere(): Target[] {
    return this.#vault.index
      .list('target')
      .map(({ id, value }) => toStoredTarget(id, value))
      .filter((target) => target !== null)
      .sort((a, b) => a.label.localeCompare(b.label))
  }

  /** A target to send credentials to: its endpoint is checked again, for the index that holds it is not sealed. */
  get(targetId: string): Target {
    const target = this.#find(targetId)
    this.#parseEndpoint(target.kind, target.endpoint)
    if (target.kind === 'maps') parseGuid('maps-client-id', target.mapsClientId)
    return target
  }

  /** The targets that `get` would give. */
  usable(): Target[] {
    return this.list().filter(({ targetId }) => {
      try {
        return this.get(targetId)
      } catch {
        return false
      }
    })
  }

  /** A stored access key, or null where none is stored. */
  async key(targetId: string, name: KeyName): Promise<string | null> {
    return this.#vault.read('shared-key', sharedKeyId(this.#find(targetId), name))
  }

  async saveMaps(request: {
    targetId: string | null
    label: string
    endpoint: string
    mapsClientId: string
    primaryKey: string | null
    secondaryKey: string | null
  }): Promise<MapsTarget> {
    const { place, label, endpoint } = this.#parse('maps', request)
    const mapsClientId = parseGuid('maps-client-id', request.mapsClientId)
    const primaryKey = parseKey(request.primaryKey)
    const secondaryKey = parseKey(request.secondaryKey)
    const before = request.targetId === null ? null : this.#find(request.targetId)
    const targetId = before?.targetId ?? this.#ids.next()
    const known = before?.kind === 'maps' ? before : null
    const own = { targetId, ...place }
    const target: MapsTarget = {
      ...own,
      kind: 'maps',
      label,
      endpoint,
      mapsClientId,
      primaryKeyLastFour: await this.#storeKey(own, 'primary', primaryKey, known?.primaryKeyLastFour ?? null),
      secondaryKeyLastFour: await this.#storeKey(own, 'secondary', secondaryKey, known?.secondaryKeyLastFour ?? null)
    }
    await this.#vault.index.put('target', targetId, target)
    this.#changed()
    return target
  }

  async saveGeoCatalog(request: {
    targetId: string | null
    label: string
    endpoint: string
  }): Promise<GeoCatalogTarget> {
    const { place, label, endpoint } = this.#parse('geocatalog', request)
    const targetId = request.targetId === null ? this.#ids.next() : this.#find(request.targetId).targetId
    const target: GeoCatalogTarget = { targetId, ...place, kind: 'geocatalog', label, endpoint }
    await this.#vault.index.put('target', targetId, target)
    this.#changed()
    return target
  }

  /** Removes the target and its keys. */
  async remove(targetId: string): Promise<void> {
    await this.#remove(this.#find(targetId))
  }

  /** Removes what a profile has. */
  async removeAll(profileId: string): Promise<void> {
    for (const target of this.everywhere()) if (target.profileId === profileId) await this.#remove(target)
  }

  async #remove(target: Target): Promise<void> {
    for (const name of ['primary', 'secondary'] as const)
      await this.#vault.remove('shared-key', sharedKeyId(target, name))
    await this.#vault.index.remove('target', target.targetId)
    this.#changed()
  }

  #parse(
    service: 'maps' | 'geocatalog',
    typed: { label: string; endpoint: string }
  ): { place: Pick<Profile, 'profileId' | 'cloud'>; label: string; endpoint: string } {
    const { profileId, cloud } = this.#settings.requireProfile()
    const label = parseRequired('label', cleanName(typed.label))
    if (label.length > longestLabel)
      throw new AppFailure({ code: 'input-too-long', field: 'label', limit: longestLabel })
    const endpoint = this.#parseEndpoint(service, parseRequired('endpoint', typed.endpoint))
    return { place: { profileId, cloud }, label, endpoint }
  }

  #parseEndpoint(service: 'maps' | 'geocatalog', typed: string): string {
    const cloud = this.#settings.cloud()
    return parseEndpoint(service, typed, cloud, this.#settings.otherClouds(cloud))
  }

  #find(targetId: string): Target {
    const target = this.list().find((candidate) => candidate.targetId === targetId)
    if (target === undefined) throw new AppFailure({ code: 'not-found', what: 'target' })
    return target
  }

  async #storeKey(
    target: Pick<Target, 'targetId' | 'profileId'>,
    name: KeyName,
    key: string | null,
    lastFour: string | null
  ): Promise<string | null> {
    if (key === null) return lastFour
    const id = sharedKeyId(target, name)
    if (key === '') {
      await this.#vault.remove('shared-key', id)
      return null
    }
    await this.#vault.write('shared-key', id, key)
    return key.slice(-4)
  }
}

function parseKey(typed: string | null): string | null {
  const key = typed?.trim() ?? null
  if (key !== null && key.length > longestKey) {
    throw new AppFailure({ code: 'input-too-long', field: 'key', limit: longestKey })
  }
  return key
}
