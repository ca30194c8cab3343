import { describe, expect, it } from 'vitest'
import type { AccessCell } from '#contract/model'
import { cellLook, matrixSummary } from '../../../renderer/lib/matrix-cell.ts'

const cell = (verdict: AccessCell['verdict'], expected: AccessCell['expected']): AccessCell => ({
  credentialId: 'credential',
  checkId: 'check',
  verdict,
  expected,
  httpStatus: 200,
  latencyMs: 84,
  reason: 'A reason.',
  whoActs: null,
  errorCode: null,
  correlationId: null
})

describe('cellLook', () => {
  it.each([
    ['works', 'works', 'works', 'works'],
    ['refused', 'refused', 'works', 'rightly refused'],
    ['refused', 'works', 'refused', 'refused'],
    ['works', 'refused', 'needs-you', 'works, but should be refused'],
    ['no-answer', 'works', 'unknown', 'no verdict'],
    ['no-answer', 'refused', 'unknown', 'no verdict']
  ] as const)('draws %s where %s was expected as %s', (verdict, expected, tone, word) => {
    expect(cellLook(cell(verdict, expected))).toEqual({ tone, word })
  })

  it('tells no answer at all from one that says nothing about access', () => {
    const silent = { ...cell('no-answer', 'works'), httpStatus: null }
    expect(cellLook(silent)).toEqual({ tone: 'unknown', word: 'no answer' })
  })
})

describe('matrixSummary', () => {
  it('counts a missing answer neither as right nor as wrong', () => {
    const cells = [cell('works', 'works'), cell('refused', 'works'), cell('no-answer', 'works')]
    expect(matrixSummary(cells, 4)).toBe('1 of 4 as expected, 1 refused, 1 without a verdict')
    expect(matrixSummary([cell('works', 'refused')], 1)).toBe('0 of 1 as expected, 1 open that should be refused')
    expect(matrixSummary([cell('refused', 'refused')], 1)).toBe('1 of 1 as expected')
  })
})
