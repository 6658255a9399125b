import { describe, expect, test } from 'vitest';
import type { ModbusBoxRecord } from '#shared/wire/links/modbus.ts';
import { BoxState, ModbusBoxSimulator } from '#tests/simulators/modbusBox.ts';
import { OutputPermit } from '../../outputPermit.ts';
import { ModbusBox } from './box.ts';
import { Bus, type BusEvent } from './bus.ts';
import { rtuFraming } from './framing.ts';

const POLL_MS = 100;
const ANSWER_MS = 50;
/** A question and its answer at 115200 baud, and a box that thinks a little. */
const EXCHANGE_MS = 4;

const boxRecord = (unit: number, rest: Partial<ModbusBoxRecord> = {}): ModbusBoxRecord => ({
  account: `BOX${unit}`,
  unit,
  area: 'discreteInputs',
  buttons: [{ input: 0, code: '120' }],
  ...rest,
});
const siren = { coil: 3, maxSeconds: 60, watchdog: { kind: 'register', address: 10, unitMs: 1_000 } } as const;

/** A bus with simulated boxes in time of its own: nothing here waits. */
class Bench {
  readonly states = new Map<number, BoxState>();
  readonly boxes: ModbusBox[];
  readonly bus: Bus<ModbusBox>;
  readonly events: BusEvent<ModbusBox>[] = [];
  spoil: (frame: Buffer, unit: number) => readonly Buffer[] = (frame) => [frame];
  now = 0;
  #hear: (bytes: Buffer) => void = () => undefined;
  #answers: { readonly at: number; readonly bytes: Buffer }[] = [];

  constructor(records: readonly ModbusBoxRecord[], permit: OutputPermit | undefined = new OutputPermit('live')) {
    for (const { unit } of records) this.states.set(unit, new BoxState());
    this.boxes = records.map((record) => new ModbusBox(record, POLL_MS, permit));
    this.bus = new Bus({ framing: rtuFraming, boxes: this.boxes, answerMs: ANSWER_MS, gapMs: 1.75 });
    const wire = {
      send: (bytes: Buffer) => void this.#answers.push({ at: this.now + EXCHANGE_MS, bytes }),
      onBytes: (listener: (bytes: Buffer) => void) => {
        this.#hear = listener;
      },
      closed: new Promise<void>(() => undefined),
      close: () => undefined,
      finish: () => undefined,
    };
    new ModbusBoxSimulator(wire, { framing: 'rtu', boxes: this.states, spoil: (...all) => this.spoil(...all) });
  }

  run(ms: number): this {
    for (const end = this.now + ms; this.now < end; this.now++) {
      const due = this.#answers.filter(({ at }) => at <= this.now);
      this.#answers = this.#answers.filter(({ at }) => at > this.now);
      for (const { bytes } of due) this.#note(this.bus.receive(bytes, this.now));
      this.#note(this.bus.expire(this.now));
      const frame = this.bus.next(this.now);
      if (frame) this.#hear(frame);
    }
    return this;
  }

  count(kind: BusEvent<ModbusBox>['kind']): number {
    return this.events.filter((event) => event.kind === kind).length;
  }

  #note(events: BusEvent<ModbusBox>[]): void {
    for (const event of events) {
      this.events.push(event);
      if (event.kind === 'polled' && event.answer.kind === 'bits') event.box.sample(event.answer.bits, this.now);
    }
  }
}

describe('turns on a bus', () => {
  test('sixteen boxes are each asked every 100 ms', () => {
    const bench = new Bench(Array.from({ length: 16 }, (_, index) => boxRecord(index + 1))).run(10_000);
    expect([...bench.states.values()].map(({ polls }) => polls).every((polls) => polls >= 98 && polls <= 101)).toBe(
      true,
    );
    expect([bench.count('missed'), bench.count('stray')]).toEqual([0, 0]);
  });

  test('fifteen boxes without power leave most of the bus to the one that has it', () => {
    const bench = new Bench(Array.from({ length: 16 }, (_, index) => boxRecord(index + 1)));
    for (const [unit, state] of bench.states) state.isDead = unit !== 16;
    bench.run(5_000);
    const before = bench.states.get(16)!.polls;
    expect(bench.run(10_000).states.get(16)!.polls - before).toBeGreaterThan(80);
  });

  test('a box that comes back is found again, and counts from nothing', () => {
    const bench = new Bench([boxRecord(1), boxRecord(2)]);
    bench.states.get(1)!.isDead = true;
    bench.run(2_000);
    expect(bench.bus.missesOf(bench.boxes[0]!)).toBeGreaterThanOrEqual(3);
    bench.states.get(1)!.isDead = false;
    expect(bench.run(2_000).bus.missesOf(bench.boxes[0]!)).toBe(0);
  });

  test('an answer of every box is cut anywhere, with noise before it', () => {
    const bench = new Bench([boxRecord(1)]);
    bench.spoil = (frame) => [Buffer.of(0xff, 1, 2), frame.subarray(0, 3), frame.subarray(3)];
    bench.run(5_000);
    expect([bench.count('missed'), bench.count('polled')]).toEqual([0, 50]);
  });

  test('a wrong CRC, half a frame and silence are each a miss with their reason', () => {
    const bench = new Bench([boxRecord(1)]);
    const fates = [
      (frame: Buffer) => [Buffer.concat([frame.subarray(0, -1), Buffer.of(frame.at(-1)! ^ 1)])],
      (frame: Buffer) => [frame.subarray(0, 2)],
      () => [],
      (frame: Buffer) => [frame],
    ];
    let sent = 0;
    bench.spoil = (frame) => fates[sent++ % 4]!(frame);
    bench.run(400);
    const reasons = bench.events.map((event) => (event.kind === 'missed' ? event.reason : event.kind));
    expect(reasons.slice(0, 3)).toEqual(['crc', 'length', 'silent']);
  });

  test('the late answer of a slow box is never taken for that of the next', () => {
    const bench = new Bench([boxRecord(1), boxRecord(2)]);
    bench.states.get(1)!.inputs.add(0);
    let held: Buffer | null = null;
    bench.spoil = (frame, unit) => {
      if (unit === 1) {
        held = frame;
        return [];
      }
      return held ? [held, frame] : [frame];
    };
    bench.run(3_000);
    expect(bench.boxes.map((box) => box.held())).toEqual([[], []]);
    expect(bench.bus.missesOf(bench.boxes[1]!)).toBe(0);
  });

  test('a line that was cut makes everybody gone at once, and asks them at once when it is back', () => {
    const bench = new Bench([boxRecord(1), boxRecord(2)]).run(500);
    bench.bus.reset(bench.now);
    expect(bench.boxes.map((box) => bench.bus.missesOf(box))).toEqual([3, 3]);
    bench.run(1_000);
    expect(bench.boxes.map((box) => bench.bus.missesOf(box))).toEqual([0, 0]);
  });
});

describe('writes', () => {
  test('go ahead of every poll that waits: watchdog, coil, and the coil read back', () => {
    const bench = new Bench(Array.from({ length: 16 }, (_, index) => boxRecord(index + 1, { siren }))).run(1_000);
    const asked = () => [...bench.states.values()].reduce((sum, { polls }) => sum + polls, 0);
    const before = asked();
    bench.boxes[15]!.siren!.want(true, bench.now);
    while (bench.count('wrote') === 0) bench.run(1);
    expect(bench.states.get(16)!.writes).toEqual(['register 10 = 60', 'coil 3 on']);
    // The poll under way, and the read-back.
    expect(asked() - before).toBeLessThanOrEqual(2);
    bench.states.get(16)!.powerOff();
  });

  test('the siren is switched off at the end of its time', () => {
    const bench = new Bench([boxRecord(1, { siren: { ...siren, maxSeconds: 5 } })]);
    bench.boxes[0]!.siren!.want(true, 0);
    bench.run(4_900);
    expect(bench.states.get(1)!.writes).toEqual(['register 10 = 5', 'coil 3 on']);
    bench.run(300);
    expect(bench.states.get(1)!.writes).toEqual(['register 10 = 5', 'coil 3 on', 'coil 3 off']);
    expect([...bench.states.get(1)!.coils]).toEqual([]);
    bench.states.get(1)!.powerOff();
  });

  test('a stuck button renews the siren without taking the bus from the other boxes', () => {
    const bench = new Bench([boxRecord(1, { siren }), boxRecord(2)]);
    for (let press = 0; press < 250; press++) {
      bench.boxes[0]!.siren!.want(true, bench.now);
      bench.run(20);
    }
    const written = bench.states.get(1)!.writes.filter((write) => write === 'coil 3 on').length;
    expect([written, bench.states.get(2)!.polls >= 45]).toEqual([5, true]);
    bench.boxes[0]!.siren!.want(false, bench.now);
    bench.run(50);
    expect(bench.states.get(1)!.writes.at(-1)).toBe('coil 3 off');
  });

  test('a timed coil is written again in half of its time, and no longer than it is wanted', () => {
    const watchdog = { kind: 'timedCoil', holdSeconds: 4 } as const;
    const bench = new Bench([boxRecord(1, { siren: { coil: 3, maxSeconds: 60, watchdog } })]);
    bench.boxes[0]!.siren!.want(true, 0);
    bench.run(9_000);
    expect(bench.states.get(1)!.writes).toEqual(Array.from({ length: 5 }, () => 'coil 3 on'));
    bench.boxes[0]!.siren!.want(false, bench.now);
    bench.run(9_000);
    expect(bench.states.get(1)!.writes.slice(5)).toEqual(['coil 3 off']);
  });

  test.each([
    ['a relay that does not move', { isStuck: true }],
    ['a box that refuses', { exception: 4 }],
  ])('%s is a fault at the third time, until it does what it is told', (_, failing) => {
    const bench = new Bench([boxRecord(1, { siren })]);
    const state = bench.states.get(1)!;
    Object.assign(state, failing);
    const box = bench.boxes[0]!;
    box.siren!.want(true, 0);
    bench.run(1_500);
    expect(box.siren!.isFaulty).toBe(false);
    bench.run(1_500);
    expect(box.siren!.isFaulty).toBe(true);
    Object.assign(state, { isStuck: false, exception: null });
    bench.run(1_500);
    expect(box.siren!.isFaulty).toBe(false);
    expect([...state.coils]).toEqual([3]);
    state.powerOff();
  });

  test('a box without power gets its order when it is back, while it is still wanted', () => {
    const bench = new Bench([boxRecord(1, { siren })]);
    const state = bench.states.get(1)!;
    state.isDead = true;
    bench.boxes[0]!.siren!.want(true, 0);
    bench.run(20_000);
    expect(bench.boxes[0]!.siren!.isFaulty).toBe(false);
    state.isDead = false;
    bench.run(2_000);
    expect(state.writes).toEqual([expect.stringMatching(/^register 10 = (?:39|40)$/), 'coil 3 on']);
    state.powerOff();
  });

  test('a latch is released once, and again only when the box did not answer', () => {
    const bench = new Bench([boxRecord(1)]);
    const state = bench.states.get(1)!;
    state.isDead = true;
    bench.boxes[0]!.latches!.release(8, 0);
    bench.run(3_000);
    state.isDead = false;
    bench.run(5_000);
    expect(state.writes).toEqual(['coil 8 on']);
  });

  test('without a permit a box has nothing that writes', () => {
    const bench = new Bench([boxRecord(1, { siren })]);
    const drilled = new ModbusBox(bench.boxes[0]!.record, POLL_MS, undefined);
    expect([drilled.siren, drilled.latches, drilled.takeTask(0)]).toEqual([null, null, null]);
  });
});
