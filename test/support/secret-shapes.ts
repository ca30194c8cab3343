/** Texts in the shapes of the secrets that the app meets; none of them opens anything. */
export const secretShapes: Readonly<Record<string, string>> = {
  'client secret': 'Zx8Q~kN3vCanary.7aHd0Lw-pT5eRmYb2uXoIj',
  'access token': 'eyJhbGciOiJSUzI1NiIsImtpZCI6IkNhbmFyeSJ9.eyJhdWQiOiJDYW5hcnkifQ.c2lnbmVkLUNhbmFyeS1zaWduYXR1cmU',
  'refresh token': '1.AXoACanary0123456789abcdefGHIJKLmnopQRSTuvwx-_.AgABAwEAAAD',
  'shared key': 'CanaryB4n8Qz7tY1kLmXw3Rv6Hs9Dj2Fp5Gc0VbNaUeIoTqWzS4Jx',
  'older shared key': 'c4a7a21e-0000-4000-8000-0123456789ab',
  'hex key': 'c4a7a21e9f00d1234567890abcdef0123456789abcdef0123456789abcdef012',
  password: 'Correct-Horse!42 Canary',
  'user code': 'H7K29QXP',
  'SAS signature': 'sig=Canary%2BabcDEF0123456789%2F%3D',
  'private key': '-----BEGIN PRIVATE KEY-----\nMIICanary0123456789abcdefGHIJKL\n-----END PRIVATE KEY-----'
}

/** Parts of them that nothing else contains. */
export const secretMarks: readonly string[] = [
  'Canary',
  'CANARY',
  'Q2FuYXJ5',
  'c4a7a21e',
  'H7K29QXP',
  'AgABAwEAAAD',
  'Correct-Horse',
  'PRIVATE KEY'
]
