import { ArmError } from './arm-error.ts'

/** The refusal of a new resource that would need an address of its own, which only a start can open. */
export const noNewSite = (what: string, list: string): ArmError =>
  new ArmError(
    409,
    'PracticeCloudCannotCreate',
    `The practice cloud opens the addresses of its ${what} when it starts, so a new one cannot be created while it runs. Put it into ${list} of the state file and start again.`,
    { guessed: true }
  )
