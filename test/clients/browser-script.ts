/** Plays the sign-in pages as a person would: reads the form on the page, fills it in and presses a button. */
export interface Person {
  userPrincipalName: string
  password: string
}

/** One page as the script sees it. */
export interface SeenPage {
  status: number
  /** `data-page` of the main element, or `` for something that is no page. */
  name: string
  html: string
  url: string
  /** Where the page sent the browser, if it sent it away from the sign-in pages. */
  location: string | undefined
}

const unescape = (text: string): string =>
  text
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')

const attribute = (tag: string, name: string): string | undefined => {
  const value = new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1]
  return value === undefined ? undefined : unescape(value)
}

/** A browser without a screen: cookies, redirects within the sign-in origin, forms. */
export class BrowserScript {
  readonly #cookies = new Map<string, string>()

  async open(url: string, init: RequestInit = {}): Promise<SeenPage> {
    const headers = new Headers(init.headers)
    if (this.#cookies.size > 0)
      headers.set('cookie', [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; '))
    const response = await fetch(url, { ...init, headers, redirect: 'manual' })
    for (const cookie of response.headers.getSetCookie()) {
      const [pair = ''] = cookie.split(';')
      const at = pair.indexOf('=')
      this.#cookies.set(pair.slice(0, at), pair.slice(at + 1))
    }
    const location = response.headers.get('location')
    if (location !== null) {
      const target = new URL(location, url)
      if (target.origin === new URL(url).origin) return this.open(target.toString())
      return { status: response.status, name: '', html: '', url, location: target.toString() }
    }
    const html = await response.text()
    return {
      status: response.status,
      name: /<main data-page="([\w-]+)"/.exec(html)?.[1] ?? '',
      html,
      url,
      location: undefined
    }
  }

  /** The names and values of the hidden fields of a page. */
  hidden(page: SeenPage): [string, string][] {
    return [...page.html.matchAll(/<input type="hidden"[^>]*>/g)].map(([tag]) => [
      attribute(tag, 'name') ?? '',
      attribute(tag, 'value') ?? ''
    ])
  }

  /** Fills in the fields and presses the button with this id. */
  async press(page: SeenPage, buttonId: string, fields: Record<string, string> = {}): Promise<SeenPage> {
    const form = /<form[^>]*>/.exec(page.html)?.[0]
    const button = new RegExp(`<button[^>]*id="${buttonId}"[^>]*>`).exec(page.html)?.[0]
    if (form === undefined || button === undefined)
      throw new Error(`The page "${page.name}" has no button "${buttonId}".`)
    const action = attribute(button, 'formaction') ?? attribute(form, 'action') ?? ''
    const body = new URLSearchParams(this.hidden(page))
    for (const [name, value] of Object.entries(fields)) body.set(name, value)
    const name = attribute(button, 'name')
    if (name !== undefined) body.set(name, attribute(button, 'value') ?? '')
    return this.open(new URL(action, page.url).toString(), { method: 'POST', body })
  }

  /** Signs in from the account page on. */
  async signIn(page: SeenPage, person: Person): Promise<SeenPage> {
    const next = await this.press(page, 'next', { loginfmt: person.userPrincipalName })
    return next.name === 'password' ? this.press(next, 'submit', { passwd: person.password }) : next
  }

  /** Sends the form of the form-post page to the application. */
  async postBack(page: SeenPage): Promise<Response> {
    const action = attribute(/<form[^>]*>/.exec(page.html)?.[0] ?? '', 'action') ?? ''
    return fetch(action, { method: 'POST', body: new URLSearchParams(this.hidden(page)) })
  }
}
