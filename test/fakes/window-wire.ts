import { FakeWire } from './wire.ts'
import type { WireSwitches } from './wire-switches.ts'

// A page served with this script before its own reads the switches from its address: ?vault=locked&tenants=many
const switches: Record<string, unknown> = Object.fromEntries(new URLSearchParams(location.search))
if (switches.cloud === 'none') switches.cloud = null
if ('offline' in switches) switches.offline = switches.offline === 'true'
if ('stepMs' in switches) switches.stepMs = Number(switches.stepMs)
Object.assign(window, { graticule: new FakeWire(switches as Partial<WireSwitches>) })
