import type { ArmRequest } from './arm-request.ts'

/** A request to an address that names no resource type. */
export type PlainRequest = Pick<ArmRequest, 'cloud' | 'c' | 'caller'>
