import { html } from 'hono/html'
import type { User } from '../../world/model.ts'
import { type Page, problemLine } from './layout.ts'
import { type Asking, context, hiddenFlow } from './sign-in-pages.ts'

const marks = (problem: string | undefined) =>
  problem === undefined ? '' : html`aria-invalid="true" aria-describedby="problem"`

/** Where the second factor is given: the code of the authenticator app, or one press for a practice telephone. */
export const mfaPage = (asking: Asking, user: User, oneClick: boolean, problem?: string): Page => ({
  name: 'mfa',
  title: user.mfaRegistered ? 'Enter code' : 'More information required',
  body: html`<p id="account-name">${user.userPrincipalName}</p>
    ${context(asking)}
    <p class="soft">
      ${
        user.mfaRegistered
          ? 'This organisation wants a second factor. Enter the code of the practice authenticator app.'
          : 'This account has no authenticator app yet. Enter the code of the practice authenticator app to set it up.'
      }
    </p>
    <form method="post" action="/signin/mfa">
      ${hiddenFlow(asking)}
      <label for="mfa-code">Code</label>
      <input
        id="mfa-code"
        name="otc"
        type="text"
        inputmode="numeric"
        maxlength="10"
        required
        autofocus
        autocomplete="one-time-code"
        spellcheck="false"
        ${marks(problem)}
      />
      ${problemLine(problem)}
      <div class="row">
        <button class="main" id="verify" type="submit">Verify</button>
        <button id="another" type="submit" formaction="/signin/another" formnovalidate>Use another account</button>
        ${
          oneClick
            ? html`<button id="approve" type="submit" name="approve" value="yes" formnovalidate>
                Approve (practice)
              </button>`
            : ''
        }
      </div>
    </form>`
})

/** Where a person whose password has expired gives a new one. */
export const newPasswordPage = (asking: Asking, user: User, problem?: string): Page => ({
  name: 'new-password',
  title: 'Update your password',
  body: html`<p id="account-name">${user.userPrincipalName}</p>
    <p class="soft">Your password has expired. Choose a new one; the practice cloud keeps it until it stops.</p>
    <form method="post" action="/signin/new-password">
      ${hiddenFlow(asking)}
      <input type="hidden" name="loginfmt" autocomplete="username" value="${user.userPrincipalName}" />
      <label for="newpasswd">New password</label>
      <input
        id="newpasswd"
        name="newpasswd"
        type="password"
        minlength="8"
        maxlength="200"
        required
        autofocus
        autocomplete="new-password"
        ${marks(problem)}
      />
      ${problemLine(problem)}
      <div class="row"><button class="main" id="submit" type="submit">Sign in</button></div>
    </form>`
})

/** Whether the browser shall remember the person after it was closed. */
export const stayPage = (asking: Asking, user: User): Page => ({
  name: 'kmsi',
  title: 'Stay signed in?',
  body: html`<p id="account-name">${user.userPrincipalName}</p>
    <p class="soft">Do this to reduce the number of times that you are asked to sign in.</p>
    <form method="post" action="/signin/stay">
      ${hiddenFlow(asking)}
      <div class="row">
        <button class="main" id="yes" type="submit" name="stay" value="yes" autofocus>Yes</button>
        <button id="no" type="submit" name="stay" value="no">No</button>
      </div>
    </form>`
})
