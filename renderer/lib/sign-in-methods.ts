import type { SignInMethod } from '#contract/model'

/** What a person reads of each way to sign in, the recommended one first. */
export const signInMethods: Readonly<Record<SignInMethod, { label: string; hint: string; verb: string }>> = {
  interactive: {
    label: 'System browser (recommended)',
    hint: 'Opens your browser. Works with passkeys, MFA and managed devices.',
    verb: 'Open the browser'
  },
  'device-code': {
    label: 'Device code',
    hint: 'Shows a code to enter in a browser on any device. Some organisations block it.',
    verb: 'Get a code'
  },
  'client-secret': {
    label: 'Client secret (application)',
    hint: 'Signs an application in, without a user.',
    verb: 'Sign in'
  },
  certificate: {
    label: 'Certificate (application)',
    hint: 'Signs an application in with a certificate file, without a user and without a secret to copy.',
    verb: 'Sign in'
  },
  'managed-identity': {
    label: 'Managed identity',
    hint: 'Signs in as what this runs on: a virtual machine, App Service or another host in Azure, or a server in Azure Arc.',
    verb: 'Sign in'
  },
  default: {
    label: 'DefaultAzureCredential',
    hint: 'Tries what a program on this computer would try, and shows which step gives it an identity, why, and how long each takes.',
    verb: 'Run it'
  }
}

/** The ways to sign in, in that order. */
export const signInMethodNames = Object.keys(signInMethods) as SignInMethod[]
