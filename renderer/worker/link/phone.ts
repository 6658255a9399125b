/**
 * This phone: its state, its queue, its socket, its positions. The screens read `state` and call what is named here; all that
 * somebody does goes through the queue, with and without network alike.
 */

import type { CallCommandKind } from '#shared/domain/call.ts';
import type { EvidenceSubject } from '#shared/domain/evidence.ts';
import type { Language } from '#shared/text/language.ts';
import type { QueuedCommand, WorkerOrder, WorkerReport } from '#shared/wire/worker.ts';
import { WORKER_JOIN_PATH, type WorkerJoined } from '#shared/wire/workerPage.ts';
import type { CallEvents, CallWire } from '../../calls/wire.ts';
import type { Deed, OutboxFile } from '../outbox/item.ts';
import { Outbox } from '../outbox/outbox.ts';
import type { PhoneDisk } from '../outbox/phoneDisk.ts';
import { Awake } from '../ring/awake.ts';
import { askForNotices, watchNotices } from '../ring/notices.ts';
import { applyWord } from './applyWord.ts';
import { EMPTY_STATE, type KeptState, keptOf, type PhoneState, type Theme, withoutUnit } from './phoneState.ts';
import { PhoneWire } from './phoneWire.ts';
import { PositionKeeper } from './positionKeeper.ts';

const KEPT = 'state';
/** Tabs of the page tell each other that the queue has changed, and whether this phone is on shift. */
type TabWord = 'changed' | { readonly isOnShift: boolean };
const CHANNEL = 'pingan-outbox';
const SENDER_LOCK = 'pingan-outbox-sender';

export class Phone {
  readonly disk: PhoneDisk;
  readonly #listeners = new Set<() => void>();
  readonly #outbox: Outbox;
  readonly #positions: PositionKeeper;
  readonly #awake = new Awake((isLit) => this.change({ isLit }));
  readonly #channel = new BroadcastChannel(CHANNEL);
  readonly #callListeners = new Set<CallEvents>();
  #state: PhoneState;
  #wire: PhoneWire | null = null;

  private constructor(disk: PhoneDisk, state: PhoneState) {
    this.disk = disk;
    this.#state = state;
    const turn = new Promise<void>((mine) => {
      void navigator.locks.request(SENDER_LOCK, () => {
        mine();
        // Held as long as this tab lives.
        return new Promise<void>(() => {});
      });
    });
    this.#outbox = new Outbox({
      store: disk.outbox,
      deliver: async (item) => {
        const delivered = await (this.#wire?.deliver(item) ?? { state: 'offline' as const });
        if (delivered.state === 'done') this.#noteDone(item.deed);
        if (delivered.state !== 'offline') this.#tell('changed');
        return delivered;
      },
      clock: () => this.now(),
      turn,
      onChange: (outbox) => this.change({ outbox }),
      later: (run, ms) => void setTimeout(run, ms),
    });
    this.#positions = new PositionKeeper({
      disk,
      turn,
      clock: () => this.now(),
      send: async (fixes) => (await this.#wire?.sendPositions(fixes)) ?? false,
      onFix: (fix, positionFault) => this.change({ fix: fix ?? this.#state.fix, positionFault }),
    });
    this.#channel.addEventListener('message', ({ data }: MessageEvent<TabWord>) => {
      // Locating ends in every tab at once, whichever of them is asked to.
      if (data !== 'changed') return this.#goOnShift(data.isOnShift);
      void this.#outbox.refresh();
      void this.#outbox.pump();
    });
    window.addEventListener('online', () => {
      if (this.#wire?.isConnected) this.change({ connection: 'online' });
      this.#wire?.hurry();
      void this.#outbox.pump();
    });
    // Sooner than the socket can tell.
    window.addEventListener('offline', () => this.change({ connection: 'offline' }));
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState === 'visible') this.#wire?.hurry();
    });
  }

  /** As it was when it was closed. */
  static async open(): Promise<Phone> {
    const { PhoneDisk: Disk } = await import('../outbox/phoneDisk.ts');
    const disk = await Disk.open();
    const kept = await disk.read<KeptState>(KEPT);
    const phone = new Phone(disk, { ...EMPTY_STATE, ...kept, outbox: await disk.outbox.all() });
    if (phone.state.session) phone.#connect();
    phone.#follow();
    watchNotices((notices) => phone.change({ notices }));
    return phone;
  }

  get state(): PhoneState {
    return this.#state;
  }

  /** Calls back after every change, until what it returns is called. */
  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** The socket as a call needs it, whichever it is at the moment. */
  readonly calls: CallWire = {
    enter: (request) => this.#wire?.ask('callEnter', request) ?? Promise.resolve(null),
    say: (request) => this.#wire?.ask('callSay', request) ?? Promise.resolve(null),
    media: (request) => this.#wire?.ask('callMedia', request) ?? Promise.resolve(null),
    listen: (events) => {
      this.#callListeners.add(events);
      return () => this.#callListeners.delete(events);
    },
  };

  /** Now or not at all: nobody wants an answer to a call from an hour ago. Says whether the station has taken it. */
  async call(kind: CallCommandKind, body: Readonly<Record<string, unknown>>): Promise<boolean> {
    const { session } = this.#state;
    const request = { commandId: crypto.randomUUID(), unitId: session?.unitId ?? '', kind, body };
    const answer = await (this.#wire?.ask('command', request as never) ?? null);
    this.change({ callFault: answer === null ? { code: 'offline', message: '' } : answer.ok ? null : answer });
    return answer?.ok === true;
  }

  /** The core's clock, as far as this phone knows it. */
  now(): number {
    return Date.now() + this.#state.clockOffsetMs;
  }

  /** Null when it has joined, else why not. `network` when nobody answered. */
  async join(code: string): Promise<{ code: string; message: string } | null> {
    let answer: WorkerJoined | { ok: false; code: string; message: string };
    try {
      const response = await fetch(WORKER_JOIN_PATH, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ code, model: modelOf(navigator.userAgent) }),
      });
      answer = (await response.json()) as typeof answer;
    } catch {
      return { code: 'network', message: '' };
    }
    if (!answer.ok) return { code: answer.code, message: answer.message };
    const { ok, ...session } = answer;
    this.change({ ...withoutUnit(this.#state), session });
    this.#connect();
    return null;
  }

  do(deed: Deed, files: readonly OutboxFile[] = []): Promise<void> {
    const unitId = this.#state.session?.unitId;
    if (unitId === undefined) return Promise.resolve();
    const item = { commandId: crypto.randomUUID(), unitId, madeAt: this.now(), deed, files };
    return this.#outbox.add(item).then(() => {
      // A call for help or a word on a dispatch waits for no photo; what is said of a task keeps its order.
      if (deed.kind !== 'command') this.#wire?.giveWay();
      this.#tell('changed');
    });
  }

  setShift(isOnShift: boolean): void {
    void this.do({ kind: 'shift', isOnShift });
    this.#goOnShift(isOnShift);
    this.#tell({ isOnShift });
  }

  /** In a touch of somebody: whether the phone itself may say what comes while the page is out of sight. */
  async allowNotices(): Promise<void> {
    this.change({ notices: await askForNotices() });
  }

  setKeepsLit(keepsLit: boolean): void {
    this.change({ keepsLit });
    this.#follow();
  }

  move({ incidentId, dispatchId }: WorkerOrder, move: WorkerReport['move'], reason = ''): void {
    void this.do({ kind: 'report', incidentId, dispatchId, move, reason });
  }

  command(command: QueuedCommand, body: Readonly<Record<string, unknown>>, files: readonly OutboxFile[] = []): void {
    void this.do({ kind: 'command', command, body }, files);
  }

  addEvidence(subject: EvidenceSubject, file: OutboxFile): void {
    const { fix } = this.#state;
    const place = fix && { lon: fix.lon, lat: fix.lat };
    this.command('evidence.add', { subject, hash: file.hash, takenAt: this.now(), place }, [file]);
  }

  callForHelp(text: string): void {
    const { fix } = this.#state;
    this.change({ sosTakenAt: null });
    void this.do({ kind: 'sos', text, at: this.now(), position: fix && { lon: fix.lon, lat: fix.lat } });
  }

  dismiss(seq: number): void {
    void this.#outbox.dismiss(seq).then(() => this.#tell('changed'));
  }

  setLanguage(language: Language): void {
    this.change({ language });
  }

  setTheme(theme: Theme): void {
    this.change({ theme });
  }

  leave(): void {
    this.#wire?.close();
    this.#wire = null;
    this.change(withoutUnit(this.#state));
    this.#follow();
  }

  change(next: Partial<PhoneState>): void {
    const before = this.#state;
    this.#state = { ...before, ...next };
    const [was, is] = [keptOf(before), keptOf(this.#state)];
    if ((Object.keys(is) as (keyof KeptState)[]).some((key) => is[key] !== was[key])) void this.disk.write(KEPT, is);
    for (const listener of this.#listeners) listener();
  }

  get #isLocated(): boolean {
    return this.#state.session !== null && this.#state.isOnShift;
  }

  #goOnShift(isOnShift: boolean): void {
    this.change({ isOnShift, ...(!isOnShift && { fix: null, positionFault: null }) });
    this.#follow();
  }

  /** Locates and stays lit on shift, and neither off it. */
  #follow(): void {
    this.#positions.follow(this.#isLocated);
    this.#awake.keep(this.#isLocated && this.#state.keepsLit);
  }

  #tell(word: TabWord): void {
    this.#channel.postMessage(word);
  }

  #connect(): void {
    this.#wire?.close();
    const { session } = this.#state;
    if (!session) return;
    const hear = (word: Parameters<typeof applyWord>[1]) => {
      this.change({ ...applyWord(this.#state, word), lastHeardAt: Date.now() });
      if (word.kind === 'message' || word.kind === 'messages') this.#markDelivered();
    };
    this.#wire = new PhoneWire(session, {
      onConnected: () => {
        this.change({ connection: 'online', lastHeardAt: Date.now() });
        void this.#outbox.pump();
        this.#positions.flush();
      },
      onLost: () => {
        if (this.#state.connection !== 'offline') this.change({ connection: 'offline' });
      },
      onRefused: (code) => {
        if (code === 'unauthorised' || code === 'notYourUnit' || code === 'unknownUnit') {
          this.leave();
          this.change({ isRevoked: true });
        } else this.change({ connection: code === 'wireVersion' ? 'outdated' : 'offline' });
      },
      on: {
        welcome: (welcome) => {
          hear({ kind: 'welcome', welcome, now: Date.now() });
          this.#follow();
          this.#tellCalls((events) => events.connected());
        },
        order: (order) => hear({ kind: 'order', order }),
        moved: (moved) => hear({ kind: 'moved', ...moved }),
        ended: (ended) => hear({ kind: 'ended', ...ended }),
        tasks: ({ tasks }) => hear({ kind: 'tasks', tasks }),
        task: ({ taskId, task }) => hear({ kind: 'task', taskId, task }),
        messages: ({ messages }) => hear({ kind: 'messages', messages }),
        message: ({ message }) => hear({ kind: 'message', message }),
        marked: ({ upTo, from, as, at }) => hear({ kind: 'marked', upTo, from, as, at }),
        linkage: ({ incidentId, groupId, linkage }, taken) => {
          hear({ kind: 'linkage', incidentId, groupId, linkage });
          // Told on connecting nobody waits for it.
          taken?.(true);
        },
        call: ({ callId, call, end }, taken) => {
          hear({ kind: 'call', callId, call, end });
          taken?.(true);
        },
        callSaid: (message) => this.#tellCalls((events) => events.said(message)),
        callPresent: (message) => this.#tellCalls((events) => events.present(message)),
        evidence: () => this.change({ lastHeardAt: Date.now() }),
      },
    });
  }

  #tellCalls(say: (events: CallEvents) => void): void {
    for (const events of [...this.#callListeners]) say(events);
  }

  /** What the desk wrote has reached this phone. */
  #markDelivered(): void {
    const { session, messages } = this.#state;
    const last = messages.findLast(({ from }) => from === 'desk');
    if (session && last && last.deliveredAt === null) {
      this.command('message.mark', { unitId: session.unitId, upTo: last.id, as: 'delivered' });
    }
  }

  #noteDone(deed: Deed): void {
    if (deed.kind === 'sos') this.change({ sosTakenAt: this.now() });
    if (deed.kind === 'report') this.change(applyWord(this.#state, { ...deed, kind: 'told' }));
  }
}

const modelOf = (userAgent: string): string =>
  /iPhone|iPad|HarmonyOS|Android|Windows|Macintosh|Linux/.exec(userAgent)?.[0] ?? 'Browser';
