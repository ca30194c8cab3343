import { html } from 'hono/html'
import type { HtmlEscapedString } from 'hono/utils/html'

/** Markup that is already escaped. */
export type Markup = HtmlEscapedString | Promise<HtmlEscapedString>

/** One page: `name` is the stable mark that scripts look for (`main[data-page]`). */
export interface Page {
  name:
    | 'device-code'
    | 'account'
    | 'password'
    | 'confirm'
    | 'mfa'
    | 'new-password'
    | 'kmsi'
    | 'consent'
    | 'admin-needed'
    | 'done'
    | 'cancelled'
    | 'signed-out'
    | 'error'
    | 'form-post'
  title: string
  body: Markup
  /** Whether the page sends its form by itself. */
  sendsItself?: boolean
}

/** The frame of every page; each one says that it is not the real thing. */
export const layout = (page: Page): Markup =>
  html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>${page.title} - Practice cloud</title>
        <link rel="stylesheet" href="/signin/style.css" />
        ${page.sendsItself === true ? html`<script src="/signin/submit.js" defer></script>` : ''}
      </head>
      <body>
        <main data-page="${page.name}">
          <p class="brand">Practice cloud</p>
          <h1>${page.title}</h1>
          ${page.body}
        </main>
        <footer>Practice cloud: nothing here reaches Microsoft. Only practice accounts work on this page.</footer>
      </body>
    </html>`

/** A problem line that is read out and tied to its field. */
export const problemLine = (problem: string | undefined): Markup | '' =>
  problem === undefined ? '' : html`<p class="problem" id="problem" role="alert">${problem}</p>`
