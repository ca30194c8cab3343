/** Picks the requests of one service from what a practice cloud says arrived. */
export function isOfService(service: string): (arrived: string) => boolean {
  return (arrived) => arrived.startsWith(`${service} `)
}
