import type { Sentences } from './failure-sentence.ts'
import { salvageWords } from './salvage-words.ts'
import type { Salvage } from './salvage.ts'

/** Sentences about the vault and the keychain that holds its key. */
export const vaultSentences: Sentences<
  | 'keychain-locked'
  | 'keychain-slow'
  | 'keychain-denied'
  | 'keychain-unavailable'
  | 'vault-key-lost'
  | 'vault-damaged'
  | 'vault-newer'
  | 'vault-locked'
  | 'record-damaged'
  | 'vault-not-written'
> = {
  'keychain-locked': () => ({
    title: 'The keychain is locked, so the vault stays closed.',
    whatToDo: 'Unlock the keychain of this computer, then try again. Nothing was lost.',
    whoActs: 'You',
    evidence: null
  }),
  'keychain-slow': () => ({
    title: 'The keychain did not answer in time, so the vault stays closed.',
    whatToDo: 'Look for a question of the system behind other windows and answer it, then try again. Nothing was lost.',
    whoActs: 'You',
    evidence: null
  }),
  'keychain-denied': () => ({
    title: 'The keychain did not let Graticule read its key.',
    whatToDo: 'Allow Graticule when the system asks, then try again. Nothing was lost.',
    whoActs: 'You, or whoever runs this computer',
    evidence: null
  }),
  'keychain-unavailable': () => ({
    title: 'No keychain answers, so the vault stays closed.',
    whatToDo:
      'Start the keychain of this computer (on Linux: GNOME Keyring or KWallet), then try again. Nothing was lost.',
    whoActs: 'You, or whoever runs this computer',
    evidence: null
  }),
  'vault-key-lost': () => ({
    title: 'The keychain no longer holds the key of this vault.',
    whatToDo:
      'This happens when a password of the system was reset by somebody else, or when a profile was moved to another computer. Restore the keychain from a backup, then try again. If there is none, choose Begin a new vault… in the window: this one is set aside, not deleted, and you sign in anew.',
    whoActs: 'You',
    evidence: null
  }),
  'vault-damaged': ({ quarantinedAs, salvage }) => ({
    ...damageWords(quarantinedAs, salvage),
    whoActs: 'You',
    evidence: quarantinedAs === null ? null : `Set aside as ${quarantinedAs}`
  }),
  'vault-newer': () => ({
    title: 'The vault was written by a newer version of Graticule.',
    whatToDo: 'Install the newer version again. This one leaves the vault as it is.',
    whoActs: 'You, or whoever installs software on this computer',
    evidence: null
  }),
  'vault-locked': () => ({
    title: 'Graticule is locked.',
    whatToDo: 'Choose Unlock. Nothing was lost; lists stay readable.',
    whoActs: 'You',
    evidence: null
  }),
  'record-damaged': ({ label }) => ({
    title: `The stored entry “${label}” is damaged. All others work.`,
    whatToDo:
      label === 'certificate'
        ? 'Sign in again with the file of the certificate (.pfx, .p12 or .pem). The damaged entry was set aside.'
        : label === 'sign-in default'
          ? 'Type directory and application yourself, and save them again under Profiles. The damaged entry was set aside.'
          : 'Sign in again or acquire it again. The damaged entry was set aside.',
    whoActs: 'You',
    evidence: null
  }),
  'vault-not-written': ({ reason }) => ({
    title: {
      'disk-full': 'The vault could not be saved: the disk is full.',
      'no-permission': 'The vault could not be saved: no permission to write its folder.',
      'file-replaced': 'The vault could not be saved: its file was moved or replaced while it was open.',
      other: 'The vault could not be saved.'
    }[reason],
    whatToDo: {
      'disk-full': 'Free some space, then try again. What was stored before is intact.',
      'no-permission': 'Give your user write permission to the folder of Graticule, then try again.',
      'file-replaced':
        'Try again, and unlock Graticule first if it is locked: it opens the file that is in its place now.',
      other: 'Try again, and check the disk. What was stored before is intact.'
    }[reason],
    whoActs: 'You, or whoever runs this computer',
    evidence: null
  })
}

function damageWords(quarantinedAs: string | null, salvage: Salvage | null): { title: string; whatToDo: string } {
  if (salvage === null)
    return {
      title: 'The vault file is damaged.',
      whatToDo: 'Start Graticule again: it reads what is intact into a new file. If that does not help, check the disk.'
    }
  if (quarantinedAs === null)
    return {
      title: 'The vault file was missing or empty, so a new vault was begun.',
      whatToDo:
        'What it held is gone: sign in again, and enter access keys again. If the data folder was backed up, quit Graticule and put its folder “vault” back instead.'
    }
  return { title: 'The vault file was damaged and has been replaced.', whatToDo: salvageWords(salvage) }
}
