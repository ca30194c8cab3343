import { describe, expect, it } from 'vitest'
import { countLine, countPlaywright, countVitest, sum } from '../../../build/suites/count.ts'

describe('the count', () => {
  it('is summed over the suites', () => {
    const total = sum([
      { passed: 3, failed: 1, skipped: 0 },
      { passed: 2, failed: 0, skipped: 4 }
    ])
    expect(total).toEqual({ passed: 5, failed: 1, skipped: 4 })
  })

  it('is one line, with skipped tests only where there are some', () => {
    expect(countLine({ passed: 5, failed: 0, skipped: 0 })).toBe('5 passed, 0 failed')
    expect(countLine({ passed: 5, failed: 1, skipped: 2 })).toBe('5 passed, 1 failed, 2 skipped')
  })

  it('takes a test file that does not load for one failure', () => {
    const report = {
      ...{ numPassedTests: 4, numFailedTests: 1, numPendingTests: 1, numTodoTests: 1 },
      testResults: [
        { status: 'failed', assertionResults: [] },
        { status: 'failed', assertionResults: [{ status: 'failed' }, { status: 'passed' }] },
        { status: 'passed', assertionResults: [{ status: 'passed' }] }
      ]
    }
    expect(countVitest(report)).toEqual({ passed: 4, failed: 2, skipped: 2 })
  })

  it('takes a flaky test for a failed one', () => {
    const report = { stats: { expected: 7, unexpected: 1, flaky: 2, skipped: 1 }, errors: [new Error('no such file')] }
    expect(countPlaywright(report)).toEqual({ passed: 7, failed: 4, skipped: 1 })
  })
})
