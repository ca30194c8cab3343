import type { Failure, InputField } from '#contract/failure'
import { failureMessage } from '#contract/failure-message'

/** The field of a form that a failure is about; null where it is about something else. */
export function failedField(failure: Failure): InputField | null {
  switch (failure.code) {
    case 'input-missing':
    case 'input-too-long':
    case 'not-a-guid':
      return failure.field
    case 'tenant-malformed':
    case 'tenant-not-found':
      return 'tenant'
    case 'scope-malformed':
      return 'scope'
    case 'resource-id-malformed':
      return 'resource-id'
    case 'endpoint-refused':
      return 'endpoint'
    case 'profile-name-taken':
      return 'profile-name'
    case 'certificate-password':
      return 'certificate-password'
    default:
      return null
  }
}

/** What stands under a field whose value a failure is about; null under all others. */
export function fieldError(failure: Failure | null, field: InputField): string | null {
  if (failure === null || failedField(failure) !== field) return null
  const { title, whatToDo } = failureMessage(failure)
  return `${title} ${whatToDo}`
}
