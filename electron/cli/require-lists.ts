import { AppFailure } from '../services/app-failure.ts'
import type { Services } from '../services/compose.ts'

/** Throws why the vault is out of reach, if it is: its lists may be empty then, which does not mean that nobody is signed in. */
export function requireLists({ status }: Pick<Services, 'status'>): void {
  const { failure } = status.get().vault
  if (failure !== null) throw new AppFailure(failure)
}
