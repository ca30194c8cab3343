import { html } from 'hono/html'
import type { Trace } from '../error-body.ts'
import type { Page } from './layout.ts'

/** The end of a device flow that went well. */
export const donePage = (applicationName: string): Page => ({
  name: 'done',
  title: 'You are signed in',
  body: html`<p id="done">
    You have signed in to the ${applicationName} application on your device. You may now close this window.
  </p>`
})

/** The end of a device flow that the person refused. */
export const cancelledPage = (applicationName: string): Page => ({
  name: 'cancelled',
  title: 'The sign-in was cancelled',
  body: html`<p id="cancelled">${applicationName} was not given access. You may now close this window.</p>`
})

/** The end of a sign-out. */
export const signedOutPage = (): Page => ({
  name: 'signed-out',
  title: 'You signed out of your account',
  body: html`<p>You may now close this window.</p>`
})

/** An error that cannot be sent back to the application; `retryFlowId` offers another account. */
export const errorPage = (message: string, trace: Trace, retryFlowId?: string): Page => ({
  name: 'error',
  title: 'Sorry, but we’re having trouble signing you in',
  body: html`<p id="error" role="alert">${message}</p>
    <dl>
      <dt>Request Id</dt>
      <dd>${trace.traceId}</dd>
      <dt>Correlation Id</dt>
      <dd>${trace.correlationId}</dd>
      <dt>Timestamp</dt>
      <dd>${trace.timestamp}</dd>
    </dl>
    ${retryFlowId === undefined ? '' : html`<form method="post" action="/signin/another"><input type="hidden" name="flow" value="${retryFlowId}" /><button id="another" type="submit">Use another account</button></form>`}`
})

/** The page that carries an answer back to the application by a form. */
export const formPostPage = (redirectUri: string, fields: readonly [string, string][]): Page => ({
  name: 'form-post',
  title: 'Working…',
  sendsItself: true,
  body: html`<form id="post-back" method="post" action="${redirectUri}">
    ${fields.map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`)}
    <noscript
      ><p>Your browser runs no script: press the button to go on.</p>
      <button class="main" type="submit">Continue</button></noscript
    >
  </form>`
})
