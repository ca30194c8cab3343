function page(title: string, sentence: string): string {
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<style>
  body { display: grid; place-content: center; min-height: 90vh; margin: 0; text-align: center; font: 15px/1.5 system-ui, sans-serif }
  h1 { margin: 0 0 8px; font-size: 20px; font-weight: 600 }
  p { margin: 0 }
</style>
<h1>${title}</h1>
<p>${sentence}</p>
</html>
`
}

/** What the browser shows after the sign-in page sent it back. */
export const closingPages = {
  success: page('You are signed in to Graticule', 'You can close this tab.'),
  failure: page('The sign-in was not finished', 'Graticule says why. You can close this tab.')
} as const
