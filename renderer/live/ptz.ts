/** Turning a camera from this seat (shared/wire/ptz.ts). */
import type { PtzHold, PtzOrder, PtzState } from '#shared/wire/ptz.ts';
import { asJson, askCore, type CoreAnswer } from './askCore.ts';
import type { DeskSource } from './deskSource.ts';

type Door = Pick<DeskSource, 'door'>;

export function ptzState({ door }: Door, channelId: string, signal: AbortSignal): Promise<CoreAnswer<PtzState>> {
  return askCore(door, pathOf(channelId), asJson<PtzState>, { signal });
}

export function orderPtz({ door }: Door, channelId: string, order: PtzOrder): Promise<CoreAnswer<PtzHold>> {
  return askCore(door, pathOf(channelId), asJson<PtzHold>, { method: 'POST', json: order });
}

const pathOf = (channelId: string) => `/api/video/channels/${encodeURIComponent(channelId)}/ptz`;
