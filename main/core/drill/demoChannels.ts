/** Cameras of a drill as live channels: each plays one of the loops that a pack brings, and nothing is fetched from anywhere. */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { ChannelStatement, StreamSource } from '#shared/domain/channel.ts';
import type { DeviceFeature } from '#shared/wire/packFeatures.ts';

/** Where a pack keeps its loops. */
export const PACK_MEDIA_FOLDER = 'media';

/** Which loop suits a camera by what its name says; the first whose file is there. Any other takes one in turn. */
const SUITS: readonly (readonly [says: RegExp, loop: RegExp])[] = [
  [/学校|小学|中学|幼儿园/, /^(?:school|gate)/],
  [/门口|大门|银行|医院/, /^(?:gate|door|entrance|corridor|hall)/],
  [/卡口|高架|大桥/, /^(?:road|street|crossing|junction|traffic)/],
];

/** Every camera of the demo district, as its pack describes it. */
export async function demoChannels(packFolder: string, cameras: readonly DeviceFeature[]): Promise<ChannelStatement[]> {
  const loops = await loopsIn(join(packFolder, PACK_MEDIA_FOLDER));
  if (loops.length === 0) return [];
  return cameras.map(({ properties: { deviceId, name } }, index) => ({
    id: deviceId,
    sources: loopSources(name, index, loops),
    hasPtz: name.endsWith('球机'),
  }));
}

/** What the camera of that name plays; nothing where there are no loops. */
export function loopSources(name: string, index: number, loops: readonly string[]): StreamSource[] {
  return loops.length === 0 ? [] : [{ protocol: 'file', grade: 'main', url: loopFor(name, index, loops) }];
}

function loopFor(name: string, index: number, loops: readonly string[]): string {
  const suiting = SUITS.flatMap(([says, loop]) => (says.test(name) ? loops.filter((file) => loop.test(file)) : []));
  const choice = suiting.length > 0 ? suiting : loops;
  return choice[index % choice.length]!;
}

/** None where the pack was made without them. */
export async function loopsIn(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch(() => []);
  return names.filter((name) => name.endsWith('.ts')).sort();
}
