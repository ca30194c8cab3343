/** What the services need from outside; adapters implement it. */
export type * from './ports/time.ts'
export type * from './ports/vault.ts'
export type * from './ports/entra.ts'
export type * from './ports/certificates.ts'
export type * from './ports/azure.ts'
export type * from './ports/practice.ts'
export type * from './ports/desktop.ts'
