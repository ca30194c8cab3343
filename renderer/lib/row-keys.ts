import type { Attachment } from 'svelte/attachments'

const steps: Record<string, (index: number, last: number) => number> = {
  ArrowDown: (index, last) => Math.min(last, index + 1),
  ArrowUp: (index) => Math.max(0, index - 1),
  Home: () => 0,
  End: (_index, last) => last
}

/** Makes the rows of a table one stop of the Tab key, with arrow keys, Home and End between them. */
export const rowKeys: Attachment<HTMLElement> = (table) => {
  const rows = (): HTMLElement[] => [...table.querySelectorAll<HTMLElement>('[data-row]')]
  const makeCurrent = (current: HTMLElement): void => {
    for (const row of rows()) row.tabIndex = row === current ? 0 : -1
  }
  const onKeydown = (event: KeyboardEvent): void => {
    const step = steps[event.key]
    const from = event.target
    if (step === undefined || !(from instanceof HTMLElement) || !from.matches('[data-row]')) return
    const all = rows()
    const next = all[step(all.indexOf(from), all.length - 1)]
    if (next === undefined) return
    event.preventDefault()
    next.focus()
  }
  const onFocus = (event: FocusEvent): void => {
    const row = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-row]') : null
    if (row !== null) makeCurrent(row)
  }
  const keepOneStop = (): void => {
    const all = rows()
    const current = all.find((row) => row.tabIndex === 0) ?? all[0]
    if (current !== undefined) makeCurrent(current)
  }
  keepOneStop()
  const observer = new MutationObserver(keepOneStop)
  observer.observe(table, { childList: true, subtree: true })
  table.addEventListener('keydown', onKeydown)
  table.addEventListener('focusin', onFocus)
  return () => {
    observer.disconnect()
    table.removeEventListener('keydown', onKeydown)
    table.removeEventListener('focusin', onFocus)
  }
}
