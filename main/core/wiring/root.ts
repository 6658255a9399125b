/**
 * What every part of a station stands on: its folder opened, its desk folded and enrolled, and one store of what is to be
 * disposed. Parts attach to `store` in the order they are wired, so the last wired is the first gone.
 */
import { randomUUID } from 'node:crypto';
import type { Station } from '#main/core/config.ts';
import type { CommandFamily } from '#main/core/desk/command.ts';
import { Desk } from '#main/core/desk/desk.ts';
import type { Complain } from '#main/core/desk/ruleFailures.ts';
import { DeviceKeys } from '#main/core/deviceKeys.ts';
import { Outages } from '#main/core/drill/outages.ts';
import type { TokenRecord } from '#main/core/gateway/index.ts';
import { type Journal, type JournalFault, openJournal } from '#main/core/journal/index.ts';
import { PeopleVault } from '#main/core/people/index.ts';
import { openScene, type Scene } from '#main/core/scene/index.ts';
import { loadStationSecret } from '#main/core/stationSecret.ts';
import type { MediaHost, MediaHostOptions } from '#main/core/video/media/contract.ts';
import { isOpenDrill } from '#shared/domain/drill.ts';
import { LivePermit } from '#shared/domain/livePermit.ts';
import { type Clock, PacedClock } from '#shared/kit/clock.ts';
import { DisposableStore, toDisposable } from '#shared/kit/disposable.ts';
import { fail, ok, type Refusal, type Result } from '#shared/kit/result.ts';
import { enroll } from './enroll.ts';

export interface CoreOptions {
  readonly dataDirectory: string;
  readonly station: Station;
  /** The opened scene's folder: what `station.scene` resolves to on this machine. */
  readonly packDirectory: string;
  readonly clock?: Clock;
  /** Tokens besides those of station.json: this machine's own seat, a drill's phones. */
  readonly tokens?: readonly TokenRecord[];
  /** How pictures come; the media process of its own where nothing is said. */
  readonly openMedia?: (options: MediaHostOptions) => MediaHost;
  /** The journal can no longer be written, or something that must not be missed went wrong. */
  onFatal(error: unknown): void;
  onFault?(fault: JournalFault): void;
  /** One line of the log; to the error output of the process where it is not said. */
  readonly complain?: Complain;
  /** Other rules than the desk's own: how a test shows that it would notice a broken one. */
  readonly rules?: CommandFamily;
}

export interface Root {
  readonly options: CoreOptions;
  readonly station: Station;
  readonly directory: string;
  /** The station's time: what every event, limit and age goes by. A drill may turn it. */
  readonly clock: Clock;
  /** The time of the world outside, which no drill turns: sign-ins, tickets. */
  readonly wall: Clock;
  /** What `clock` is at a station of realm drill; null at a live one. */
  readonly paced: PacedClock | null;
  /** The right to reach outside; null in a drill. */
  readonly permit: LivePermit | null;
  /** What a drill has taken away for now. */
  readonly outages: Outages;
  readonly journal: Journal;
  readonly keys: DeviceKeys;
  readonly scene: Scene;
  readonly secret: Buffer;
  readonly people: PeopleVault;
  readonly desk: Desk;
  readonly store: DisposableStore;
  /** Runs it at every tick until the store is disposed; what it throws is a bug and goes where every other bug goes. */
  everyTick(run: () => void): void;
  /** The station could not be opened after all: everything attached so far goes, then the journal. */
  abandon(failure: Refusal): Promise<{ ok: false; failure: Refusal }>;
}

const TICK_MS = 250;

/** Fails with `alreadyRunning`, with what the journal, the keys or the vault says, or with `scene`; nothing is left open then. */
export async function openRoot(options: CoreOptions): Promise<Result<Root>> {
  const { dataDirectory: directory, station, packDirectory, onFatal } = options;
  const wall = options.clock ?? Date.now;
  const paced = station.realm === 'drill' ? new PacedClock(wall) : null;
  const clock = paced?.now ?? wall;
  const opened = openJournal({
    directory,
    station: station.station.id,
    realm: station.realm,
    clock,
    onFatal,
    ...(options.onFault && { onFault: options.onFault }),
  });
  if (!opened.ok) return opened;
  const journal = opened.value;
  const store = new DisposableStore();
  const abandon = async (failure: Refusal) => {
    store.dispose();
    await journal.close();
    return fail(failure);
  };
  const keys = DeviceKeys.open(directory, station.devices);
  if (!keys.ok) return abandon(keys.failure);
  const scene = await openScene(packDirectory);
  if (!scene.ok) return abandon({ code: 'scene', message: `scene: ${scene.failure.message}` });
  const secret = loadStationSecret(directory);
  const people = PeopleVault.open({ directory, secret, clock, newId: randomUUID });
  if (!people.ok) return abandon(people.failure);
  store.add(toDisposable(() => people.value.close()));
  const desk = new Desk(journal, clock, options.complain);
  if (paced) takeUpTime(paced, desk);
  await enroll(desk, station, scene.value, keys.value);
  return ok({
    ...{ options, station, directory, clock, wall, paced, journal, keys: keys.value, scene: scene.value, secret },
    ...{ people: people.value, desk, store, abandon, permit: LivePermit.of(station.realm), outages: new Outages() },
    everyTick: (run) => void store.add(every(TICK_MS, run, onFatal)),
  });
}

/** Goes on where the last drill left it, which may be ahead of the world; in the middle of one it stands. */
function takeUpTime(paced: PacedClock, { journal, world }: Desk): void {
  const [last] = journal.read(journal.head.seq - 1, 1);
  if (!last) return;
  if (isOpenDrill(world.drill)) paced.set(last.at, 0);
  else if (last.at > paced.now()) paced.set(last.at);
}

/** A bug in a timer must not die unheard. */
function every(ms: number, run: () => void, onFatal: (error: unknown) => void) {
  const timer = setInterval(() => {
    try {
      run();
    } catch (error) {
      onFatal(error);
    }
  }, ms);
  return toDisposable(() => clearInterval(timer));
}
