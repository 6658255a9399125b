import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parseStation } from '#main/core/config.ts';
import { startCore } from '#main/core/index.ts';
import { citySources } from '#scenes/import/cityFolder.ts';
import { importCity } from '#scenes/import/importCity.ts';
import { distanceM } from '#shared/geo/earth.ts';

const SHARED = join(import.meta.dirname, '../../../shared/data/shanghai');
const BUND: [number, number] = [121.485032, 31.238114];
/** Pudong, straight across the river: near by air, far by road. */
const LUJIAZUI: [number, number] = [121.4975, 31.2395];
const PEOPLES_SQUARE: [number, number] = [121.4712, 31.2345];

test.skipIf(!existsSync(SHARED))(
  'a real city: imported, opened, and the unit across the river is not the nearest (skipped: no shared data)',
  async () => {
    const home = await mkdtemp(join(tmpdir(), 'pingan-city-'));
    const out = join(home, 'pack');
    const report = await importCity(citySources(SHARED, { out, created: '2026-11-21T00:00:00Z' }));
    const kept = Object.fromEntries(report.layers.map((layer) => [layer.id, layer.kept]));
    expect(kept.roads).toBeGreaterThan(4_000);
    expect(kept.grids).toBeGreaterThan(1_000);
    const unit = (id: string, [lon, lat]: [number, number], kind = 'gridWorker') => ({
      id,
      name: id,
      kind,
      mode: 'ebike',
      lon,
      lat,
    });
    const near = (metresEast: number): [number, number] => [BUND[0] + metresEast / 95_000, BUND[1]];
    const station = parseStation(
      {
        station: { id: 'bund', name: '外滩综治中心', jurisdiction: '990101' },
        http: { host: '127.0.0.1', port: 0 },
        units: [
          unit('across', LUJIAZUI),
          unit('square', PEOPLES_SQUARE),
          unit('street', near(-400)),
          unit('medic', near(-100), 'medical'),
        ],
        tokens: [{ token: 'admin-token-of-the-tests', role: 'admin', name: '管理员' }],
      },
      home,
    );
    if (!station.ok) throw new Error(station.failure.message);
    const started = await startCore({
      dataDirectory: join(home, 'data'),
      station: station.value,
      packDirectory: out,
      onFatal(error) {
        throw error;
      },
    });
    if (!started.ok) throw new Error(started.failure.message);
    const core = started.value;
    const ask = async (path: string, body?: object) => {
      const response = await fetch(`${core.url}${path}`, {
        method: body ? 'POST' : 'GET',
        headers: { authorization: 'Bearer admin-token-of-the-tests', 'content-type': 'application/json' },
        ...(body && { body: JSON.stringify(body) }),
      });
      return (await response.json()) as Record<string, never>;
    };
    const [lon, lat] = BUND;
    const { incidentId } = await ask('/api/commands', {
      commandId: 'open-on-the-bund',
      kind: 'incident.open',
      body: { kind: 'dispute', lon, lat },
    });
    const { incident } = (await ask(`/api/incidents/${incidentId}`)) as unknown as {
      incident: { place: { address: string; gridCode: string } };
    };
    const { candidates, passedOver } = (await ask(`/api/incidents/${incidentId}/recommendation`)) as unknown as {
      candidates: { unitId: string; etaSeconds: number; routeM: number; reasons: string[] }[];
      passedOver: { unitId: string; code: string }[];
    };
    await core.close();
    await rm(home, { recursive: true, force: true });

    expect(incident.place.gridCode).toMatch(/^99\d{13}$/);
    expect(incident.place.address).toMatch(/路|街|道/);
    expect(candidates.map(({ unitId }) => unitId)).toEqual(['street', 'square', 'across']);
    expect(distanceM(BUND, LUJIAZUI)).toBeLessThan(distanceM(BUND, PEOPLES_SQUARE));
    const [street, square, across] = candidates;
    expect(street!.etaSeconds).toBeGreaterThan(400 / (20 / 3.6));
    expect(street!.etaSeconds).toBeLessThan(5 * 60);
    expect(across!.routeM).toBeGreaterThan(2 * distanceM(BUND, LUJIAZUI));
    expect(across!.etaSeconds).toBeGreaterThan(square!.etaSeconds);
    expect(passedOver).toContainEqual(expect.objectContaining({ unitId: 'medic', code: 'unsuitable' }));
  },
);
