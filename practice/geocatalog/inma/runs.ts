import { randomUUID } from 'node:crypto'
import type { JsonBody } from '../../http/json-body.ts'
import type { Ingestion } from '../../world/model.ts'
import { itemCounts, type Operation, operationDocument, type Operations } from '../operations.ts'

/** One go at an ingestion. */
export interface IngestionRun {
  id: string
  ingestion: Ingestion
  operation: Operation
}

/** Starts a run. Nothing outside this machine is ever read, so it ends as one whose source did not answer. */
export const startRun = (operations: Operations, ingestion: Ingestion): IngestionRun => {
  const failure = {
    code: 'SourceCatalogNotReachable',
    message: 'The practice cloud reads no catalog from outside this machine. Create items instead.'
  }
  const operation = operations.start({
    type: 'IngestionStaticCatalog',
    collectionId: ingestion.collectionId,
    additionalInformation: { IngestionId: ingestion.id },
    apply: () => failure
  })
  return { id: randomUUID(), ingestion, operation }
}

/** A run as it is told; its operation is told in fewer words than elsewhere. */
export const runDocument = ({ id, ingestion, operation }: IngestionRun): JsonBody => {
  const { id: operationId, status, statusHistory, creationTime } = operationDocument(operation)
  const { total, pending, successful, failed } = itemCounts(operation)
  return {
    id,
    creationTime,
    sourceCatalogUrl: ingestion.sourceCatalogUrl,
    skipExistingItems: ingestion.skipExistingItems,
    keepOriginalAssets: ingestion.keepOriginalAssets,
    operation: {
      id: operationId,
      status,
      statusHistory,
      creationTime,
      totalItems: total,
      totalPendingItems: pending,
      totalSuccessfulItems: successful,
      totalFailedItems: failed
    }
  }
}
