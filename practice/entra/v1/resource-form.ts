/** A form or query of the version 1 endpoints as version 2 would say it: `resource` in place of `scope`, `code` of a device flow by its later name. */
export const asVersion2Form = (form: ReadonlyMap<string, string>): ReadonlyMap<string, string> => {
  // Signing in alone was allowed on the page; the token then belonged to the directory's own API, today Microsoft Graph.
  const resource = form.get('resource') ?? (form.has('response_type') ? 'https://graph.microsoft.com' : undefined)
  const forApplication = form.get('grant_type') === 'client_credentials'
  const scopes = new Map(form)
  scopes.delete('resource')
  scopes.delete('scope')
  if (resource !== undefined && resource !== '') {
    const whole = `${resource}/.default`
    // Version 1 always gave an id token and a refresh token to a person's client.
    scopes.set('scope', forApplication ? whole : `openid offline_access ${whole}`)
  }
  const code = form.get('code')
  if (form.get('grant_type') === 'device_code' && code !== undefined && !form.has('device_code'))
    scopes.set('device_code', code)
  return scopes
}
