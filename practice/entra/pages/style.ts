/** The one style sheet of the sign-in pages. */
export const STYLE = `
:root { color-scheme: light dark; --ink: #1b1a19; --paper: #fff; --back: #f0f2f4; --soft: #57606a; --line: #8a9299; --accent: #0b5394; --on-accent: #fff; --bad: #a4262c }
@media (prefers-color-scheme: dark) { :root { --ink: #f1f3f5; --paper: #1f2327; --back: #14171a; --soft: #a9b2ba; --line: #7b858e; --accent: #6cb2f0; --on-accent: #0b1721; --bad: #ff9a9f } }
* { box-sizing: border-box }
body { margin: 0; min-height: 100vh; display: flex; flex-direction: column; align-items: center; justify-content: center; gap: 1rem; padding: 1rem; background: var(--back); color: var(--ink); font: 16px/1.5 system-ui, sans-serif }
main { width: min(28rem, 100%); padding: 2rem; background: var(--paper); border: 1px solid var(--line); border-radius: 6px; overflow-wrap: anywhere }
h1 { margin: 0 0 .5rem; font-size: 1.4rem; line-height: 1.3; font-weight: 600 }
.brand { margin: 0 0 1rem; font-weight: 600; color: var(--accent) }
.soft, footer { color: var(--soft); font-size: .9rem }
footer { max-width: 28rem; text-align: center }
.problem { color: var(--bad) }
label { display: block; margin: 1rem 0 .25rem; font-weight: 600 }
input { width: 100%; padding: .5rem .6rem; font: inherit; color: inherit; background: transparent; border: 1px solid var(--line); border-radius: 4px }
#otc { text-transform: uppercase; letter-spacing: .12em; font-family: ui-monospace, monospace }
button { padding: .5rem 1.25rem; font: inherit; border: 1px solid var(--line); border-radius: 4px; background: transparent; color: inherit; cursor: pointer }
button.main { background: var(--accent); border-color: var(--accent); color: var(--on-accent) }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px }
.tick { display: flex; align-items: center; gap: .5rem }
.tick input { width: auto } .tick label { margin: 0; font-weight: 400 }
.row { display: flex; flex-wrap: wrap; flex-direction: row-reverse; justify-content: flex-start; gap: .75rem; margin-top: 1.5rem }
.accounts { list-style: none; margin: 1.25rem 0 0; padding: 1rem 0 0; border-top: 1px solid var(--line) }
.accounts button { width: 100%; margin-bottom: .5rem; padding: .5rem .75rem; text-align: left }
.accounts small { display: block; color: var(--soft) }
dl { font-size: .85rem; color: var(--soft) } dt { font-weight: 600 } dd { margin: 0 0 .5rem }
`

/** Sends the form of the form-post page; without script the person presses Continue. */
export const SUBMIT_SCRIPT = `document.getElementById('post-back').submit()\n`
