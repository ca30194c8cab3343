import type { Browser, Clock, Vault } from '../../services/ports.ts'
import type { Http } from '../http/http.ts'

/** What the sign-ins and the tokens of Entra ID are built from. */
export interface EntraParts {
  http: Http
  vault: Vault
  clock: Clock
  browser: Browser
  /** How long the browser may take to come back; 300 where left out. */
  browserTimeoutSeconds?: number
  /** What hosts tell programs about their identities; that of the process where left out. */
  environment?: NodeJS.ProcessEnv
}
