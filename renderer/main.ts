import { mount } from 'svelte'
import type { Wire } from '#contract/api'
import App from './App.svelte'

declare global {
  interface Window {
    /** Put there by the preload script. */
    readonly graticule: Wire
  }
}

const target = document.getElementById('app')
if (target !== null) mount(App, { target, props: { wire: window.graticule } })
