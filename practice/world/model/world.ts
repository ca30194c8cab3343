import * as v from 'valibot'
import { applicationEntries } from './applications.ts'
import { list, words } from './common.ts'
import { directoryEntries } from './directory.ts'
import { geoCatalogSchema } from './geocatalogs.ts'
import { mapsAccountSchema } from './maps.ts'
import { resourceManagerEntries } from './resource-manager.ts'
import { storageAccountSchema } from './storage.ts'
import { keyVaultSchema } from './vaults.ts'

/** Everything that one practice cloud knows; the state file has this shape. */
export const worldSchema = v.strictObject({
  name: words,
  ...directoryEntries,
  ...applicationEntries,
  ...resourceManagerEntries,
  mapsAccounts: list(mapsAccountSchema),
  geoCatalogs: list(geoCatalogSchema),
  /** vaults[0] answers at the vault endpoint; each further one has a port of its own. */
  vaults: list(keyVaultSchema),
  storageAccounts: list(storageAccountSchema)
})
