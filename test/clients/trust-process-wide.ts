import { getCACertificates, setDefaultCACertificates } from 'node:tls'
import { beforeAll } from 'vitest'
import type { Fixture } from './practice-fixture.ts'

/** Lets this test process trust the throw-away CA, as NODE_EXTRA_CA_CERTS does for a program: no client needs changing. */
export const trustProcessWide = (fixture: Fixture): void => {
  beforeAll(() => {
    setDefaultCACertificates([...getCACertificates('default'), fixture.cloud.caPem])
  })
}
