import type { ReadyLine } from './ready-line.ts'

/** The ready line for people. */
export const readableSummary = (ready: ReadyLine): string => {
  const { endpoints } = ready
  return [
    'The practice cloud is ready. Nothing here reaches Microsoft.',
    '',
    `  Sign-in pages  ${endpoints.signIn}/devicelogin`,
    `  Entra ID       ${endpoints.login}`,
    `  ARM            ${endpoints.arm}`,
    `  Azure Maps     ${endpoints.maps}`,
    `  GeoCatalog     ${endpoints.geocatalog}`,
    `  Key Vault      ${endpoints.vault}`,
    ...ready.storageAccounts.map(({ endpoint }) => `  Blob storage   ${endpoint}`),
    `  Identity       ${endpoints.imds}  (managed identities, plain http)`,
    `  Admin          ${ready.admin.url}`,
    `  CA certificate ${ready.caFile}`,
    '',
    `People, their passwords and authenticator codes (${String(ready.tenants.length)} tenants):`,
    ...ready.users.map(
      (user) =>
        `  ${user.userPrincipalName}  ${user.password}  ${user.mfaCode}  (${String(user.tenants.length)} tenants)`
    ),
    '',
    'Use --json for tenants, applications and keys. Press Ctrl+C to stop.'
  ].join('\n')
}
