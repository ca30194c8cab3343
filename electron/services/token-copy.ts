import type { CopyForm, Target, TokenSummary } from '#contract/model'
import type { Cloud } from '../knowledge/clouds.ts'

/** What a copied form holds, and how the receipt names it. */
export interface CopyText {
  what: string
  text: string
}

/**
 * The token in the form that the person pastes. The curl command is one line with double quotes only, so that it works
 * in bash, zsh, cmd.exe and PowerShell (where bare `curl` is another program).
 */
export function copyText(
  form: CopyForm,
  token: string,
  about: { summary: TokenSummary; cloud: Cloud; targets: Target[]; platform: string }
): CopyText {
  const header = `Authorization: Bearer ${token}`
  switch (form) {
    case 'token':
      return { what: `Token for ${about.summary.resourceLabel}`, text: token }
    case 'authorization-header':
      return { what: 'Authorization header', text: header }
    case 'curl': {
      const curl = about.platform === 'win32' ? 'curl.exe' : 'curl'
      const { url, headers } = curlTarget(about.summary, about.cloud, about.targets)
      const quoted = [header, ...headers].map((text) => `-H "${text}"`)
      return { what: 'curl command', text: [curl, '-i', ...quoted, `"${url}"`].join(' ') }
    }
  }
}

function curlTarget(summary: TokenSummary, cloud: Cloud, targets: Target[]): { url: string; headers: string[] } {
  const maps = targets.find((target) => target.kind === 'maps')
  const geoCatalog = targets.find((target) => target.kind === 'geocatalog')
  switch (summary.resource) {
    case 'maps':
      return {
        url: `${maps?.endpoint ?? cloud.mapsEndpoints[0] ?? ''}/map/copyright/caption/json?api-version=2024-04-01`,
        headers: [`x-ms-client-id: ${maps?.mapsClientId ?? 'Client ID of the Azure Maps account'}`]
      }
    case 'geocatalog':
      return { url: `${geoCatalog?.endpoint ?? cloud.geoCatalogExample}/stac?api-version=2026-04-15`, headers: [] }
    case 'graph':
      return { url: cloud.graphScope.replace('.default', 'v1.0/me'), headers: [] }
    case 'arm':
      return { url: `${cloud.arm}/tenants?api-version=2022-12-01`, headers: [] }
    case 'key-vault':
      return {
        url: `${cloud.keyVaultScope.replace('https://', 'https://name-of-the-vault.').replace('/.default', '')}/secrets?api-version=7.4`,
        headers: []
      }
    case 'other':
      // Never to a service that the token is not for.
      return { url: 'https://address-of-the-service.invalid/', headers: [] }
  }
}
