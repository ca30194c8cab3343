/** Map tiles that say "practice": the same picture for every place, of each size that a tile can have. */
const PICTURES: Readonly<Record<string, string>> = {
  '256':
    'iVBORw0KGgoAAAANSUhEUgAAAQAAAAEAAgMAAAAhHED1AAAADFBMVEXo8OTAzLhaa1DY4tJFG/xhAAACG0lEQVR42u3cP27bMBTH8S8ZD4KWZOrMMfAl7Ct0qODRJykeOvYUHg1dosoljIwaMyaLoMEhO0h2bNmp6hpFG+DHyaTEj5745wEmDLsvXFnmg3p1Wd35awMQIECAAAECBAgQIECAAAECBPxlYDL7MWhJF9Wjzg8ECBAgQIAAAQIECPjYQL76txGU179Cs/xQsxAucwd3+vX0+wq/vjfK0iAvn5iyzld09WlZjUVQkQNGDgFW+xtyCHjjfgTwTYHhGwubRYaPxdw2LICwWWRkTeHHIqgxYAkWPVlLHbp2s+gJNXMbfHMdAvO+ixVAqGmz7kERzKYF9W9NY/zzaYxABlB0ge8vtLurYTSC9u2jQVxAj26+XbQS8/N7qGVkEPfyuRTgS56GTbN0WLY3s7S92d6k9AQkUpqlRHq+fb5NKW0Bbo87+Ad3WCavD27yOnl1rmoKHM49OIe7e7l7cc5NYlF8+nzc4f0xWF63nX28Ih+0l+TXM3sjO1gHhl93aAbTrx6Ga9mPBne8roYL8Vw+CG/PqMMunujBMDtc3eeBgFnXIQMyQt33MR8hnBwLDVdizMt+/MsIrS8rg3vAbN1Q76++H8G8f+klQDSaPoBHWNLA42mH46Ra7UapS36h2m3q7lE2PMk6BU4G9Zd1HYX9j0CfgzWIAgQIECBAgAABAgTo9weaRgECBAgQIECAAAECBAgQIGCsuGv/vuAnll+5fMu3QrEAAAAASUVORK5CYII=',
  '512':
    'iVBORw0KGgoAAAANSUhEUgAAAgAAAAIAAgMAAACJFjxpAAAADFBMVEXo8OTAzLhaa1DY4tJFG/xhAAADQklEQVR42u3csXKjMBSF4aOM06ixn2rrNFGtep/q1lSu81S4UZFGW0gG7Diwm40Hi/wUNpGQ+bjI6EozsXvVutuT1t5eFur7+9Y/rx4BAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAYLfPC0fctz6tH4GTmz+gP9y1nt8fAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAIBtAbqOW/CDAV+6/Y8Rgd03flagEwLYKsDf3N1MBOafA96S7+o33Fv6bSlKnaQUywNQerMob1KXYleeBGO9N+nYfB84ni9Kkg37Xle7k2FhKPR2fml5LPAKUieL532vFOXNYt19P1pMoRsGgkm9KUidb70PJEnxYriLUpKXZOPuuI2FXknSi6zxCLzo8ipt0j1SCYhd9Jmh0BRrBDczGKW1AatEIF3f+jDJ/OKtFvG6rd9CVhxvfZdrWQq3C30jfeAr84J/mwVF21oElgb4yZGdpLdHzwee9nlm67Xf1/fca59zzu/1inKWcs65tJfqSyksbc7b7BnWj8DJzWwHnU713R10cs65oxRCkJyTnHOutJfqSyksbVIIIfwKYfYMLU7NwtqAdSPgvzsraCYC8ctnWFhAe/gI+KtU+CIoVp74drNwSKXTFpdo/HL/iH+5qNLG+sDtL3+9yfZZ4XnKFBuPwDANnl6hjTnwOTo2TYxroVcDa0RLOWFZJUtXSXHyJd/1nY41Ot6ihsK6iKBueUbZxvrAtCNPsoGyGBiuJoRjYRj/fuAIlCv8PLO3/sOzbDox8Oo/rJxMG5j6+dM/txCB+e0/6/lVLgAAAAAA8Og5YQqLox23AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAM0Ddvu8cMR969P6ETi5+QP6w13r+U8rAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAFgf4F5/egT+AKhsB7GNb4T2AAAAAElFTkSuQmCC'
}

/** A Mapbox vector tile of version 2: one layer "practice" with one point in its middle. */
const VECTOR_TILE = 'GjJ4AgoIcHJhY3RpY2USDwgBEgIAABgBIgUJgCCAIBoEbmFtZSIKCghwcmFjdGljZSiAIA=='

/** The tilesets that the practice cloud draws, by their format; Azure has many more. */
const TILESETS: Readonly<Record<string, 'raster' | 'vector'>> = {
  'microsoft.base': 'vector',
  'microsoft.base.labels': 'vector',
  'microsoft.base.hybrid': 'vector',
  'microsoft.base.road': 'raster',
  'microsoft.base.darkgrey': 'raster',
  'microsoft.base.labels.road': 'raster',
  'microsoft.base.hybrid.road': 'raster'
}

/** A tile with its media type; undefined for a tileset or a size that is not there. */
export const tileOf = (
  tilesetId: string,
  size: string
): { bytes: Uint8Array<ArrayBuffer>; contentType: string } | undefined => {
  const picture = Object.hasOwn(PICTURES, size) ? PICTURES[size] : undefined
  if (picture === undefined || !Object.hasOwn(TILESETS, tilesetId)) return undefined
  return TILESETS[tilesetId] === 'raster'
    ? { bytes: new Uint8Array(Buffer.from(picture, 'base64')), contentType: 'image/png' }
    : { bytes: new Uint8Array(Buffer.from(VECTOR_TILE, 'base64')), contentType: 'application/vnd.mapbox-vector-tile' }
}
