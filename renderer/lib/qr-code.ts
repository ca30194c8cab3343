import { renderSVG } from 'uqr'

/** A QR code as the address of an image. */
export function qrCodeImage(text: string): string {
  return `data:image/svg+xml;utf8,${encodeURIComponent(renderSVG(text, { border: 2 }))}`
}
