import { appSentences } from './app-sentences.ts'
import { certificateSentences } from './certificate-sentences.ts'
import { entraSentences } from './entra-sentences.ts'
import type { Failure, FailureCode } from './failure.ts'
import type { FailureMessage, Sentences } from './failure-sentence.ts'
import { hostIdentitySentences } from './host-identity-sentences.ts'
import { inputSentences } from './input-sentences.ts'
import { networkSentences } from './network-sentences.ts'
import { signInSentences } from './sign-in-sentences.ts'
import { vaultSentences } from './vault-sentences.ts'

export type { FailureMessage } from './failure-sentence.ts'

// The annotation is the gate: a code of the union without a sentence does not compile.
const sentences: Sentences<FailureCode> = {
  ...inputSentences,
  ...signInSentences,
  ...entraSentences,
  ...certificateSentences,
  ...hostIdentitySentences,
  ...networkSentences,
  ...vaultSentences,
  ...appSentences
}

/** True for what a cloud answered or left unanswered; false for what is of this computer alone. */
export function comesFromCloud({ code }: Failure): boolean {
  return [signInSentences, entraSentences, networkSentences].some((table) => code in table)
}

/** What happened, what to do and who must do it, in plain words; for the window and the command line alike. */
export function failureMessage(failure: Failure): FailureMessage {
  const sentence = sentences[failure.code] as (failure: Failure) => FailureMessage
  return sentence(failure)
}
