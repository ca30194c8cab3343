/** Something the command palette can do. */
export interface Command {
  commandId: string
  group: 'Screens' | 'Actions' | 'Profiles' | 'Accounts' | 'Tenants'
  label: string
  /** Further words it is found by. */
  keywords: string[]
  run: () => void
}

/** The groups in the order in which the palette shows them. */
export const commandGroups = ['Screens', 'Actions', 'Profiles', 'Accounts', 'Tenants'] as const
