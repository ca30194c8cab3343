const bytesOf = (guid: string): Buffer => {
  const [first = '', second = '', third = '', ...rest] = guid.split('-')
  const turned = [first, second, third].map((part) => Buffer.from(part, 'hex').reverse())
  return Buffer.concat([...turned, Buffer.from(rest.join(''), 'hex')])
}

/** An id made of others, as permission grants and role assignments have it: their bytes as base64url. */
export const packedId = (...guids: string[]): string => Buffer.concat(guids.map(bytesOf)).toString('base64url')
