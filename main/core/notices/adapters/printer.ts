import { mkdir, rename, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { LivePermit } from '#shared/domain/livePermit.ts';
import type { World } from '#shared/domain/world.ts';
import type { NoticeAdapter, Sending } from '../adapter.ts';
import { linkageOf } from '../words.ts';
import { slipHtml } from './slip.ts';

/**
 * Order slips as files in a folder that a printer's own program watches: one whole HTML page each, there at once or not at all.
 * That it lies there is all that is known: `sent`.
 */
export function printerAdapter(
  _permit: LivePermit,
  world: Pick<World, 'incidents'>,
  folder: string,
  stationName: string,
): NoticeAdapter {
  return {
    name: 'printer',
    limits: { all: 1, lane: 1 },
    laneOf: () => folder,
    async send(notice): Promise<Sending> {
      const linked = linkageOf(world, notice);
      if (!linked) return { state: 'failed', reason: 'incidentOver' };
      const { incident, group, member } = linked;
      const name = `${incident.number}-${plain(group.groupId)}-${plain(member.memberId)}.html`;
      const half = join(folder, `.${name}`);
      try {
        await mkdir(folder, { recursive: true });
        await writeFile(half, slipHtml(stationName, incident, group));
        await rename(half, join(folder, name));
        return { state: 'sent' };
      } catch (error) {
        // What is half there takes room on a full disk and is no slip.
        await unlink(half).catch(() => undefined);
        return { state: 'retry', reason: 'notWritten', detail: (error as { code?: string }).code ?? 'unknown' };
      }
    },
  };
}

const plain = (id: string) => id.replace(/[^\w-]/g, '_');
