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
  mayNotDirect: refused(
    'mayNotDirect',
    '只有领导、导调和管理员可以组织演练，请先登录',
    'Only a leader, a director or an administrator may lead a drill: sign in first',
  ),
  alreadyOpen: refused('alreadyOpen', '演练室已经打开', 'The drill room is open already'),
  liveAlarmOpen: refused(
    'liveAlarmOpen',
    '有实战报警尚未应答，不能打开演练室',
    'A real alarm has not been answered: the drill room stays shut',
  ),
  noGround: refused(
    'noGround',
    '本机核心没有给出本站资料：只能用示范辖区演练',
    'No core of this machine told what a drill may have of this station: only the demo district is there',
  ),
  notOpen: refused('notOpen', '演练室没有打开', 'The drill room is not open'),
  notStarted: refused('notStarted', '演练室没有启动', 'The drill room did not start'),
  tooManyDesks: refused('tooManyDesks', '本机的演练席位都已打开', 'Every trainee’s desk of this machine is open'),
} as const;
