import { ArmError } from './arm-error.ts'

/** What Azure lets a resource group or a resource be called, in short: no type wants more here. */
const NAME = /^[\w()][\w().-]{0,88}[\w()-]$/

/** A new name must be one that its address can hold. */
export const requireName = (name: string, type: string): void => {
  if (NAME.test(name)) return
  const message = `Resource name '${name.slice(0, 90)}' of type '${type}' is invalid: it has 2 to 90 letters, digits, hyphens, underscores, periods and parentheses, and no period at its end.`
  throw new ArmError(400, 'InvalidResourceName', message, { guessed: true })
}
