import type { X509Certificate } from 'node:crypto'

/** From when until when a certificate counts; Node 20, on which the window runs the practice cloud, has them as text only. */
export const validityOf = ({ validFrom, validTo }: X509Certificate): { from: Date; to: Date } => ({
  from: new Date(validFrom),
  to: new Date(validTo)
})
