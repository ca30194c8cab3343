import type { Wire } from '#contract/api'

declare global {
  interface Window {
    graticule: Wire
  }
}
