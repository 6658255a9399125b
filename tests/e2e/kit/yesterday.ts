/** What a station lived through before the application is opened: its own core, on its own data, by a clock of the past. */
import { join } from 'node:path';
import { loadStation } from '#main/core/config.ts';
import { startCore } from '#main/core/index.ts';
import { absentMedia } from '#tests/flows/kit/absentMedia.ts';
import { checkout } from './launch.ts';
import type { LiveStation } from './liveStation.ts';

/** Runs the core `agoMs` in the past while `happens` goes on; it is told where the core answers. */
export async function liveBefore(
  { configFile, dataFolder }: LiveStation,
  agoMs: number,
  happens: (url: string) => Promise<void>,
): Promise<void> {
  const station = loadStation(configFile);
  if (!station.ok) throw new Error(station.failure.message);
  const started = await startCore({
    dataDirectory: dataFolder,
    station: station.value,
    packDirectory: join(checkout, 'dist/scenes/demo'),
    clock: () => Date.now() - agoMs,
    openMedia: () => absentMedia(),
    onFatal(error) {
      throw error;
    },
  });
  if (!started.ok) throw new Error(started.failure.message);
  try {
    await happens(started.value.url);
  } finally {
    await started.value.close();
  }
}
