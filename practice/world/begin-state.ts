import type { ResolvedOptions } from '../options.ts'
import { readStateFile, type State } from './read-state-file.ts'
import { openStateFolder, type StateFolder } from './state-folder.ts'
import { WORLDS } from './worlds.ts'

/** What a practice cloud starts with. */
export interface BegunState extends State {
  /** The folder that keeps it; taken by this process from now on. */
  folder: StateFolder | undefined
}

type Chosen = Pick<ResolvedOptions, 'world' | 'worldSeed' | 'stateFile' | 'folder'>

const builtIn = ({ world = 'default', worldSeed }: Chosen): State => ({
  world: WORLDS[world].make(worldSeed),
  weather: []
})

/** Reads or makes the state that a start begins with. What a folder kept counts before anything else. */
export const beginState = (chosen: Chosen): BegunState => {
  if (chosen.world !== undefined && chosen.stateFile !== undefined)
    throw new Error('A world and a state file were given; choose one of them.')
  const folder = chosen.folder === undefined ? undefined : openStateFolder(chosen.folder)
  try {
    if (folder?.exists === true) {
      if (chosen.world !== undefined || chosen.stateFile !== undefined)
        throw new Error(
          `The folder ${String(chosen.folder)} keeps a state already; start without a world or a state file, or choose another folder.`
        )
      return { ...readStateFile(folder.file), folder }
    }
    const begun = chosen.stateFile === undefined ? builtIn(chosen) : readStateFile(chosen.stateFile)
    return { ...begun, folder }
  } catch (error) {
    folder?.close()
    throw error
  }
}
