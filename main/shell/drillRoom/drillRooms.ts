/**
 * Where drills are led at this machine: at the station itself where it is one of realm drill, else in a drill room beside the live
 * station, of which there is one at a time. Owns whether it is open, who may open it, and what a real alarm does to it.
 */
import type { Session } from 'electron';
import { BRIDGE_CHANNELS, type CoreWhereabouts } from '#shared/wire/bridge.ts';
import {
  type DrillGroundId,
  type DrillRoomAnswer,
  type DrillRoomState,
  type DrillRoomWish,
  mayOpenDrillRoom,
  NO_DRILL_ROOM,
} from '#shared/wire/drillRoom.ts';
import type { PulsedDrill, UnansweredAlarm } from '#shared/wire/host.ts';
import { mayDirect } from '#shared/wire/roles.ts';
import type { PageSeat } from '../rooms/room.ts';
import type { StationCore } from '../rooms/stationCore.ts';
import type { StationWindows } from '../rooms/stationWindows.ts';
import type { AlarmSound } from '../sound/alarmSound.ts';
import { askerAt } from './askerAt.ts';
import { BreakIn } from './breakIn.ts';
import { DrillRoom, type DrillRoomOptions } from './drillRoom.ts';
import type { DrillRoomDesk } from './drillRoomBridge.ts';
import { REFUSED } from './refusals.ts';
import { openRoomSession } from './roomSession.ts';

export interface DrillRoomsOptions extends Pick<DrillRoomOptions, 'dataFolder' | 'places' | 'displays' | 'admit'> {
  readonly core: StationCore;
  readonly station: StationWindows;
  readonly sound: AlarmSound;
  readonly log: Parameters<typeof openRoomSession>[0]['log'];
}

export class DrillRooms implements DrillRoomDesk {
  readonly #options: DrillRoomsOptions;
  readonly #breakIn: BreakIn;
  #session: Session | null = null;
  #room: DrillRoom | null = null;
  #drill: PulsedDrill | null = null;
  #state: DrillRoomState = NO_DRILL_ROOM;

  constructor(options: DrillRoomsOptions) {
    this.#options = options;
    const { station } = options;
    this.#breakIn = new BreakIn({
      now: Date.now,
      suspend: (note) => void this.#room?.suspend(note),
      tellDrill: (isUnanswered) => this.#room?.send({ kind: 'liveAlarm', isUnanswered }),
      onAlarm: () => {
        if (this.#room !== null) station.comeForward();
      },
      onChange: () => this.#publish({}),
    });
  }

  get state(): DrillRoomState {
    return this.#state;
  }

  /** With every pulse of the station's core. */
  hearStation(unanswered: readonly UnansweredAlarm[]): void {
    this.#breakIn.hearStation(this.#options.core.realm === 'live' ? unanswered : []);
  }

  async openDirector(asker: PageSeat): Promise<DrillRoomAnswer> {
    const { core, station } = this.#options;
    if (core.realm === 'drill') {
      station.openDirector();
      return { ok: true };
    }
    if (this.#room === null) {
      const opened = await this.open({ ground: 'own' }, asker);
      if (!opened.ok) return opened;
    } else if (!(await this.#mayLead(asker))) return REFUSED.mayNotDirect;
    this.#room?.openDirector();
    return { ok: true };
  }

  async open({ ground }: DrillRoomWish, asker: PageSeat): Promise<DrillRoomAnswer> {
    const { core } = this.#options;
    if (core.realm === 'drill') return REFUSED.drillStation;
    if (this.#state.state === 'opening' || this.#room !== null) return REFUSED.alreadyOpen;
    if (!(await this.#mayLead(asker))) return REFUSED.mayNotDirect;
    if (this.#breakIn.isUnanswered) return REFUSED.liveAlarmOpen;
    this.#publish({ ...NO_DRILL_ROOM, state: 'opening', ground });
    const station = ground === 'own' ? await core.supervisor?.askDrillStation() : null;
    if (ground === 'own' && !station) return this.#failed(REFUSED.noGround);
    const room = await this.#makeRoom(ground, station ?? null);
    this.#room = room;
    const started = await room.start().catch(({ message }: Error) => ({
      ...REFUSED.notStarted,
      reason: { zh: `演练室没有启动：${message}`, en: `The drill room did not start: ${message}` },
    }));
    // Closed, or the application left, while it came up.
    if (this.#room !== room) return REFUSED.notOpen;
    if (started.ok) {
      this.#publish({ state: 'open', reason: null });
      return started;
    }
    await this.close();
    return this.#failed(started);
  }

  async close(): Promise<void> {
    const room = this.#room;
    this.#room = null;
    this.#drill = null;
    this.#options.sound.hearDrillRoom([]);
    this.#breakIn.hearDrill(null);
    await room?.close();
    if (this.#room === null) this.#publish(NO_DRILL_ROOM);
  }

  async closeAsked(asker: PageSeat): Promise<void> {
    if (await this.#mayLead(asker)) await this.close();
  }

  async openDesk(asker: PageSeat): Promise<DrillRoomAnswer> {
    if (this.#room === null || this.#state.state !== 'open') return REFUSED.notOpen;
    return (await this.#mayLead(asker)) ? this.#room.openDesk() : REFUSED.mayNotDirect;
  }

  /** To windows of the drill room. */
  tell(channel: string, payload: unknown): void {
    this.#room?.tell(channel, payload);
  }

  goToStation(): void {
    this.#options.station.comeForward();
  }

  async #makeRoom(ground: DrillGroundId, station: unknown): Promise<DrillRoom> {
    const { dataFolder, places, displays, admit, log, sound } = this.#options;
    this.#session ??= await openRoomSession({
      ...{ places, log },
      coreUrl: () => this.#room?.url ?? null,
      pack: async () => this.#room?.pack() ?? null,
    });
    return new DrillRoom({
      ...{ dataFolder, places, displays, admit, session: this.#session, ground: { id: ground, station } },
      desk: () => this.#options.station.desk?.getBounds() ?? null,
      sound: () => sound.drillRoomState,
      onWhereabouts: (core) => this.#coreMoved(core),
      onReady: () => this.#breakIn.drillIsUp(),
      onPulse: ({ unanswered, drill = null }) => {
        sound.hearDrillRoom(unanswered);
        this.#drill = drill;
        this.#breakIn.hearDrill(drill);
        this.#publish({});
      },
    });
  }

  /** In the room its director; at the station whoever the station's core says may open one. */
  async #mayLead({ room, seat }: PageSeat): Promise<boolean> {
    if (room.id === 'drillRoom') return mayDirect(seat().role);
    const { url, supervisor } = this.#options.core;
    // At a seat of a host nobody but who leads drills: that its host has no accounts opens nothing here.
    if (supervisor === null) return mayDirect(room.session?.account.role ?? seat().role);
    const asker = await askerAt(url, room.session?.token ?? seat().token);
    return asker !== null && mayOpenDrillRoom(asker);
  }

  #coreMoved({ state, reason }: CoreWhereabouts): void {
    if (this.#state.state === 'open') this.#publish({ reason: state === 'running' ? null : reason });
  }

  #failed(answer: DrillRoomAnswer & { ok: false }): DrillRoomAnswer {
    this.#publish({ ...NO_DRILL_ROOM, state: 'failed', reason: answer.reason });
    return answer;
  }

  /** Said to windows of both rooms when it is another one. */
  #publish(change: Partial<DrillRoomState>): void {
    const drill = this.#drill && { phase: this.#drill.phase, title: this.#drill.title };
    const isOpen = this.#room !== null;
    const next = { ...this.#state, ...change, drill, brokenIn: isOpen ? this.#breakIn.state : null };
    if (JSON.stringify(next) === JSON.stringify(this.#state)) return;
    this.#state = next;
    this.#options.station.tell(BRIDGE_CHANNELS.drillRoom, next);
    this.#room?.tell(BRIDGE_CHANNELS.drillRoom, next);
  }
}
