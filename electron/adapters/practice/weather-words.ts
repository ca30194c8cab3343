/** What a weather does, as its rule says it. */
interface Doing {
  kind: string
  [measure: string]: unknown
}

const conditions: Record<string, string> = { app: 'application', pathIncludes: 'path with', resource: 'API' }

/** A condition of a weather in words: `user: ann@contoso.com`, `flow: device code`. */
export function conditionText(field: string, value: string): string {
  return `${conditions[field] ?? field}: ${field === 'flow' ? value.replaceAll('-', ' ') : value}`
}

/** The effect of a weather in words: `AADSTS53003`, `answers 429`, `10 s slower`. */
export function effectText(doing: Doing): string {
  const number = (name: string): number => (typeof doing[name] === 'number' ? doing[name] : 0)
  switch (doing.kind) {
    case 'aadsts':
      return `AADSTS${String(number('code'))}`
    case 'consent-missing':
      return 'AADSTS65001'
    case 'status':
      return `answers ${String(number('status'))}`
    case 'latency':
      return `${span(number('ms') / 1000)} slower`
    case 'role-delay':
      return `roles ${span(number('seconds'))} late`
    case 'clock':
      return `clock ${span(Math.abs(number('offsetSeconds')))} ${number('offsetSeconds') < 0 ? 'slow' : 'fast'}`
    default:
      return others[doing.kind] ?? doing.kind.replaceAll('-', ' ')
  }
}

const others: Record<string, string> = {
  cut: 'connection breaks',
  hang: 'no answer',
  html: 'web page in place of an answer',
  interception: 'unknown certificate',
  'key-roll-over': 'new signing key',
  refuse: 'connection refused'
}

function span(seconds: number): string {
  return seconds >= 60 && seconds % 60 === 0 ? `${String(seconds / 60)} min` : `${String(seconds)} s`
}
