/**
 * From the datagram to the eyes: four cameras stand around each pole, real streams of the drill's loops through the station's own
 * media process. Timed from just before the datagram leaves to the moment all four tiles stand in the dock, and to the moment each of
 * them says that its picture is live. One clock for all: the wall clock of this machine.
 */
import { execFileSync } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { ask, incidentsOf, openDuty, order, untilPainted } from '#tests/e2e/kit/duty.ts';
import { checkout } from '#tests/e2e/kit/launch.ts';
import { HOLD_UP, makeLiveStation, type PoleAccount } from '#tests/e2e/kit/liveStation.ts';
import { pointAt } from '#tests/fixtures/tinyPack.ts';
import { alarmRow, type BenchRow } from './kit.ts';
import { arrival } from './painted.ts';

const ALARMS = 12;
const EYES = 4;
/** Metres east and north of the middle of the district, as the live station has them. */
const POLES: readonly (readonly [PoleAccount, number, number])[] = [
  ['70A1', 0, 0],
  ['70A2', 450, 400],
  ['70A3', -500, 350],
];
const LOOPS = ['street-day.ts', 'gate.ts', 'square.ts', 'carpark.ts'];

/** When the dock had all its tiles, and when all were live, since it was last asked to begin. */
const WATCH_DOCK = `(() => {
  window.dock = { openAt: 0, liveAt: 0 };
  const look = () => {
    const tiles = [...document.querySelectorAll('.video-dock .tile')];
    if (tiles.length < ${EYES}) return;
    window.dock.openAt ||= Date.now();
    if (tiles.every((tile) => tile.dataset.status === 'live')) window.dock.liveAt ||= Date.now();
  };
  new MutationObserver(look).observe(document.body, {
    childList: true, subtree: true, attributes: true, attributeFilter: ['data-status'],
  });
})()`;

export async function measure(): Promise<BenchRow[]> {
  execFileSync(process.execPath, ['scripts/build.mjs'], { cwd: checkout, stdio: 'inherit' });
  await using station = await makeLiveStation();
  const { configFile, dataFolder } = station;
  const stated = JSON.parse(await readFile(configFile, 'utf8'));
  await writeFile(configFile, JSON.stringify({ ...stated, video: { channels: POLES.flatMap(camerasAround) } }));
  const duty = await openDuty({ configFile, dataFolder });
  const { page, url } = duty;
  try {
    await untilPainted(duty, ({ isPainted, buildingsLoaded }) => isPainted && buildingsLoaded);
    await page.evaluate(WATCH_DOCK);
    const opened: number[] = [];
    const live: number[] = [];
    for (let count = 0; count < ALARMS; count++) {
      await page.evaluate('window.dock.openAt = window.dock.liveAt = 0');
      const sentAt = Date.now();
      const { kind } = await station.press(POLES[count % POLES.length]![0], HOLD_UP);
      if (kind !== 'ack') throw new Error(`the pole was answered with ${kind}`);
      live.push((await arrival(page, 'window.dock.liveAt')) - sentAt);
      opened.push((await arrival(page, 'window.dock.openAt')) - sentAt);
      const [incident] = await incidentsOf(url, 'open');
      const closed = await order(url, 'incident.close', { incidentId: incident!.id, reason: 'test', note: '' });
      if (!closed.ok) throw new Error(`incident ${incident!.number} could not be closed`);
      await page.locator('.video-dock .tile').first().waitFor({ state: 'detached' });
    }
    const { alarms } = await ask<{ alarms: unknown[] }>(url, '/api/alarms');
    if (alarms.length !== ALARMS) throw new Error(`${alarms.length} alarms instead of ${ALARMS}`);
    return [
      alarmRow(
        'datagram → the four best cameras open by themselves',
        '≤ 1,000 ms',
        opened,
        'all four tiles stand in the dock',
      ),
      alarmRow('datagram → four live pictures', 'no aim stated', live, 'drawn in software where there is no card'),
    ];
  } finally {
    await duty.close();
  }
}

/** Four cameras a dozen metres from a pole, each looking at it. */
function camerasAround([account, eastM, northM]: (typeof POLES)[number]): object[] {
  return LOOPS.map((loop, index) => {
    const heading = index * 90;
    const radians = (heading * Math.PI) / 180;
    const [lon, lat] = pointAt(eastM - Math.sin(radians) * 12, northM - Math.cos(radians) * 12);
    const sources = [{ protocol: 'file', url: loop }];
    return {
      id: `${account}-${index}`,
      name: `${account} ${index + 1} 号枪机`,
      lon,
      lat,
      heading,
      fov: 90,
      rangeM: 80,
      sources,
    };
  });
}
