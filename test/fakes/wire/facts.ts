/** IDs that more than one list shows. */
export const daemonId = '8d1b7c52-3a4f-4c2e-8b7d-0e5f6a7b8c02'
export const contoso = '11f3a8d2-6b0c-4d0f-9a55-3c9d5e2b7a10'
export const fabrikam = '22c9e7b4-1d5a-4e3b-8f66-7a0b4c8d9e20'
export const aalborg = '33a5d1c8-8e2f-4a7c-b177-5d6e2f3a4b30'
export const clientId = '04b07795-8ddb-461a-bbee-02f9e1bf7b46'

/** A time that many minutes from now. */
export const inMinutes = (minutes: number): string => new Date(Date.now() + minutes * 60_000).toISOString()
