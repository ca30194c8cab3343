const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' }

/** Text as it may stand in XML; characters that XML cannot hold become question marks. */
export const escapeXml = (text: string): string =>
  text
    // eslint-disable-next-line no-control-regex -- these are what XML 1.0 forbids
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '?')
    .replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character)

/** An element whose content is XML already. */
export const element = (name: string, content: string): string =>
  content === '' ? `<${name} />` : `<${name}>${content}</${name}>`

/** An element with text in it. */
export const textElement = (name: string, text: string): string => element(name, escapeXml(text))

/** A whole document around its root. */
export const xmlDocument = (root: string): string => `\ufeff<?xml version="1.0" encoding="utf-8"?>${root}`
