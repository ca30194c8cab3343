import type { Page } from 'playwright'
import { goTo } from './frame.ts'

/** One answer of the access test as the window's table shows it. */
export interface MatrixLine {
  credential: string
  check: string
  /** Whether the window says that this credential must be refused. */
  isControl: boolean
  status: number | null
  verdict: 'works' | 'refused' | 'no-answer'
  /** Icon's word: the verdict, and whether it is as it should be. */
  word: string
}

/** Runs the access test on a target by its name and waits for the last answer. */
export async function runAccessTest(page: Page, service: 'Azure Maps' | 'GeoCatalog', target: string): Promise<string> {
  await goTo(page, 'Test access')
  await page.getByLabel('Target').selectOption({ label: `${service} · ${target}` })
  await page.getByRole('button', { name: /^Run (test|again)$/ }).click()
  return page.getByTestId('access-summary').innerText()
}

/** Every cell of the matrix, read from the table. */
export async function readMatrix(page: Page): Promise<MatrixLine[]> {
  const grid = page.getByRole('grid', { name: 'Access test' })
  const table = await grid.evaluate((element) => {
    const lines = (cell: Element): string[] => (cell as HTMLElement).innerText.split('\n').map((line) => line.trim())
    const [head, ...body] = [...element.querySelectorAll('tr')]
    return {
      credentials: [...(head?.children ?? [])].slice(1).map(lines),
      rows: body.map((row) => ({
        check: row.firstElementChild?.textContent.trim() ?? '',
        cells: [...row.children].slice(1).map(lines)
      }))
    }
  })
  return table.rows.flatMap(({ check, cells }) =>
    cells.map(([word = '', figures = ''], index): MatrixLine => {
      const [credential = '', remark] = table.credentials[index] ?? []
      const status = /^\d{3}\b/.exec(figures)?.[0]
      return {
        credential,
        check,
        isControl: remark === 'must be refused',
        status: status === undefined ? null : Number(status),
        verdict: word.startsWith('works') ? 'works' : word.includes('refused') ? 'refused' : 'no-answer',
        word
      }
    })
  )
}

/** Selects a cell and reads what it means and who must act. */
export async function readDetail(page: Page, check: string, credential: string): Promise<string> {
  const grid = page.getByRole('grid', { name: 'Access test' })
  const names = await grid.getByRole('columnheader').evaluateAll((all) => all.map((one) => one.getAttribute('title')))
  const row = grid.getByRole('row').filter({ has: page.getByRole('rowheader', { name: check, exact: true }) })
  await row
    .getByRole('gridcell')
    .nth(names.indexOf(credential) - 1)
    .click()
  return page.getByRole('region', { name: 'Answer in detail' }).innerText()
}
