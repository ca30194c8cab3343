import { describe, expect, it } from 'vitest'
import { guardBrowser } from '../../../electron/adapters/browser/guarded-browser.ts'
import { azureClouds, type Cloud } from '../../../electron/knowledge/clouds.ts'
import type { Clouds } from '../../../electron/services/ports.ts'
import { failureOfAsync } from '../../fakes/failure-of.ts'

const practice: Cloud = {
  ...azureClouds.public,
  name: 'practice',
  isPrivate: true,
  login: 'https://localhost:20000',
  signInPages: ['http://localhost:20001', 'https://evil.example', 'http://evil.example']
}
const known: Cloud[] = [...Object.values(azureClouds), practice]
const clouds: Clouds = { list: () => known, get: (name) => known.find((cloud) => cloud.name === name) ?? null }

describe('the guarded browser', () => {
  it.each([
    'https://login.microsoftonline.com/organizations/oauth2/v2.0/authorize?a=b',
    'https://microsoft.com/devicelogin',
    'https://login.microsoftonline.us/x',
    'http://localhost:20001/devicelogin',
    'https://localhost:20000/organizations'
  ])('opens %s', async (url) => {
    const opened: string[] = []
    await guardBrowser(clouds, async (page) => void opened.push(page)).open(url)
    expect(opened).toEqual([url])
  })

  it.each([
    'http://login.microsoftonline.com/',
    'https://login.microsoftonline.com.evil.example/',
    'https://login.microsoftonline.com@evil.example/',
    'https://user:word@login.microsoftonline.com/',
    'https://login.microsoftonline.com:8443/',
    'https://evil.example/login.microsoftonline.com',
    'http://localhost:20002/',
    'http://127.0.0.1:20001/',
    'https://evil.example/devicelogin',
    'http://evil.example/devicelogin',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'ms-settings:',
    ' ',
    ''
  ])('refuses %j', async (url) => {
    const opened: string[] = []
    const browser = guardBrowser(clouds, async (page) => void opened.push(page))
    expect(await failureOfAsync(browser.open(url))).toEqual({ code: 'request-refused' })
    expect(opened).toEqual([])
  })

  it('says so when no browser opens', async () => {
    const browser = guardBrowser(clouds, () => Promise.reject(new Error('spawn xdg-open ENOENT')))
    expect(await failureOfAsync(browser.open('https://microsoft.com/devicelogin'))).toEqual({
      code: 'browser-not-opened'
    })
  })
})
