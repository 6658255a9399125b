import { shiftOf } from '#shared/domain/shift.ts';
import { useCommands, useLive } from '../desk.tsx';

/**
 * The id this seat acts by, as the core writes it into events: of the person who is signed in. A seat of a machine, which acts by
 * itself only where nobody can sign in, is known by its name.
 */
export function useOwn() {
  const { signIn } = useCommands();
  const seat = useLive(({ live }) => live.seat);
  const own = useLive(({ live }) => {
    const id = signIn.person?.id;
    if (id !== undefined) return id;
    const shifts = [...live.world.duty.shifts.values()];
    const lines = shifts.flatMap(({ attendance }) => attendance);
    return lines.findLast(({ name }) => name === live.seat?.name)?.accountId ?? null;
  });
  const shiftId = useLive(({ live }) =>
    own === null ? null : (shiftOf(live.world.duty.shifts.values(), own)?.id ?? null),
  );
  return { accountId: own, name: seat?.name ?? '', shiftId };
}
