/** A `WWW-Authenticate` that asks for claims, as services send it. */
export function challenge(claims: string, error = 'insufficient_claims'): string {
  const from = 'realm="", authorization_uri="https://login.example/common/oauth2/authorize"'
  return `Bearer ${from}, error="${error}", claims="${base64(claims)}"`
}

/** Claims that a token newer than 2020 meets. */
export const wellFormedClaims = '{"access_token":{"nbf":{"essential":true, "value":"1604106651"}}}'

const whole = base64(wellFormedClaims)
const notClaims = [
  '',
  '{}',
  '[]',
  '7',
  '"x"',
  'null',
  '{"access_token":null}',
  '{"access_token":[]}',
  '{"a":{}}',
  '{"access'
]

/** One malformed challenge of each kind in turn; none of them asks for anything that could be answered. */
const kinds: readonly ((turn: number) => string)[] = [
  (turn) => challenge(notClaims[turn % notClaims.length] ?? ''),
  (turn) => `Bearer error="insufficient_claims", claims="${whole.slice(0, 4 + (turn % (whole.length - 12)))}"`,
  (turn) => `Bearer error="insufficient_claims", claims="${'='.repeat(turn % 50)}"`,
  (turn) => `Bearer error="insufficient_claims", claims="${String.fromCodePoint(0xa1 + (turn % 90)).repeat(20)}"`,
  () => `Bearer error="insufficient_claims", claims=${whole}`,
  () => `Bearer error="insufficient_claims", claims="${whole}`,
  () => `Bearer error="insufficient_claims" claims='${whole}'`,
  () => `Bearer error="insufficient_claims"`,
  () => `Bearer claims="${whole}"`,
  () => `Bearer error="something_else", claims="${whole}"`,
  (turn) => challenge(`${'['.repeat(turn)}${']'.repeat(turn)}`),
  (turn) => challenge(`{"__proto__":{"access_token":{"nbf":{"value":"${String(turn)}"}}}}`),
  (turn) => 'claims="'.repeat(turn),
  (turn) => 'error="insufficient_claims", '.repeat(1 + (turn % 400)),
  () => ''
]

/** The malformed challenge of this turn. */
export function malformedChallenge(turn: number): string {
  return kinds[turn % kinds.length]?.(turn) ?? ''
}

function base64(text: string): string {
  return Buffer.from(text).toString('base64')
}
