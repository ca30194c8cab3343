declare module 'stac-node-validator' {
  export interface Report {
    id: string | null
    valid: boolean | null
    skipped: boolean
    children: Report[]
    results: { core: { instancePath?: string; message: string }[] }
  }
  interface Config {
    loader: (address: string) => Promise<unknown>
    schemas?: string
    schemaMap?: Record<string, string>
  }
  const validate: (data: unknown, config: Config) => Promise<Report>
  export default validate
}

declare module 'stac-node-validator/src/loader/node.js' {
  const loader: (address: string) => Promise<unknown>
  export default loader
}
