import type { Page } from 'playwright'

/** Texts of the page's memory that match, as a snapshot after a garbage collection has them: long ones cut at 1,024 characters. */
export async function searchHeap(page: Page, wanted: Pick<RegExp, 'test'>): Promise<string[]> {
  const session = await page.context().newCDPSession(page)
  const chunks: string[] = []
  session.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => chunks.push(chunk))
  await session.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false })
  await session.detach()
  const { strings } = JSON.parse(chunks.join('')) as { strings: string[] }
  return strings.filter((text) => wanted.test(text))
}
