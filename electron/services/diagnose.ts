import type { AccessCell, AccessCredential, Target, Verdict } from '#contract/model'
import { diagnosisRules } from '../knowledge/diagnosis.ts'
import type { ProbeAnswer } from './ports.ts'

/** An answer of one probe, with all that its meaning depends on. */
export interface Answered {
  target: Target
  credential: AccessCredential
  checkId: string
  answer: ProbeAnswer
}

/** Turns an answer into a cell of the matrix: verdict, reason, who must act. */
export function diagnose(answered: Answered, otherCheckWorks: boolean): AccessCell {
  const { answer, credential, checkId, target } = answered
  const expected = credential.isControl ? 'refused' : 'works'
  const verdict = verdictOf(answer)
  const cell = {
    credentialId: credential.credentialId,
    checkId,
    verdict,
    expected,
    httpStatus: answer.status,
    latencyMs: answer.latencyMs,
    errorCode: answer.errorCode,
    correlationId: answer.correlationId
  } as const
  if (verdict === 'works') {
    return credential.isControl
      ? {
          ...cell,
          reason: 'Answered although it should be refused: this service does not check the credential.',
          whoActs: 'You: report this; do not rely on the other results.'
        }
      : { ...cell, reason: 'Works.', whoActs: null }
  }
  if (answer.status === 200) {
    return {
      ...cell,
      reason: 'Something answered in the place of the service, such as a proxy or a sign-in page.',
      whoActs:
        'You: open a browser and sign in to the network there, then run the test again. Else your network administrator: let requests to this host through.'
    }
  }
  const rule = diagnosisRules.find(
    (candidate) =>
      (candidate.service ?? target.kind) === target.kind &&
      (candidate.credential?.includes(credential.kind) ?? true) &&
      (candidate.status ?? answer.status) === answer.status &&
      (candidate.errorCode === undefined || candidate.errorCode.toLowerCase() === answer.errorCode?.toLowerCase()) &&
      (candidate.otherCheckWorks ?? otherCheckWorks) === otherCheckWorks
  )
  const fill = (text: string): string =>
    text
      .replaceAll('{identity}', credential.label)
      .replaceAll('{target}', target.label)
      .replaceAll('{status}', String(answer.status))
  return { ...cell, reason: fill(rule?.reason ?? ''), whoActs: rule?.whoActs == null ? null : fill(rule.whoActs) }
}

function verdictOf(answer: ProbeAnswer): Verdict {
  if (answer.status === 200) return answer.asPromised ? 'works' : 'no-answer'
  return answer.status === 401 || answer.status === 403 ? 'refused' : 'no-answer'
}
