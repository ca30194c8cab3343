/** How many tests of a suite passed, failed and were skipped. */
export interface Count {
  passed: number
  failed: number
  skipped: number
}

/** A suite that could not run at all counts as one failure. */
export const couldNotRun: Count = { passed: 0, failed: 1, skipped: 0 }

/** The sum over all suites. */
export function sum(counts: readonly Count[]): Count {
  return counts.reduce(
    (total, { passed, failed, skipped }) => ({
      passed: total.passed + passed,
      failed: total.failed + failed,
      skipped: total.skipped + skipped
    }),
    { passed: 0, failed: 0, skipped: 0 }
  )
}

/** The line that `npm test` ends with. */
export function countLine({ passed, failed, skipped }: Count): string {
  const line = `${passed.toString()} passed, ${failed.toString()} failed`
  return skipped === 0 ? line : `${line}, ${skipped.toString()} skipped`
}

/** Counts what Vitest's JSON report says; a file that could not be loaded holds no test and counts as one failure. */
export function countVitest(report: VitestReport): Count {
  const unloadable = report.testResults.filter(({ status, assertionResults }) => {
    return status === 'failed' && !assertionResults.some((each) => each.status === 'failed')
  })
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + unloadable.length,
    skipped: report.numPendingTests + report.numTodoTests
  }
}

/** The part of Vitest's JSON report that is counted. */
export interface VitestReport {
  numPassedTests: number
  numFailedTests: number
  numPendingTests: number
  numTodoTests: number
  testResults: { status: string; assertionResults: { status: string }[] }[]
}

/** Counts what Playwright's JSON report says; a flaky test is a failed one. */
export function countPlaywright({ stats, errors }: PlaywrightReport): Count {
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky + errors.length, skipped: stats.skipped }
}

/** The part of Playwright's JSON report that is counted. */
export interface PlaywrightReport {
  stats: { expected: number; unexpected: number; flaky: number; skipped: number }
  errors: unknown[]
}
