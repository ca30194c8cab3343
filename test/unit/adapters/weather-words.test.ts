import { describe, expect, it } from 'vitest'
import { conditionText, effectText } from '../../../electron/adapters/practice/weather-words.ts'

describe('the weather of the practice cloud in words', () => {
  it.each([
    [{ kind: 'aadsts', code: 53003 }, 'AADSTS53003'],
    [{ kind: 'consent-missing' }, 'AADSTS65001'],
    [{ kind: 'status', status: 429 }, 'answers 429'],
    [{ kind: 'latency', ms: 90_000 }, '90 s slower'],
    [{ kind: 'role-delay', seconds: 600 }, 'roles 10 min late'],
    [{ kind: 'clock', offsetSeconds: -600 }, 'clock 10 min slow'],
    [{ kind: 'clock', offsetSeconds: 45 }, 'clock 45 s fast'],
    [{ kind: 'interception' }, 'unknown certificate'],
    [{ kind: 'some-new-one' }, 'some new one']
  ])('%o is “%s”', (doing, text) => {
    expect(effectText(doing)).toBe(text)
  })

  it('says whom it is about', () => {
    expect(conditionText('user', 'ann@contoso.com')).toBe('user: ann@contoso.com')
    expect(conditionText('flow', 'device-code')).toBe('flow: device code')
    expect(conditionText('app', 'survey-daemon')).toBe('application: survey-daemon')
  })
})
