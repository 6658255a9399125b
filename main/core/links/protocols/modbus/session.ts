/**
 * Button boxes and sirens on one bus (PROTOCOLS §3.3). We ask and they answer; a press is stored before its latch is
 * released. What is known of a box outlives the line: after a replug only what has changed is news.
 */
import type { Bilingual } from '#shared/kit/bilingual.ts';
import type { LinkRecordOf } from '#shared/wire/links/index.ts';
import type { Answer, Connection, JudgeContext, Line, LinkSession, Verdict } from '../../contract.ts';
import type { LinkTimer } from '../../timer.ts';
import { type DatedChange, type FaultKind, ModbusBox } from './box.ts';
import { Bus, type BusEvent, MISSES_LIMIT } from './bus.ts';
import { rtuFraming, tcpFraming } from './framing.ts';
import { type Arrival, changeSignal, faultSignal } from './signals.ts';

export type ModbusLink = LinkRecordOf<'modbus'>;

const NOTHING = Buffer.alloc(0);
/** Above 19200 baud the pause no longer shrinks. */
const SHORTEST_GAP_MS = 1.75;
const BITS_A_CHARACTER = 11;

/** `monotonic`: bus times must not jump with the wall clock. */
export function openModbusSession(
  context: JudgeContext,
  record: ModbusLink,
  monotonic: () => number = () => performance.now(),
): LinkSession {
  const boxes = record.boxes.map((box) => new ModbusBox(box, record.pollMs, context.outputs));
  const bus = new Bus<ModbusBox>({
    framing: record.framing === 'tcp' ? tcpFraming : rtuFraming,
    boxes,
    answerMs: record.answerMs,
    gapMs: gapMsOf(record),
  });
  let open: ModbusConnection | null = null;
  return {
    openConnection(line) {
      open = new ModbusConnection({ context, bus, line, monotonic, boxes });
      return open;
    },
    fault: () => faultOf(boxes, bus),
    output(account, isOn) {
      const box = boxes.find((candidate) => candidate.record.account.toUpperCase() === account.toUpperCase());
      if (!box?.siren) return false;
      box.siren.want(isOn, monotonic());
      open?.pump();
      return true;
    },
  };
}

/** Three and a half characters of silence, on a serial line. */
function gapMsOf({ transport, framing }: ModbusLink): number {
  if (framing === 'tcp') return 0;
  const baudRate = transport.kind === 'serial' ? transport.baudRate : Number.POSITIVE_INFINITY;
  return Math.max(SHORTEST_GAP_MS, (3.5 * BITS_A_CHARACTER * 1_000) / baudRate);
}

function faultOf(boxes: readonly ModbusBox[], bus: Bus<ModbusBox>): Bilingual | null {
  const silent = boxes.filter((box) => bus.missesOf(box) >= MISSES_LIMIT);
  const names = (of: readonly ModbusBox[]) => of.map(({ record }) => record.account).join(', ');
  if (silent.length > 0) return { zh: `没有应答：${names(silent)}`, en: `no answer from ${names(silent)}` };
  const faulty = boxes.filter((box) => box.faults().size > 0);
  return faulty.length > 0 ? { zh: `故障：${names(faulty)}`, en: `fault of ${names(faulty)}` } : null;
}

interface Surroundings {
  readonly context: JudgeContext;
  readonly bus: Bus<ModbusBox>;
  readonly boxes: readonly ModbusBox[];
  readonly line: Line;
  readonly monotonic: () => number;
}

class ModbusConnection implements Connection {
  readonly #around: Surroundings;
  /** What time brought and nobody has taken yet. */
  #pending: BusEvent<ModbusBox>[] = [];
  readonly #timer: LinkTimer;
  #isOpen = true;

  constructor(around: Surroundings) {
    this.#around = around;
    // The line is ours to use once whoever opened it has it.
    this.#timer = around.context.timer(() => this.pump());
    this.#timer.set(0);
  }

  *receive(chunk: Buffer, receivedAt: number): Generator<Verdict> {
    const { bus, monotonic } = this.#around;
    const events = bus.receive(chunk, monotonic());
    this.pump();
    yield* this.tick(receivedAt);
    for (const event of events) yield* this.#judge(event, receivedAt);
  }

  *tick(now: number): Generator<Verdict> {
    const pending = this.#pending;
    this.#pending = [];
    for (const event of pending) yield* this.#judge(event, now);
  }

  *close(now: number): Generator<Verdict> {
    const { bus, boxes, monotonic } = this.#around;
    this.#isOpen = false;
    this.#timer.dispose();
    yield* this.tick(now);
    const reached = boxes.filter((box) => bus.missesOf(box) < MISSES_LIMIT);
    bus.reset(monotonic());
    for (const box of reached) yield* this.#judgeMiss(box, MISSES_LIMIT, NOTHING, 'silent');
  }

  /** Asks whoever is due and sets the alarm clock for the next turn. */
  pump(): void {
    if (!this.#isOpen) return;
    const { bus, line, monotonic } = this.#around;
    const now = monotonic();
    this.#pending.push(...bus.expire(now));
    const frame = bus.next(now);
    if (frame) line.send(frame);
    this.#timer.set(Math.max(1, Math.ceil(bus.wakeAt(now) - now)));
  }

  *#judge(event: BusEvent<ModbusBox>, now: number): Generator<Verdict> {
    switch (event.kind) {
      case 'stray':
        yield { raw: event.raw, outcome: 'dropped', reason: 'stray', describe: () => ({ ok: false, reason: 'stray' }) };
        return;
      case 'missed':
        yield* this.#judgeMiss(event.box, event.misses, event.raw, event.reason);
        return;
      case 'wrote':
        yield* this.#judgeWritten(event, now);
        return;
      case 'polled':
        yield* this.#judgePoll(event, now);
    }
  }

  *#judgeMiss(box: ModbusBox, misses: number, raw: Buffer, reason: string): Generator<Verdict> {
    box.interrupt();
    const lost = misses === MISSES_LIMIT ? this.#deviceOf(box) : undefined;
    if (!lost && raw.length === 0) return;
    const describe = () => ({ ok: false, reason, ...nameOf(box) });
    yield { raw, outcome: 'dropped', reason, describe, ...(lost && { lost }) };
  }

  *#judgePoll({ box, answer, raw }: Extract<BusEvent<ModbusBox>, { kind: 'polled' }>, now: number): Generator<Verdict> {
    const heard = this.#deviceOf(box);
    const describe = () => ({ ok: answer.kind !== 'exception', ...nameOf(box), ...answer, held: box.held() });
    const base = { raw, describe, ...(heard && { heard }) };
    if (answer.kind === 'bits') {
      for (const change of box.sample(answer.bits, now)) yield this.#judgeChange(base, box, change, now);
      const outcome = heard ? ('heartbeat' as const) : ('stranger' as const);
      if (box.isWorthTelling(answer.bits, this.#around.monotonic())) yield { ...base, outcome };
    } else if (answer.kind === 'exception') {
      box.refuse();
      yield { ...base, outcome: 'refused', reason: `exception${answer.code}` };
    }
    yield* this.#judgeFaults(box, raw, now);
  }

  #judgeChange(base: Pick<Verdict, 'raw' | 'describe'>, box: ModbusBox, change: DatedChange, now: number): Verdict {
    const device = this.#deviceOf(box);
    const coil = change.isPressed ? box.buttonAt(change.input)?.acknowledgeCoil : undefined;
    const release = () => {
      if (coil !== undefined) box.latches?.release(coil, this.#around.monotonic());
      this.pump();
    };
    return {
      ...base,
      outcome: device ? 'accepted' : 'stranger',
      signal: changeSignal(this.#arrival(base.raw, now), box, device, change),
      // In its turn on the bus, and only now that the alarm is on disk.
      ...(coil !== undefined && box.latches && { answer: afterwards('ack', release) }),
      answerIfNotStored: afterwards('nak', () => box.owed.push(change)),
    };
  }

  *#judgeWritten(
    { box, outcome, raw }: Extract<BusEvent<ModbusBox>, { kind: 'wrote' }>,
    now: number,
  ): Generator<Verdict> {
    const describe = () => ({ ok: outcome === 'done', ...nameOf(box), write: outcome });
    const heard = outcome === 'silent' ? undefined : this.#deviceOf(box);
    if (outcome === 'done') yield { raw, describe, outcome: 'heartbeat', ...(heard && { heard }) };
    else yield { raw, describe, outcome: 'refused', reason: `write ${outcome}`, ...(heard && { heard }) };
    yield* this.#judgeFaults(box, raw, now);
  }

  /** A fault is told when it begins and when it is over. */
  *#judgeFaults(box: ModbusBox, raw: Buffer, now: number): Generator<Verdict> {
    const faults = box.faults();
    const told = box.toldFaults;
    const describe = () => ({ ok: false, ...nameOf(box), faults: [...faults] });
    for (const fault of ['inputs', 'siren'] satisfies FaultKind[]) {
      if (faults.has(fault) === told.has(fault)) continue;
      const isOver = told.has(fault);
      mark(told, fault, !isOver);
      yield {
        raw,
        describe,
        outcome: 'accepted',
        signal: faultSignal(this.#arrival(raw, now), box, this.#deviceOf(box), fault, isOver),
        answerIfNotStored: afterwards('nak', () => mark(told, fault, isOver)),
      };
    }
  }

  #arrival(raw: Buffer, receivedAt: number): Arrival {
    return { linkId: this.#around.context.linkId, remote: this.#around.line.remote, receivedAt, raw };
  }

  #deviceOf({ record }: ModbusBox) {
    return this.#around.context.findDevice(record.account);
  }
}

const nameOf = ({ record: { account, unit } }: ModbusBox) => ({ account, unit });

function mark<Item>(set: Set<Item>, item: Item, isIn: boolean): void {
  if (isIn) set.add(item);
  else set.delete(item);
}

/** Nothing is sent back by itself on a bus: what is due then waits for its turn. */
function afterwards(kind: Answer['kind'], run: () => void): Answer {
  return {
    kind,
    write() {
      run();
      return NOTHING;
    },
  };
}
