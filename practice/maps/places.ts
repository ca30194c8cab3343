/** One of the few places that the practice cloud knows. */
export interface Place {
  words: string[]
  /** Longitude and latitude. */
  point: [number, number]
  address: {
    addressLine?: string
    postalCode?: string
    locality: string
    formattedAddress: string
    country: [string, string]
    districts: string[]
  }
}

const PLACES: readonly Place[] = [
  {
    words: ['microsoft', 'redmond'],
    point: [-122.128265, 47.639385],
    address: {
      addressLine: '1 Microsoft Way',
      postalCode: '98052',
      locality: 'Redmond',
      formattedAddress: '1 Microsoft Way, Redmond, WA 98052, United States',
      country: ['United States', 'US'],
      districts: ['WA', 'King County']
    }
  },
  {
    words: ['24th', 'redmond'],
    point: [-122.138669, 47.630359],
    address: {
      addressLine: '15127 NE 24th St',
      postalCode: '98052',
      locality: 'Redmond',
      formattedAddress: '15127 NE 24th St, Redmond, Washington 98052',
      country: ['United States', 'US'],
      districts: ['WA', 'King County']
    }
  },
  {
    words: ['redmond'],
    point: [-122.1215, 47.674],
    address: {
      locality: 'Redmond',
      formattedAddress: 'Redmond, WA, United States',
      country: ['United States', 'US'],
      districts: ['WA', 'King County']
    }
  },
  {
    words: ['seattle'],
    point: [-122.33, 47.6],
    address: {
      locality: 'Seattle',
      formattedAddress: 'Seattle, WA, United States',
      country: ['United States', 'US'],
      districts: ['WA', 'King County']
    }
  },
  {
    words: ['aalborg'],
    point: [9.9217, 57.0488],
    address: {
      locality: 'Aalborg',
      formattedAddress: 'Aalborg, Denmark',
      country: ['Denmark', 'DK'],
      districts: ['North Denmark Region']
    }
  },
  {
    words: ['copenhagen'],
    point: [12.5683, 55.6761],
    address: {
      locality: 'Copenhagen',
      formattedAddress: 'Copenhagen, Denmark',
      country: ['Denmark', 'DK'],
      districts: ['Capital Region of Denmark']
    }
  },
  {
    words: ['london'],
    point: [-0.1276, 51.5072],
    address: {
      locality: 'London',
      formattedAddress: 'London, England, United Kingdom',
      country: ['United Kingdom', 'GB'],
      districts: ['England']
    }
  },
  {
    words: ['berlin'],
    point: [13.405, 52.52],
    address: {
      locality: 'Berlin',
      formattedAddress: 'Berlin, Germany',
      country: ['Germany', 'DE'],
      districts: ['Berlin']
    }
  },
  {
    words: ['paris'],
    point: [2.3522, 48.8566],
    address: {
      locality: 'Paris',
      formattedAddress: 'Paris, France',
      country: ['France', 'FR'],
      districts: ['Île-de-France']
    }
  }
]

/** Number and name of a place's street; nothing for what is no address. */
export const streetOf = ({ address }: Place): { streetNumber?: string; streetName?: string } => {
  const [streetNumber, ...rest] = address.addressLine?.split(' ') ?? []
  return streetNumber === undefined ? {} : { streetNumber, streetName: rest.join(' ') }
}

/** The place whose words are all in a query, or undefined. */
export const findPlace = (query: string): Place | undefined => {
  const asked = new Set(query.toLowerCase().split(/[^\p{L}\p{N}]+/u))
  return PLACES.find((one) => one.words.every((word) => asked.has(word)))
}

/** About half a degree: what is farther away is not near. */
const NEAR_DEGREES = 0.5

/** The nearest place to a point, or undefined where none is near. */
export const placeNear = ([longitude, latitude]: readonly [number, number]): Place | undefined => {
  const distance = ({ point }: Place): number => Math.hypot(point[0] - longitude, point[1] - latitude)
  const near = PLACES.filter((one) => distance(one) <= NEAR_DEGREES)
  return near.sort((left, right) => distance(left) - distance(right))[0]
}
