import { setTimeout as after } from 'node:timers/promises'
import type { PracticeRequest } from '#contract/model'
import { AppFailure } from '../../services/app-failure.ts'
import type { PracticeContext } from '../context.ts'
import { printResult, table } from '../output.ts'
import { clockTime } from '../times.ts'

/** How often the log is read anew. */
const pauseMs = 500

function line({ number, at, service, method, path, status, injected }: PracticeRequest): string {
  const time = clockTime(at)
  const answer = status === 0 ? 'no answer' : String(status)
  const weather = injected.length === 0 ? '' : `  (weather: ${injected.join(', ')})`
  return `${String(number).padStart(5)}  ${time}  ${service.padEnd(10)}  ${method.padEnd(7)} ${path}  ${answer}${weather}`
}

/** Ends after a while with true, or with false when the command is to end. */
async function pause(signal: AbortSignal): Promise<boolean> {
  try {
    await after(pauseMs, undefined, { signal })
    return true
  } catch {
    return false
  }
}

/** `practice requests`: what the practice cloud was asked; with `follow` until Ctrl+C or its end. */
export async function listRequests(
  { cloud, output, asJson, signal }: PracticeContext,
  { follow = false, after: first = 0 }: { follow?: boolean; after?: number }
): Promise<void> {
  const requests = await cloud.listRequests({ after: first })
  if (!follow) {
    printResult(output, asJson, requests, requests.map(line))
    return
  }
  let newest = first
  const print = (more: PracticeRequest[]): void => {
    for (const request of more) {
      output.out(`${asJson ? JSON.stringify(request) : line(request)}\n`)
      newest = request.number
    }
  }
  print(requests)
  while (await pause(signal)) {
    try {
      print(await cloud.listRequests({ after: newest }))
    } catch (error) {
      if (error instanceof AppFailure && error.failure.code === 'practice-cloud-stopped') return
      throw error
    }
  }
}

/** `practice people`: who lives in it. */
export async function listPeople({ cloud, output, asJson }: PracticeContext): Promise<void> {
  const people = await cloud.listPeople()
  const rows = people.map(({ userPrincipalName, displayName, enabled, tenants }) => [
    userPrincipalName,
    displayName,
    tenants.map(({ name, kind }) => (kind === 'guest' ? `${name} (guest)` : name)).join(', '),
    enabled ? '' : 'disabled'
  ])
  printResult(output, asJson, people, table([['Name', 'Display name', 'Directories (tenants)', ''], ...rows]))
}
