/** One press over each wire: resolves when the device has what it waits for, which leaves only after the alarm is on disk. */
import { encodeMessage } from '#main/core/links/protocols/dc09/encode.ts';
import { Deframer } from '#main/core/links/protocols/dc09/frame.ts';
import { Dc09Sender } from '#main/core/links/protocols/dc09/sender.ts';
import { DUTY_TOKENS } from '#tests/faults/kit/faultStation.ts';
import { pointAt } from '#tests/fixtures/tinyPack.ts';
import { takeSeat } from '#tests/flows/kit/seat.ts';
import { Terminal808 } from '#tests/simulators/jt808.ts';
import { BoxState, ModbusBoxSimulator } from '#tests/simulators/modbusBox.ts';
import { Phone } from '#tests/simulators/phone.ts';
import { RECORDS, ReceiverSimulator } from '#tests/simulators/receiver.ts';
import { TakTerminal } from '#tests/simulators/tak.ts';
import { callTcp, type ListeningWire, openSerial } from '#tests/simulators/wire/wire.ts';
import { ACCOUNTS, BUS, type LinksStation, PHONE, SOURCE_TOKEN, TAK_UID } from './station.ts';

export interface Probe {
  readonly what: string;
  readonly aim: string;
  /** The transport whose bare echo stands beside it. */
  readonly peer: 'udp' | 'tcp' | 'http' | 'serial';
  /** What ends the time. */
  readonly until: string;
  /** Presses in every so many rounds: a bus that is polled takes its time. */
  readonly everyRounds: number;
  /** What has to be done first and is not timed. */
  prepare?(index: number): Promise<unknown>;
  /** Rejects when what came back is not what a device waits for. */
  press(index: number): Promise<void>;
}

const DURABLE = 'p99 ≤ 50 ms from frame to durable';
const [lon, lat] = pointAt(0, 0);

/** Everything connected and, where it has to be, authenticated. `close` ends it all. */
export async function openProbes(
  station: LinksStation,
  { box, serialPath }: { box: ListeningWire; serialPath: string | null },
): Promise<{ probes: Probe[]; close(): void }> {
  const { ports, url } = station;
  const closing: (() => void)[] = [];
  const keep = <Item extends { dispose(): void }>(item: Item): Item => {
    closing.push(() => item.dispose());
    return item;
  };
  const answered = { until: 'the answer', everyRounds: 1 } as const;

  const pole = keep(new Dc09Sender({ host: '127.0.0.1', port: ports.udp, account: ACCOUNTS.udp }));
  const zone = (index: number) => String(index % 1_000).padStart(3, '0');
  const event = (index: number) =>
    ({ contactId: { qualifier: 1, code: '120', partition: '01', zone: zone(index) } }) as const;

  const receiverOver = async (wire: Parameters<typeof callTcp> | string) => {
    const opened = typeof wire === 'string' ? await openSerial(wire) : await callTcp(...wire);
    return keep(new ReceiverSimulator({ wire: opened }));
  };
  const receiver = await receiverOver(['127.0.0.1', ports.receiver]);
  const serial = serialPath ? await receiverOver(serialPath) : null;
  const record = async (over: ReceiverSimulator, account: string, index: number) =>
    must((await over.send(RECORDS.surgard.alarm(account, index + 1))) === 'acknowledged', 'the receiver');

  const state = new BoxState();
  state.latch = { coil: 8, inputs: [0] };
  keep(new ModbusBoxSimulator(await box.next(), { framing: 'tcp', boxes: new Map([[7, state]]) }));

  const bus = keep(new Terminal808({ port: ports.bus, id: BUS }));
  must((await bus.goOnline()).result === 0, 'the terminal');

  const tak = keep(await TakTerminal.open({ port: ports.tak, transport: 'udp', uid: TAK_UID }));
  const seat = await takeSeat(url, DUTY_TOKENS[0]);
  closing.push(() => seat.socket.disconnect());
  let onAlarm: (protocol: string) => void = () => undefined;
  seat.socket.on('events', (events) => {
    for (const { kind, body } of events) {
      if (kind === 'alarm.received') onAlarm((body as { protocol: string }).protocol);
    }
  });

  const phone = new Phone({ url, key: PHONE, app: 'osmand' });
  const startedAt = Date.now() - 900_000;
  const probes: Probe[] = [
    {
      ...answered,
      what: 'DC-09 over UDP',
      aim: 'p99 ≤ 10 ms',
      peer: 'udp',
      press: async (index) => must((await pole.send(event(index))).kind === 'ack', 'the pole'),
    },
    { ...answered, what: 'DC-09 over TCP', aim: DURABLE, peer: 'tcp', press: await tcpPole(ports.tcp, closing) },
    ...(serial
      ? [
          {
            ...answered,
            what: 'Sur-Gard over a serial port (pty)',
            aim: DURABLE,
            peer: 'serial' as const,
            press: (index: number) => record(serial, ACCOUNTS.serial, index),
          },
        ]
      : []),
    {
      ...answered,
      what: 'Sur-Gard over TCP',
      aim: DURABLE,
      peer: 'tcp',
      press: (index) => record(receiver, ACCOUNTS.receiver, index),
    },
    {
      what: 'Modbus TCP button, polled every 100 ms',
      aim: 'p99 ≤ 2 s, wired (GA/T 368)',
      peer: 'tcp',
      until: 'the latch is released',
      everyRounds: 5,
      async prepare() {
        // The station must have seen the button at rest, past its debounce, or the press is no change.
        const seen = state.polls + 4;
        while (state.polls < seen) await new Promise((resolve) => setTimeout(resolve, 5));
      },
      async press() {
        state.writes.length = 0;
        state.inputs.add(0);
        while (state.writes.length === 0) await new Promise((resolve) => setTimeout(resolve, 1));
      },
    },
    {
      ...answered,
      what: 'JT/T 808 SOS',
      aim: DURABLE,
      peer: 'tcp',
      prepare: (index) => bus.report({ lon, lat, at: startedAt + index * 2_000, alarmBits: 0 }),
      async press(index) {
        const { result } = await bus.report({ lon, lat, at: startedAt + index * 2_000 + 1_000, alarmBits: 1 });
        must(result === 0 || result === 4, 'the terminal');
      },
    },
    {
      what: 'Cursor on Target emergency over UDP',
      aim: DURABLE,
      peer: 'udp',
      until: 'a seat has it, for nobody answers these',
      everyRounds: 1,
      async press() {
        const seen = new Promise<void>((resolve) => {
          onAlarm = (protocol) => protocol === 'cot' && resolve();
        });
        await tak.callForHelp({ lon, lat, ceM: 5 });
        await seen;
      },
    },
    {
      ...answered,
      what: 'POST /api/alarms',
      aim: DURABLE,
      peer: 'http',
      async press(index) {
        const response = await fetch(`${url}/api/alarms`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', authorization: `Bearer ${SOURCE_TOKEN}` },
          body: JSON.stringify({ id: `A-${index}`, kind: 'access', class: 'intrusion', title: '强行进入', lon, lat }),
        });
        await response.text();
        must(response.status === 201, 'POST /api/alarms');
      },
    },
    {
      ...answered,
      what: 'OsmAnd SOS over HTTP',
      aim: DURABLE,
      peer: 'http',
      press: async (index) =>
        must((await phone.send({ lon, lat, at: Date.now(), alarm: `SOS ${index}` })).status === 200, 'the phone'),
    },
  ];
  return {
    probes,
    close() {
      for (const end of closing.reverse()) end();
    },
  };
}

/** One connection for all presses, as a pole keeps it. */
async function tcpPole(port: number, closing: (() => void)[]): Promise<Probe['press']> {
  const wire = await callTcp('127.0.0.1', port);
  closing.push(() => wire.close());
  const deframer = new Deframer();
  let onFrame: (frame: Buffer) => void = () => undefined;
  wire.onBytes((bytes) => {
    for (const frame of deframer.push(bytes)) if (frame.ok) onFrame(frame.raw);
  });
  return (index) => {
    const sequence = String((index % 9_999) + 1).padStart(4, '0');
    const header = {
      form: 'ascii',
      token: 'ADM-CID',
      isEncrypted: false,
      sequence,
      receiver: null,
      line: '0',
    } as const;
    const frame = encodeMessage({
      header: { ...header, account: ACCOUNTS.tcp },
      data: `#${ACCOUNTS.tcp}|1120 01 001`,
    });
    return new Promise((resolve) => {
      onFrame = (reply) => void (reply.includes(`"ACK"${sequence}`) && resolve());
      wire.send(frame);
    });
  };
}

function must(isTrue: boolean, who: string): void {
  if (!isTrue) throw new Error(`${who} was not answered as it should be`);
}
