import { useCallback } from 'react';
import type { MapPoint } from '../../commands/deskView.ts';
import { useCommands, useView } from '../desk.tsx';

/** Who takes the place of the next click on the map, while a form waits for one; null: a click selects. */
export function useAim(): ((ground: MapPoint) => void) | null {
  const { view } = useCommands();
  const isAiming = useView(({ mapAim }) => mapAim !== null);
  // Who asked may have had enough since: two clicks can come before the map hears of it.
  const take = useCallback((ground: MapPoint) => view.state.mapAim?.(ground), [view]);
  return isAiming ? take : null;
}
