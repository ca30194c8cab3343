import * as v from 'valibot'
import { badRequest } from '../geocatalog-error.ts'

type Point = readonly [number, number]
type Box = readonly [number, number, number, number]

const position = v.pipe(
  v.array(v.number()),
  v.minLength(2),
  v.transform((numbers): Point => [numbers[0] ?? 0, numbers[1] ?? 0])
)
const line = v.array(position)
const shapes = v.variant('type', [
  v.object({ type: v.literal('Point'), coordinates: position }),
  v.object({ type: v.literal('MultiPoint'), coordinates: line }),
  v.object({ type: v.literal('LineString'), coordinates: line }),
  v.object({ type: v.literal('MultiLineString'), coordinates: v.array(line) }),
  v.object({ type: v.literal('Polygon'), coordinates: v.array(line) }),
  v.object({ type: v.literal('MultiPolygon'), coordinates: v.array(v.array(line)) })
])

/** What a GeoJSON geometry is made of: lines, a point being a line of one, and rings around areas. */
export interface Shape {
  lines: readonly (readonly Point[])[]
  /** The outer ring first, then its holes. */
  areas: readonly (readonly (readonly Point[])[])[]
}

/** Reads a GeoJSON geometry. */
export const readShape = (geometry: unknown): Shape => {
  const parsed = v.safeParse(shapes, geometry)
  if (!parsed.success) throw badRequest('The geometry is not one that GeoJSON knows.')
  const { output: shape } = parsed
  switch (shape.type) {
    case 'Point':
      return { lines: [[shape.coordinates]], areas: [] }
    case 'MultiPoint':
      return { lines: shape.coordinates.map((one) => [one]), areas: [] }
    case 'LineString':
      return { lines: [shape.coordinates], areas: [] }
    case 'MultiLineString':
      return { lines: shape.coordinates, areas: [] }
    case 'Polygon':
      return { lines: shape.coordinates, areas: [shape.coordinates] }
    case 'MultiPolygon':
      return { lines: shape.coordinates.flat(), areas: shape.coordinates }
  }
}

const inBox = ([x, y]: Point, [west, south, east, north]: Box): boolean =>
  x >= west && x <= east && y >= south && y <= north

/** Whether a ring runs around a point, by counting how often a ray from it meets the ring. */
const around = (ring: readonly Point[], [x, y]: Point): boolean =>
  ring.filter(([x2, y2], index) => {
    const [x1, y1] = ring.at(index - 1) ?? [x2, y2]
    return y1 > y !== y2 > y && x < ((x2 - x1) * (y - y1)) / (y2 - y1) + x1
  }).length %
    2 ===
  1

/** Whether any of the line from one point to another lies in a box (Liang and Barsky). */
const crosses = ([x1, y1]: Point, [x2, y2]: Point, [west, south, east, north]: Box): boolean => {
  let [enter, leave] = [0, 1]
  const edges = [
    [x1 - x2, x1 - west],
    [x2 - x1, east - x1],
    [y1 - y2, y1 - south],
    [y2 - y1, north - y1]
  ] as const
  for (const [towards, distance] of edges) {
    if (towards === 0 && distance < 0) return false
    if (towards < 0) enter = Math.max(enter, distance / towards)
    if (towards > 0) leave = Math.min(leave, distance / towards)
  }
  return enter <= leave
}

/** Whether a shape and a box have a point in common. */
export const shapeMeetsBox = ({ lines, areas }: Shape, box: Box): boolean =>
  lines.some((points) =>
    points.some((point, index) => {
      const before = points[index - 1]
      return inBox(point, box) || (before !== undefined && crosses(before, point, box))
    })
  ) || areas.some((rings) => rings.filter((ring) => around(ring, [box[0], box[1]])).length % 2 === 1)

/** Whether two boxes have a point in common; a box whose west lies east of its east goes around the back of the globe. */
export const boxesMeet = ([west, south, east, north]: Box, other: Box): boolean => {
  if (west > east) return boxesMeet([west, south, 180, north], other) || boxesMeet([-180, south, east, north], other)
  return west <= other[2] && other[0] <= east && south <= other[3] && other[1] <= north
}
