/** The entries of the bridge about joining a host: one line each, arguments parsed by the door. */
import { z } from 'zod';
import { BRIDGE_CHANNELS } from '#shared/wire/bridge.ts';
import type { IpcDoor } from '../ipc.ts';
import type { JoinDesk } from './joinDesk.ts';

const address = z.string().min(1).max(300);
const wish = z.strictObject({
  address,
  fingerprint: z.string().regex(/^[0-9a-f]{64}$/),
  code: z.string().min(1).max(40),
});

export function answerJoin(door: IpcDoor, desk: JoinDesk): void {
  door.handle(BRIDGE_CHANNELS.lookAtHost, 'window', z.tuple([address]), (text) => desk.look(text));
  door.handle(BRIDGE_CHANNELS.joinHost, 'window', z.tuple([wish]), (wanted) => desk.join(wanted));
  door.handle(BRIDGE_CHANNELS.leaveHost, 'window', z.tuple([]), () => desk.leave());
}
