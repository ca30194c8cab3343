import type { Hono } from 'hono'
import type { PracticeEnv } from '../../http/practice-env.ts'
import type { CatalogSite } from '../catalog-site.ts'
import { notFound, quoted } from '../geocatalog-error.ts'
import { type Operation, operationDocument, statusOf } from '../operations.ts'
import { answerIngestion, answerNothing } from '../reply.ts'

/** The routes that tell how far changes are, and call them off. */
export const addOperationRoutes = (app: Hono<PracticeEnv>, { operations }: CatalogSite): void => {
  const requireOperation = (id: string): Operation => {
    const found = operations.find(id)
    if (found === undefined) throw notFound(`Operation ${quoted(id)} not found`)
    return found
  }
  app.get('/inma/operations', (c) => {
    const { collectionId, status } = c.req.query()
    const wanted = operations
      .list()
      .filter((one) => collectionId === undefined || one.work.collectionId === collectionId)
      .filter((one) => status === undefined || statusOf(one) === status)
    return answerIngestion(c, { value: wanted.map((one) => operationDocument(one)) })
  })
  app.get('/inma/operations/:operation', (c) =>
    answerIngestion(c, operationDocument(requireOperation(c.req.param('operation'))))
  )
  app.delete('/inma/operations', (c) => {
    operations.cancel(operations.list())
    return answerNothing(c)
  })
  app.delete('/inma/operations/:operation', (c) => {
    operations.cancel([requireOperation(c.req.param('operation'))])
    return answerNothing(c)
  })
}
