import { signInNeed } from '../../commands/sessionCommands.ts';
import { useCommands, useLive } from '../desk.tsx';

/** Who sits here as the core knows them, and what stands in the way of handling an alarm. */
export function useSeat() {
  const context = useCommands();
  const seat = useLive(({ live }) => live.seat);
  const need = useLive(() => signInNeed(context));
  return { seat, need };
}
