import { at, type Fixture } from './practice-fixture.ts'

/** What Azure Maps says to a token: 200 for one that it takes. */
export const takenByMaps = async (fixture: Fixture, token: string | undefined): Promise<number> => {
  const { endpoints, maps } = fixture.cloud.ready
  const response = await fixture.fetch(`${endpoints.maps}/map/copyright/caption/json?api-version=2024-04-01`, {
    headers: { authorization: `Bearer ${token ?? ''}`, 'x-ms-client-id': at(maps, 0).clientId }
  })
  return response.status
}
