import * as v from 'valibot'
import type { Failure } from '#contract/failure'
import { AppFailure, ClaimsChallenge } from '../../services/app-failure.ts'
import type { ListedTenant, ResourceManager } from '../../services/ports.ts'
import { readPayload } from '../entra/token-payload.ts'
import { readClaimsChallenge } from '../http/claims-challenge.ts'
import type { Http, HttpAnswer } from '../http/http.ts'
import { notUnderstood, readJsonObject } from '../http/json-answer.ts'

const text = v.optional(v.nullable(v.string()))
const tenantSchema = v.object({ tenantId: v.string(), displayName: text, defaultDomain: text })
const pageSchema = v.object({ value: v.array(v.unknown()), nextLink: text })

/** More pages than any person has tenants; ends a `nextLink` that leads in a circle. */
const mostPages = 200

/** Azure Resource Manager over `Http`. */
export function createArm(http: Http): ResourceManager {
  return {
    listTenants: async ({ cloud, accessToken, signal }) => {
      const tenants: ListedTenant[] = []
      // `tenantCategory` says Home of guests too; the caller's own tenant is the one that the token is from.
      const homeTenantId = readPayload(accessToken).tenantId
      let url: string | null = `${cloud.arm}/tenants?api-version=2022-12-01`
      for (let pages = 0; url !== null && pages < mostPages; pages += 1) {
        const headers = { accept: 'application/json', authorization: `Bearer ${accessToken}` }
        const answer: HttpAnswer = await http.send({ cloud, url, method: 'GET', headers, signal })
        const { value, nextLink } = readPage(answer)
        tenants.push(...value.flatMap((item) => readTenant(item, homeTenantId)))
        // A token goes to Resource Manager only, whatever a page says.
        url = nextLink?.startsWith(`${cloud.arm}/`) === true ? nextLink : null
      }
      return tenants
    }
  }
}

function readPage(answer: HttpAnswer): v.InferOutput<typeof pageSchema> {
  const { host, status } = answer
  const body = readJsonObject(answer)
  if (status === 401 || status === 403) {
    const parsed = v.safeParse(v.object({ error: v.object({ code: v.string() }) }), body)
    const errorCode = parsed.success ? parsed.output.error.code : null
    const claims = readClaimsChallenge(answer)
    const failure: Failure = { code: 'access-refused', host, status, errorCode }
    throw claims === null ? new AppFailure(failure) : new ClaimsChallenge(failure, claims)
  }
  const page = v.safeParse(pageSchema, body)
  if (status !== 200 || !page.success) throw notUnderstood(answer)
  return page.output
}

function readTenant(item: unknown, homeTenantId: string | null): ListedTenant[] {
  const parsed = v.safeParse(tenantSchema, item)
  if (!parsed.success) return []
  const { tenantId, displayName, defaultDomain } = parsed.output
  const name = [displayName, defaultDomain].find((candidate) => candidate != null && candidate.trim() !== '')
  return [
    {
      tenantId,
      displayName: name ?? tenantId,
      defaultDomain: defaultDomain ?? null,
      isHome: tenantId === homeTenantId
    }
  ]
}
