import { describe, expect, it } from 'vitest'
import { failedField, fieldError } from '../../../renderer/lib/field-error.ts'
import { failures } from '../../fakes/failures.ts'

describe('fieldError', () => {
  it('puts a failure under its own field only', () => {
    expect(fieldError(failures['endpoint-refused'], 'endpoint')).toMatch(/does not start with https/)
    expect(fieldError(failures['endpoint-refused'], 'label')).toBeNull()
    expect(fieldError(failures['not-a-guid'], 'client-id')).toMatch(/my-app/)
    expect(fieldError(null, 'label')).toBeNull()
  })

  it('leaves failures that are about no field to the form', () => {
    expect(failedField(failures.offline)).toBeNull()
    expect(failedField(failures['client-secret-wrong'])).toBeNull()
  })
})
