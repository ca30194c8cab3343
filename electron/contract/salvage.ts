/** An entry of the vault that could not be read. */
export interface LostEntry {
  kind: string
  /** What people call its kind, such as `stored sign-in`. */
  label: string
  /** Name of the account or target; null where the lists do not know it. */
  whose: string | null
}

/** What was brought over from a damaged vault. */
export interface Salvage {
  broughtOver: number
  lost: LostEntry[]
  /** Entries of the lists that are gone, so that nobody knows what they stood for; null where their number is not known. */
  lostNames: number | null
}
