/** What a token taken along can do and what it cannot; the window and the command line say the same. */
export const offlineLimits: readonly string[] = [
  'An access token cannot be renewed without the network. It usually works for 60 to 90 minutes, and up to 28 hours where the application evaluates access continuously.',
  'Access keys and the stored sign-ins stay. Back on the network tokens are renewed without a new sign-in, as long as the refresh token is valid.',
  'A token does not make the Azure services reachable: without a network nothing answers it.'
]
