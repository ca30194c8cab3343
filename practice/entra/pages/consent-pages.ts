import { html } from 'hono/html'
import type { User } from '../../world/model.ts'
import type { Page } from './layout.ts'
import { type Asking, hiddenFlow } from './sign-in-pages.ts'

/** One permission as the pages list it. */
export interface ListedPermission {
  resource: string
  text: string
}

const permissionList = (permissions: readonly ListedPermission[]) =>
  html`<ul id="permissions">
    ${permissions.map((permission) => html`<li>${permission.text}<br /><span class="soft">${permission.resource}</span></li>`)}
  </ul>`

/** Where a person lets an application act for them; an administrator may do so for everybody. */
export const consentPage = (
  asking: Asking,
  user: User,
  permissions: readonly ListedPermission[],
  forEverybody = false
): Page => ({
  name: 'consent',
  title: 'Permissions requested',
  body: html`<p id="account-name">${user.userPrincipalName}</p>
    <p><strong>${asking.applicationName}</strong> would like to:</p>
    ${permissionList(permissions)}
    <form method="post" action="/signin/consent">
      ${hiddenFlow(asking)}
      ${
        forEverybody
          ? html`<p class="tick">
              <input id="for-everybody" name="forEverybody" type="checkbox" value="yes" />
              <label for="for-everybody">Consent on behalf of your organization</label>
            </p>`
          : ''
      }
      <div class="row">
        <button class="main" id="accept" type="submit" name="decision" value="accept">Accept</button>
        <button id="cancel" type="submit" name="decision" value="cancel">Cancel</button>
      </div>
    </form>`
})

/** Where somebody who is no administrator learns that only an administrator may agree. */
export const adminNeededPage = (
  asking: Asking,
  user: User,
  permissions: readonly ListedPermission[],
  message: string
): Page => ({
  name: 'admin-needed',
  title: 'Need admin approval',
  body: html`<p id="account-name">${user.userPrincipalName}</p>
    <p>
      <strong>${asking.applicationName}</strong> needs permission to access resources in your organization that only an
      admin can grant. Please ask an admin to grant permission to this app before you can use it.
    </p>
    ${permissionList(permissions)}
    <p id="error" class="soft">${message}</p>
    <form method="post" action="/signin/another">
      ${hiddenFlow(asking)}
      <div class="row">
        <button class="main" id="another" type="submit">Have an admin account? Sign in with that account</button>
        <button id="cancel" type="submit" formaction="/signin/no-consent">
          Return to the application without granting consent
        </button>
      </div>
    </form>`
})
