/**
 * The alarm sound of this machine. Owns what must sound, the self-test and the state windows show. It hangs on the core's
 * pulse and on no window. The page that makes the noise is handed in, so this part knows no Electron.
 */
import type { Bilingual } from '#shared/kit/bilingual.ts';
import type { Clock } from '#shared/kit/clock.ts';
import type { CoreWhereabouts, SoundState } from '#shared/wire/bridge.ts';
import type { UnansweredAlarm } from '#shared/wire/host.ts';
import type { ReportToneLevel, SoundChime, SoundPlan, SoundReport, SoundTest } from '#shared/wire/sound.ts';
import type { MachineSound } from './audioOutputs.ts';
import { whySoundIsBroken } from './judgeSound.ts';
import { ReportTone } from './reportTone.ts';
import { isSamePlan, planSound } from './soundPlan.ts';

export interface SoundPage {
  play(plan: SoundPlan): void;
  /** Once, beside what is planned. */
  chime(chime: SoundChime): void;
  /** Null when the page did not answer in time. */
  measure(test: SoundTest): Promise<SoundReport | null>;
}

export interface AlarmSoundOptions {
  readonly page: SoundPage;
  readonly lookForSound: () => MachineSound;
  /** Monotonic milliseconds, for what is due when. */
  readonly now: Clock;
  /** Epoch milliseconds, for what officers read. */
  readonly wallNow: Clock;
  readonly onState: (state: SoundState) => void;
  /** The same for windows of the drill room: sounding is what sounds for it. */
  readonly onDrillRoomState: (state: SoundState) => void;
  /** As it is set at this machine now. */
  readonly reportTone: () => ReportToneLevel;
}

const CHECK_EVERY_MS = 600_000;
/** A broken sound is looked at more often: somebody is plugging a loudspeaker in. */
const CHECK_BROKEN_EVERY_MS = 15_000;
/** A page that has not come by then is asked all the same, and found broken. */
const PAGE_OVERDUE_MS = 5_000;
const TICK_MS = 1_000;
const QUIET: SoundPlan = { pattern: 'quiet', isDrill: false, step: 0 };

export class AlarmSound {
  readonly #options: AlarmSoundOptions;
  readonly #reportTone: ReportTone;
  #unanswered: readonly UnansweredAlarm[] = [];
  /** Of the drill room beside the station; none while there is none. */
  #drillRoom: readonly UnansweredAlarm[] = [];
  #realm: 'live' | 'drill' = 'live';
  #core: CoreWhereabouts['state'] = 'starting';
  #coreLostAt: number;
  #plan: SoundPlan = QUIET;
  #reason: Bilingual | null = null;
  #testedAt: number | null = null;
  #checkedAt: number;
  #testing: Promise<void> | null = null;
  #isTestShown = false;
  #requests = 0;
  #timer: NodeJS.Timeout | null = null;
  #state: SoundState = { state: 'testing', reason: null, testedAt: null };
  #drillRoomState: SoundState = this.#state;
  /** What the station itself wants, whether or not the drill room sounds meanwhile. */
  #own: SoundPlan = this.#plan;

  constructor(options: AlarmSoundOptions) {
    this.#options = options;
    this.#reportTone = new ReportTone({
      now: options.now,
      sound: () => this.#chime(options.reportTone()),
    });
    this.#coreLostAt = options.now();
    this.#checkedAt = options.now() - CHECK_EVERY_MS + PAGE_OVERDUE_MS;
  }

  /** Lets whoever sets it hear at once how loud it is now; beside an alarm it would not be heard. */
  tryReportTone(): void {
    if (this.#own.pattern === 'quiet') this.#chime(this.#options.reportTone());
  }

  #chime(level: ReportToneLevel): void {
    if (level !== 'off') this.#options.page.chime({ isDrill: this.#realm === 'drill', level });
  }

  get state(): SoundState {
    return this.#state;
  }

  get drillRoomState(): SoundState {
    return this.#drillRoomState;
  }

  get plan(): SoundPlan {
    return this.#plan;
  }

  /** From now on the sound checks itself. */
  start(): void {
    this.#timer = setInterval(() => this.#tick(), TICK_MS);
  }

  stop(): void {
    if (this.#timer) clearInterval(this.#timer);
  }

  hearPulse(unanswered: readonly UnansweredAlarm[], reportAt: number | null): void {
    this.#unanswered = unanswered;
    this.#replan();
    this.#reportTone.hear(reportAt, this.#own.pattern === 'quiet');
  }

  /** What the drill room has unanswered: heard while the station itself is quiet, and never over it. */
  hearDrillRoom(unanswered: readonly UnansweredAlarm[]): void {
    this.#drillRoom = unanswered;
    this.#replan();
  }

  hearRealm(realm: 'live' | 'drill'): void {
    this.#realm = realm;
    this.#replan();
  }

  hearCore(core: CoreWhereabouts['state']): void {
    if (core !== 'running' && this.#core === 'running') this.#coreLostAt = this.#options.now();
    this.#core = core;
    this.#replan();
  }

  /** The page is there, for the first time or again after a crash: it gets the plan and is tested. */
  hearPage(): void {
    this.#options.page.play(this.#plan);
    void this.test(false);
  }

  /** Measures the sound; one test at a time, a second asker shares the answer. */
  async test(isAudible: boolean): Promise<SoundState> {
    this.#testing ??= this.#measure(isAudible).finally(() => {
      this.#testing = null;
    });
    await this.#testing;
    return this.#state;
  }

  async #measure(isAudible: boolean): Promise<void> {
    this.#checkedAt = this.#options.now();
    this.#isTestShown = isAudible;
    this.#publish();
    this.#requests += 1;
    const report = await this.#options.page.measure({ requestId: this.#requests, isAudible });
    this.#reason = whySoundIsBroken(report, this.#options.lookForSound());
    this.#testedAt = this.#options.wallNow();
    this.#isTestShown = false;
    this.#publish();
  }

  #tick(): void {
    this.#replan();
    const everyMs = this.#reason === null ? CHECK_EVERY_MS : CHECK_BROKEN_EVERY_MS;
    if (this.#options.now() - this.#checkedAt >= everyMs) void this.test(false);
  }

  #replan(): void {
    const coreLostMs = this.#options.now() - this.#coreLostAt;
    this.#own = planSound({ unanswered: this.#unanswered, realm: this.#realm, core: this.#core, coreLostMs });
    const isDrillHeard = this.#own.pattern === 'quiet' && this.#drillRoom.length > 0;
    const plan = isDrillHeard ? planDrillRoom(this.#drillRoom) : this.#own;
    if (!isSamePlan(plan, this.#plan)) {
      this.#plan = plan;
      this.#options.page.play(plan);
    }
    this.#publish();
  }

  /** Broken outweighs sounding: a window then flashes instead, and says why. */
  #publish(): void {
    const facts = { reason: this.#reason, testedAt: this.#testedAt };
    const own: SoundState = { ...facts, state: this.#stateName(this.#own) };
    if (!isSameState(own, this.#state)) {
      this.#state = own;
      this.#options.onState(own);
    }
    const audible = this.#own.pattern === 'quiet' ? this.#plan : QUIET;
    const drillRoom: SoundState = { ...facts, state: this.#stateName(audible) };
    if (isSameState(drillRoom, this.#drillRoomState)) return;
    this.#drillRoomState = drillRoom;
    this.#options.onDrillRoomState(drillRoom);
  }

  #stateName({ pattern }: SoundPlan): SoundState['state'] {
    if (this.#isTestShown || this.#testedAt === null) return 'testing';
    if (this.#reason !== null) return 'broken';
    return pattern === 'quiet' ? 'ready' : 'sounding';
  }
}

/** Its core's troubles are worth no tone: the station beside it is well. */
const planDrillRoom = (unanswered: readonly UnansweredAlarm[]): SoundPlan =>
  planSound({ unanswered, realm: 'drill', core: 'running', coreLostMs: 0 });

const isSameState = (one: SoundState, other: SoundState): boolean =>
  one.state === other.state && one.reason?.zh === other.reason?.zh && one.testedAt === other.testedAt;
