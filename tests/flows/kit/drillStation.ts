/** A station of realm drill with its cast, on a clock that the test turns: nothing in it depends on how fast the machine is. */
import { parseStation } from '#main/core/config.ts';
import { drillTokens, startDrill } from '#main/core/drill/index.ts';
import { roomStation } from '#main/core/drill/roomStation.ts';
import type { IncidentState } from '#shared/domain/incident.ts';
import type { DrillReport } from '#shared/wire/drill.ts';
import { eventually, openStation, STATION, type TestStation } from './station.ts';

export const DIRECTOR = 'director-token-of-the-tests';
export const LEADER = 'leader-token-of-the-tests-1';
export const SECOND_LEADER = 'leader-token-of-the-tests-2';
const START = Date.UTC(2026, 10, 22, 2, 0, 0);

const GROUPS = [
  {
    id: 'paichusuo',
    kind: 'police',
    name: '东溪派出所',
    members: [{ id: 'seat', name: '值班民警', channel: { kind: 'seat', role: 'duty', scope: '990101001' } }],
  },
];

export interface DrillStation extends AsyncDisposable {
  readonly station: TestStation;
  report(token?: string): Promise<DrillReport>;
  /** So many seconds of the world go by: at pace 10 ten times as many of the drill. */
  pass(seconds: number): void;
  /** Turns the clock on, a little at a time, until it is so. */
  passUntil<Value>(what: string, ask: () => Promise<Value | undefined> | Value | undefined): Promise<Value>;
  open(): Promise<readonly IncidentState[]>;
  /** POST or DELETE with the director's token. */
  send(method: string, path: string, body?: object): Promise<{ status: number; body: Record<string, unknown> }>;
}

export async function openDrillStation(options: { folder?: string; now?: number } = {}): Promise<DrillStation> {
  let now = options.now ?? START;
  const tokens = drillTokens();
  const overrides = {
    realm: 'drill',
    groups: GROUPS,
    tokens: [
      ...STATION.tokens,
      { token: DIRECTOR, role: 'director', name: '导调员' },
      { token: LEADER, role: 'leader', name: '带班领导' },
      { token: SECOND_LEADER, role: 'leader', name: '受训领导' },
    ],
  };
  const station = await openStation({
    ...{ overrides, clock: () => now, tokens: Object.values(tokens) },
    ...(options.folder && { folder: options.folder }),
  });
  const parsed = parseStation({ ...STATION, ...overrides }, station.folder);
  if (!parsed.ok) throw new Error(parsed.failure.message);
  const cast = startDrill(station.core, parsed.value, tokens, { seed: 7, goesOnByItself: false });
  return {
    station,
    report: (token = DIRECTOR) => station.get<DrillReport>('/api/drill', token),
    pass(seconds) {
      now += seconds * 1_000;
    },
    passUntil: (what, ask) =>
      eventually(what, async () => {
        now += 200;
        return ask();
      }),
    open: async () => (await station.get<{ incidents: IncidentState[] }>('/api/incidents?state=open')).incidents,
    async send(method, path, body) {
      const response = await fetch(`${station.core.url}${path}`, {
        method,
        headers: { authorization: `Bearer ${DIRECTOR}`, ...(body && { 'content-type': 'application/json' }) },
        ...(body && { body: JSON.stringify(body) }),
      });
      return { status: response.status, body: (await response.json()) as Record<string, unknown> };
    },
    async [Symbol.asyncDispose]() {
      cast.dispose();
      await station[Symbol.asyncDispose]();
    },
  };
}

/** What a drill room beside a live station of that configuration is given. */
export async function roomBeside(stated: object): Promise<object> {
  await using live = await openStation({ overrides: stated });
  const ground = live.core.drillGround()!;
  const { scene: _, ...room } = roomStation({ ...ground, loops: { folder: live.folder, names: [] } });
  return { ...room, tokens: STATION.tokens };
}
