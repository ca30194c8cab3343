/** An answer before it becomes text; its members are the service's, so nothing here names them. */
export type JsonBody = Readonly<Record<string, unknown>>
