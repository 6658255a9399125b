/** Button boxes on a serial bus (RTU) or behind a port that the station calls (Modbus TCP): see ModbusBoxSimulator. */
import { setTimeout as pause } from 'node:timers/promises';
import { BoxState, ModbusBoxSimulator, type ModbusFraming } from '../modbusBox.ts';
import { listenTcp, openSerial, type Wire } from '../wire/wire.ts';
import type { Target } from './options.ts';
import { paced, type Simulator } from './simulator.ts';
import { spoiler } from './spoil.ts';

/** A button is held, and left alone, for so many questions: enough for two equal readings after any bounce. */
const POLLS_HELD = 3;
/** Nobody holds a button for longer when nobody asks. */
const HELD_LIMIT_MS = 10_000;
const BUTTON = 0;

export const modbusBox: Simulator = {
  name: 'modbus-box',
  about: 'button boxes with coils, units by --accounts (7,9); serial: RTU, listen: Modbus TCP',
  async run(options, say, stop) {
    const units = options.accounts.map(Number);
    if (!units.every((unit) => Number.isInteger(unit) && unit >= 1 && unit <= 247)) {
      throw new Error('--accounts of a modbus-box are unit numbers, 1 to 247');
    }
    const boxes = new Map(units.map((unit) => [unit, new BoxState()]));
    const spoil = spoiler(options);
    const attach = (wire: Wire, framing: ModbusFraming) => new ModbusBoxSimulator(wire, { framing, boxes, spoil });
    const close = await openBus(options.to, attach);
    const polls = () => [...boxes.values()].reduce((sum, box) => sum + box.polls, 0);
    try {
      await paced(
        options,
        stop,
        async (account) => {
          const box = boxes.get(Number(account))!;
          const before = box.polls;
          box.inputs.add(BUTTON);
          await polled(box);
          box.inputs.delete(BUTTON);
          say({
            what: 'press',
            unit: Number(account),
            input: BUTTON,
            polls: box.polls - before,
            writes: box.writes.length,
          });
          await polled(box);
        },
        null,
      );
      const written = [...boxes].flatMap(([unit, { writes }]) => writes.map((write) => `${unit}: ${write}`));
      say({ what: 'done', polls: polls(), writes: written.slice(-50) });
    } finally {
      close();
      for (const box of boxes.values()) box.powerOff();
    }
  },
};

async function polled(box: BoxState): Promise<void> {
  const enough = box.polls + POLLS_HELD;
  const limit = performance.now() + HELD_LIMIT_MS;
  while (box.polls < enough && performance.now() < limit) await pause(10);
}

/** Returns once somebody can ask; a station that hangs up may call again. */
async function openBus(
  target: Target,
  attach: (wire: Wire, framing: ModbusFraming) => { dispose(): void },
): Promise<() => void> {
  if (target.kind === 'serial') {
    const bus = attach(await openSerial(target.path, 115_200), 'rtu');
    return () => bus.dispose();
  }
  if (target.kind !== 'listen') throw new Error('a modbus-box is asked: --to serial:PATH or listen:HOST:PORT');
  const port = await listenTcp(target.host, target.port);
  const open = new Set<{ dispose(): void }>();
  const takeCaller = (wire: Wire) => {
    open.add(attach(wire, 'tcp'));
    void port.next().then(takeCaller);
  };
  takeCaller(await port.next());
  return () => {
    port.close();
    for (const bus of open) bus.dispose();
  };
}
