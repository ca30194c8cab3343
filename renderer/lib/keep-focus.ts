/** Something that had the focus, with what it was in up to the whole page, each with its place among its siblings. */
interface Place {
  path: { element: Element; index: number }[]
  /** The menu or dialog it was in. */
  layer: Element | null
}

const layers = '[role=menu], [role=dialog], [role=alertdialog]'
const focusable = 'button, input, select, textarea, [href], [tabindex]'

/**
 * Keeps the focus on the page for those who work by keyboard or ear: where what had it was removed, hidden or disabled
 * by what it did, the focus goes to what took its place, else to what is nearest above. Ends with the answer's call.
 */
export function keepFocus(): () => void {
  let place: Place | null = null
  /** The last place outside of every menu and dialog. */
  let home: Place | null = null
  let timer: ReturnType<typeof setTimeout> | undefined

  const look = (): void => {
    const active = document.activeElement
    if (active instanceof HTMLElement && active !== document.body && isShown(active)) {
      place = placeOf(active)
      if (place.layer === null) home = place
    } else if (place !== null) {
      successorOf(place.layer?.isConnected === false ? home : place)?.focus()
    }
  }
  // Whoever takes something away may have put the focus somewhere already, or do so at once.
  const lookSoon = (): void => {
    clearTimeout(timer)
    timer = setTimeout(look)
  }
  // By these a person takes the focus away on purpose.
  const leave = (event: Event): void => {
    if (event instanceof KeyboardEvent && event.key !== 'Tab') return
    place = null
    if (event.target instanceof Element && event.target.closest(layers) === null) home = null
  }

  const observer = new MutationObserver(lookSoon)
  observer.observe(document.body, {
    childList: true,
    subtree: true,
    attributes: true,
    attributeFilter: ['disabled', 'hidden']
  })
  document.addEventListener('focusin', look)
  document.addEventListener('pointerdown', leave, true)
  document.addEventListener('keydown', leave, true)
  return () => {
    clearTimeout(timer)
    observer.disconnect()
    document.removeEventListener('focusin', look)
    document.removeEventListener('pointerdown', leave, true)
    document.removeEventListener('keydown', leave, true)
  }
}

const isShown = (element: Element): boolean =>
  element.isConnected && element.checkVisibility({ visibilityProperty: true })

const canHaveFocus = (element: Element): element is HTMLElement =>
  element instanceof HTMLElement && element.matches(focusable) && !element.matches(':disabled') && isShown(element)

/** An element itself, or the first one in it that can have the focus. */
const firstIn = (element: Element | undefined): HTMLElement | null =>
  element === undefined ? null : ([element, ...element.querySelectorAll(focusable)].find(canHaveFocus) ?? null)

function placeOf(active: Element): Place {
  const path: Place['path'] = []
  for (let element: Element | null = active; element !== null; element = element.parentElement) {
    path.push({ element, index: [...(element.parentElement?.children ?? [])].indexOf(element) })
  }
  return { path, layer: active.closest(layers) }
}

/** Null where the focus had better wait: what is disabled for a while gets it back. */
function successorOf(place: Place | null): HTMLElement | null {
  if (place === null) return null
  const [own] = place.path
  if (own !== undefined && isShown(own.element)) return canHaveFocus(own.element) ? own.element : null
  for (const [step, { element }] of place.path.entries()) {
    if (!isShown(element) || element === document.body) continue
    const gone = place.path[step - 1]
    const isThere = gone !== undefined && !gone.element.isConnected
    const instead = isThere ? (element.children[gone.index] ?? element.lastElementChild ?? undefined) : undefined
    const found = (canHaveFocus(element) ? element : null) ?? firstIn(instead) ?? firstIn(element)
    if (found !== null) return found
  }
  return null
}
