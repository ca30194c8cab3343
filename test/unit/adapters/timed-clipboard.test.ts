import { describe, expect, it } from 'vitest'
import { createTimedClipboard } from '../../../electron/adapters/clipboard/timed-clipboard.ts'
import type { Clock } from '../../../electron/services/ports.ts'

/** A clipboard and a clock that a test turns. */
function setUp() {
  const written: { text: string; isSecret: boolean }[] = []
  let held = ''
  let wake: (() => void)[] = []
  const clock: Clock = {
    now: () => 0,
    sleep: (_milliseconds, signal) =>
      new Promise((resolve, reject) => {
        wake.push(resolve)
        signal?.addEventListener('abort', () => {
          reject(new Error('stopped'))
        })
      })
  }
  let isBroken = false
  const clipboard = createTimedClipboard(
    {
      write: async (text, isSecret) => {
        if (isBroken) throw new Error('another program holds the clipboard')
        written.push({ text, isSecret })
        held = text
      },
      read: async () => held,
      clear: async () => {
        if (isBroken) throw new Error('another program holds the clipboard')
        held = ''
      }
    },
    clock
  )
  const pass = async (): Promise<void> => {
    for (const resolve of wake) resolve()
    wake = []
    await new Promise((resolve) => setImmediate(resolve))
  }
  return {
    clipboard,
    written,
    pass,
    held: () => held,
    breakDown: (broken: boolean) => {
      isBroken = broken
    },
    otherProgramCopies: (text: string) => {
      held = text
    }
  }
}

describe('the timed clipboard', () => {
  it('clears a secret after its time', async () => {
    const { clipboard, written, pass, held } = setUp()
    await clipboard.copy('token', 30)
    expect(written).toEqual([{ text: 'token', isSecret: true }])
    await pass()
    expect(held()).toBe('')
  })

  it('leaves what was copied since', async () => {
    const { clipboard, pass, held, otherProgramCopies } = setUp()
    await clipboard.copy('token', 30)
    otherProgramCopies('shopping list')
    await pass()
    await clipboard.clear()
    expect(held()).toBe('shopping list')
  })

  it('lets a later copy start its own time, and never clears one without a time', async () => {
    const { clipboard, written, pass, held } = setUp()
    await clipboard.copy('token', 30)
    await clipboard.copy('F5TRRWH77', null)
    await pass()
    await clipboard.clear()
    expect(held()).toBe('F5TRRWH77')
    expect(written[1]).toEqual({ text: 'F5TRRWH77', isSecret: false })
  })

  it('clears at once when asked', async () => {
    const { clipboard, held } = setUp()
    await clipboard.copy('token', 30)
    await clipboard.clear()
    expect(held()).toBe('')
  })

  it.each(['its time', 'a wish'])('clears at %s what stayed because the next copy failed', async (end) => {
    const { clipboard, pass, held, breakDown } = setUp()
    await clipboard.copy('token', 30)
    breakDown(true)
    await expect(clipboard.copy('other token', 30)).rejects.toThrow('holds the clipboard')
    breakDown(false)
    await (end === 'a wish' ? clipboard.clear() : pass())
    expect(held()).toBe('')
  })

  it('clears when asked what could not be cleared in time', async () => {
    const { clipboard, pass, held, breakDown } = setUp()
    await clipboard.copy('token', 30)
    breakDown(true)
    await pass()
    breakDown(false)
    expect(held()).toBe('token')
    await clipboard.clear()
    expect(held()).toBe('')
  })
})
