import { describe, expect, it } from 'vitest'
import { failureMessage } from '#contract/failure-message'
import { failures } from '../../fakes/failures.ts'

describe('failureMessage', () => {
  it.each(Object.values(failures).map((failure) => [failure.code, failure] as const))(
    'says what happened, what to do and who must do it: %s',
    (_code, failure) => {
      const message = failureMessage(failure)
      expect(message.title).toMatch(/^[A-Z“0-9a-z].+[.:”]$/s)
      expect(message.whatToDo).toMatch(/^[A-Z].+\.$/s)
      expect(message.whoActs).not.toBe('')
      const words = `${message.title} ${message.whatToDo} ${message.whoActs}`
      expect(words).not.toMatch(/!|[Oo]ops|\bundefined\b|\bnull\b|\bNaN\b|\[object/)
    }
  )

  it('gives each code a sentence of its own', () => {
    const titles = Object.values(failures).map((failure) => failureMessage(failure).title)
    expect(new Set(titles).size).toBe(titles.length)
  })

  it('keeps every code of Entra ID to copy', () => {
    expect(failureMessage(failures['client-secret-wrong']).evidence).toBe(
      'AADSTS7000215 · invalid_client · Correlation ID: 8f0c5f5a-3d53-4e0e-9b0b-1f2a3c4d5e6f · ' +
        'Trace ID: b7a1f0de-52b4-4f77-8a55-0c7d11e90200 · Timestamp: 2026-03-04 09:15:00Z'
    )
  })

  it('has no evidence where Entra ID printed none', () => {
    const silent = { aadsts: null, error: '', correlationId: null, traceId: null, timestamp: null }
    expect(failureMessage({ code: 'blocked-by-policy', block: 'policy', evidence: silent }).evidence).toBeNull()
  })

  it('says which way the clock is off', () => {
    expect(failureMessage({ code: 'clock-wrong', offsetSeconds: -86_400 }).title).toBe(
      'The clock of this computer is 24 hours behind.'
    )
    expect(failureMessage({ code: 'clock-wrong', offsetSeconds: 600 }).title).toBe(
      'The clock of this computer is 10 minutes ahead.'
    )
  })

  it('sends a 401 to the person and a 403 to the owner', () => {
    const host = 'atlas.microsoft.com'
    expect(failureMessage({ code: 'access-refused', host, status: 401, errorCode: null }).whoActs).toBe('You')
    expect(failureMessage({ code: 'access-refused', host, status: 403, errorCode: null }).whoActs).toMatch(/owner/i)
  })

  it('promises no memory-only mode where a vault waits for its keychain', () => {
    const { title, whatToDo } = failureMessage({ code: 'keychain-unavailable' })
    expect(title).toContain('the vault stays closed')
    expect(whatToDo).toMatch(/try again\. Nothing was lost\.$/)
    expect(whatToDo).not.toContain('memory')
  })

  it('names the way out where the key is gone for good, also to a terminal, which has no such command', () => {
    expect(failureMessage({ code: 'vault-key-lost' }).whatToDo).toContain('choose Begin a new vault… in the window')
  })
})
