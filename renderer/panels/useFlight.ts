import type { Selection } from '../live/selection.ts';
import { useCommands } from './desk.tsx';

/** Takes the sheet away, selects a thing and flies there. */
export function useFlight(): (selection: Selection) => void {
  const { view, map } = useCommands();
  return (selection) => {
    view.change({ sheet: null });
    view.select(selection);
    map()?.flyTo(selection);
  };
}
