import type { SceneLibrary, SceneLibraryState } from '../../live/sceneLibrary.ts';
import { useFollow } from '../../ui/useFollow.ts';
import { useCommands } from '../desk.tsx';

/** The scene packs of this machine; only inside a sheet that has found them (`ScenesSheet`). */
export function useLibrary(): SceneLibrary {
  const { scenes } = useCommands().machine;
  if (!scenes) throw new Error('This window keeps no scenes');
  return scenes;
}

export function useScenes<Value>(read: (state: SceneLibraryState) => Value): Value {
  const library = useLibrary();
  return useFollow(library.changes, () => read(library.state));
}
