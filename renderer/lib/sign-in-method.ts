/** How somebody or something signs in, as the form offers it. */
export type SignInMethod = 'interactive' | 'device-code' | 'client-secret' | 'certificate'
