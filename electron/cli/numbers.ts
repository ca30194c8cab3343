import { InvalidArgumentError } from 'commander'

/** A port that a person may take. */
export function parsePort(text: string): number {
  const port = Number(text)
  if (!Number.isInteger(port) || port < 1024 || port > 65_500)
    throw new InvalidArgumentError('A port is a number from 1024 to 65500.')
  return port
}

/** A time of up to a day. */
export function parseSeconds(text: string): number {
  const seconds = Number(text)
  if (!Number.isInteger(seconds) || seconds < 1 || seconds > 86_400)
    throw new InvalidArgumentError('Seconds are a whole number from 1 to 86400.')
  return seconds
}

/** Any whole number of ordinary size. */
export function parseWhole(text: string): number {
  if (!/^-?\d{1,9}$/.test(text)) throw new InvalidArgumentError('A whole number is needed.')
  return Number(text)
}
