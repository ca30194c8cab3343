/** Something the command palette can do. */
export interface Command {
  commandId: string
  group: 'Screens' | 'Accounts' | 'Tenants' | 'Actions'
  label: string
  /** Further words it is found by. */
  keywords: string[]
  run: () => void
}

/** The groups in the order in which the palette shows them. */
export const commandGroups = ['Screens', 'Actions', 'Accounts', 'Tenants'] as const
