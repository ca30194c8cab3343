/** An Azure cloud, or the practice cloud on this computer; the key of everything that is stored. */
export type CloudName = 'public' | 'usgov' | 'china' | 'practice'

/** A cloud as the person picks it. */
export interface CloudChoice {
  cloud: CloudName
  label: string
  /** Host of the sign-in service; for the practice cloud only while its description is known. */
  signInHost: string | null
  /** Where Azure Maps answers in this cloud; null where it is not offered. */
  mapsEndpoint: string | null
}
