/** Why a drill room or a window of it was not opened, in the words of the desk. */
import type { DrillRoomAnswer } from '#shared/wire/drillRoom.ts';

type Refused = Extract<DrillRoomAnswer, { ok: false }>;

const refused = (code: string, zh: string, en: string): Refused => ({ ok: false, code, reason: { zh, en } });

export const REFUSED = {
  drillStation: refused(
    'drillStation',
    '本站就是演练站，不另开演练室',
    'This station is a drill itself: it has no drill room',
  ),
  notOpen: refused('notOpen', '演练室没有打开', 'The drill room is not open'),
} as const;
