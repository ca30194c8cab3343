import { html } from 'hono/html'
import type { User } from '../../world/model.ts'
import { type Markup, type Page, problemLine } from './layout.ts'

/** What the pages say about the application that asks. */
export interface Asking {
  flowId: string
  applicationName: string
  /** Undefined when the person's own tenant will be taken. */
  tenantName: string | undefined
}

/** For which application, and in which tenant. */
export const context = ({ applicationName, tenantName }: Asking): Markup =>
  html`<p class="soft">
    to continue to
    <strong>${applicationName}</strong>${tenantName === undefined ? '' : html` in <strong>${tenantName}</strong>`}
  </p>`

/** The field that says which sign-in a form belongs to. */
export const hiddenFlow = ({ flowId }: Asking): Markup => html`<input type="hidden" name="flow" value="${flowId}" />`

/** What the device code page is opened with. */
export interface DeviceCodeFields {
  userCode?: string | undefined
  /** Who will come in without a password. */
  practiceAccount?: string | undefined
}

/** Where the code of another device is typed. */
export const deviceCodePage = (typed: DeviceCodeFields = {}, problem?: string): Page => ({
  name: 'device-code',
  title: 'Enter code',
  body: html`<p class="soft">Enter the code that your app or device shows.</p>
    <form method="post" action="/devicelogin">
      ${
        typed.practiceAccount === undefined
          ? ''
          : html`<input type="hidden" name="practice_account" value="${typed.practiceAccount}" />`
      }
      <label for="otc">Code</label>
      <input
        id="otc"
        name="otc"
        type="text"
        value="${typed.userCode ?? ''}"
        maxlength="20"
        required
        autofocus
        autocomplete="off"
        spellcheck="false"
        ${problem === undefined ? '' : html`aria-invalid="true" aria-describedby="problem"`}
      />
      ${problemLine(problem)}
      <div class="row"><button class="main" id="next" type="submit">Next</button></div>
    </form>`
})

const practiceButton = (user: User, index: number) =>
  html`<button
    type="submit"
    id="practice-${String(index)}"
    name="practice_account"
    value="${user.userPrincipalName}"
    formaction="/signin/practice"
    formnovalidate
  >
    Sign in as ${user.displayName} (practice)
  </button>`

/** Where the account is typed or picked, or signed in at once without a password. */
export const accountPage = (
  asking: Asking,
  { users, oneClick }: { users: readonly User[]; oneClick: boolean },
  typed: string,
  problem?: string
): Page => ({
  name: 'account',
  title: 'Sign in',
  body: html`${context(asking)}
    <form method="post" action="/signin/account">
      ${hiddenFlow(asking)}
      <label for="loginfmt">User name</label>
      <input
        id="loginfmt"
        name="loginfmt"
        type="text"
        value="${typed}"
        maxlength="200"
        required
        autofocus
        autocomplete="off"
        spellcheck="false"
        ${problem === undefined ? '' : html`aria-invalid="true" aria-describedby="problem"`}
      />
      ${problemLine(problem)}
      <div class="row">
        <button class="main" id="next" type="submit">Next</button>
        <button id="cancel" type="submit" formaction="/signin/cancel" formnovalidate>Cancel</button>
      </div>
      <ul class="accounts" aria-label="Practice accounts">
        ${users.map(
          (user, index) =>
            html`<li>
              <button
                type="submit"
                id="account-${String(index)}"
                name="account"
                value="${user.userPrincipalName}"
                formnovalidate
              >
                ${user.displayName}<small>${user.userPrincipalName}</small>
              </button>
              ${oneClick ? practiceButton(user, index) : ''}
            </li>`
        )}
      </ul>
    </form>`
})

/** Where the password is typed. */
export const passwordPage = (asking: Asking, user: User, problem?: string): Page => ({
  name: 'password',
  title: 'Enter password',
  body: html`<p id="account-name">${user.userPrincipalName}</p>
    ${context(asking)}
    <form method="post" action="/signin/password">
      ${hiddenFlow(asking)}
      <input type="hidden" name="loginfmt" autocomplete="username" value="${user.userPrincipalName}" />
      <label for="passwd">Password</label>
      <input
        id="passwd"
        name="passwd"
        type="password"
        maxlength="200"
        required
        autofocus
        autocomplete="off"
        ${problem === undefined ? '' : html`aria-invalid="true" aria-describedby="problem"`}
      />
      ${problemLine(problem)}
      <div class="row">
        <button class="main" id="submit" type="submit">Sign in</button>
        <button id="another" type="submit" formaction="/signin/another" formnovalidate>Use another account</button>
      </div>
    </form>`
})

/** The question of the device flow that protects people from codes that somebody else sent them. */
export const confirmPage = (asking: Asking, user: User): Page => ({
  name: 'confirm',
  title: `Are you trying to sign in to ${asking.applicationName}?`,
  body: html`<p id="account-name">${user.userPrincipalName}</p>
    <p class="soft">Only continue if you started this sign-in yourself, in an app that you trust.</p>
    <form method="post" action="/signin/confirm">
      ${hiddenFlow(asking)}
      <div class="row">
        <button class="main" id="continue" type="submit" name="decision" value="continue" autofocus>Continue</button>
        <button id="cancel" type="submit" name="decision" value="cancel">Cancel</button>
      </div>
    </form>`
})
