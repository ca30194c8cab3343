/** How one AADSTS code is told: the OAuth `error`, the text after the number, and what differs from a plain 400. */
export interface ErrorEntry {
  error: string
  text: string
  status?: 401 | 429 | 503
  suberror?: string
  /** What the next sign-in must ask for, as JSON text. */
  claims?: string
  /** Reports of real answers show no `error_uri`. */
  unlinked?: true
  /** Nothing is known of what Entra ID says in this case. */
  guessed?: true
}
