import { failureMessage } from '#contract/failure-message'
import type { Failure } from '#contract/failure'

/** A short message below the screen. */
export interface Notice {
  noticeId: number
  text: string
  failure: Failure | null
}

const shownForMs = 8000

/** Short messages: what was copied, what was saved, which action failed. */
export class Notices {
  list = $state.raw<Notice[]>([])
  /** What a screen reader is told next. */
  announcement = $state.raw({ text: '' })
  #lastId = 0

  /** Says something that went well and takes it away again. */
  say(text: string): void {
    const notice = this.#add(text, null)
    this.announce(text)
    setTimeout(() => {
      this.dismiss(notice.noticeId)
    }, shownForMs)
  }

  /** Says that an action failed; stays until it is dismissed. */
  fail(failure: Failure): void {
    if (failure.code === 'cancelled') return
    this.#add(failureMessage(failure).title, failure)
  }

  /** Tells screen readers only. */
  announce(text: string): void {
    this.announcement = { text }
  }

  /** Takes a message away. */
  dismiss(noticeId: number): void {
    this.list = this.list.filter((notice) => notice.noticeId !== noticeId)
  }

  /** Takes away what was said to have gone well, where it may hold no more. */
  takeBack(): void {
    this.list = this.list.filter(({ failure }) => failure !== null)
  }

  #add(text: string, failure: Failure | null): Notice {
    const notice = { noticeId: ++this.#lastId, text, failure }
    const others = this.list.filter((other) => other.text !== text)
    this.list = [...others.slice(-2), notice]
    return notice
  }
}
