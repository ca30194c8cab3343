/** Whether a Host header names this machine; anything else is a rebinding attempt or a mistake. */
export const isLoopbackHost = (host: string | undefined): boolean =>
  host !== undefined && /^(localhost|127\.0\.0\.1)(:\d{1,5})?$/i.test(host)
