import type { LivePermit } from '#shared/domain/livePermit.ts';
import type { Notice } from '#shared/domain/notice.ts';
import type { World } from '#shared/domain/world.ts';
import type { NoticeAdapter, Sending } from '../adapter.ts';

/** Sirens on the station's own links. Carried out in the turn it is asked: a frame into a buffer waits for nothing. */
export function sirenAdapter(
  _permit: LivePermit,
  { devices }: Pick<World, 'devices'>,
  output: (linkId: string, account: string, isOn: boolean) => boolean,
): NoticeAdapter {
  return {
    name: 'siren',
    limits: { all: 1_000, lane: 1_000 },
    laneOf: ({ to }) => to,
    send({ to, matter }: Notice): Sending {
      const { link, account } = devices.get(to) ?? {};
      if (link === undefined || account === undefined) return { state: 'failed', reason: 'noSiren' };
      return output(link, account, matter === 'sirenOn') ? { state: 'sent' } : { state: 'retry', reason: 'noSiren' };
    },
  };
}
