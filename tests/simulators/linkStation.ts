/** Links on a real socket, a desk that remembers what it was told, and the frames of PROTOCOLS §1.9. */
import { type LinkedDevice, type Links, startLinks } from '#main/core/links/index.ts';
import { encodeFrame, encodeMessage, type OutgoingMessage } from '#main/core/links/protocols/dc09/encode.ts';
import type { Header } from '#main/core/links/protocols/dc09/message.ts';
import { type Disposable, DisposableStore } from '#shared/kit/disposable.ts';
import type { LinkNews, Signal } from '#shared/wire/signal.ts';
import { RawCaller } from './dc09.ts';

/** The moment the example frames carry. */
export const NOW = Date.UTC(2031, 2, 8, 6, 15, 9);
const KEY_HEX = '00112233445566778899AABBCCDDEEFF';
export const KEY = Buffer.from(KEY_HEX, 'hex');
export const PANIC =
  '\n14930058"ADM-CID"0417R1L2#70A1[#70A1|1120 03 008][X116E24.1840][Y39N55.0500]_06:15:09,03-08-2031\r';
export const PANIC_ACK = '\n554A0014"ACK"0417R1L2#70A1[]\r';
export const SEALED =
  '\n63790078"*ADM-CID"0418R1L2#70A1[5498AD4F8CB1D2340A94C2ECBEDDE3C14773DE14E55EFAB434468F6A976FF159DAC70C512216AA71F70DEC474BF897A9\r';

export const bytes = (text: string) => Buffer.from(text, 'latin1');
export const frameOf = (body: string) => encodeFrame(bytes(body), 'ascii');
export const HEARTBEAT = frameOf('"NULL"0000L2#70A1[]');
export const HEARTBEAT_ACK = frameOf('"ACK"0000L2#70A1[]').toString('latin1');
/** The NAK of a receiver whose clock shows NOW. */
export const NAK = frameOf('"NAK"0000R0L0A0[]_06:15:09,03-08-2031').toString('latin1');

/** The example alarm, encrypted; null leaves out the time it must carry. */
export function sealed(at: number | null, header: Partial<Header> = {}, rest: Partial<OutgoingMessage> = {}): Buffer {
  const usual: Header = {
    form: 'ascii',
    token: 'ADM-CID',
    isEncrypted: true,
    sequence: '0417',
    receiver: '1',
    line: '2',
    account: '70A1',
  };
  const time = at === null ? {} : { at };
  return encodeMessage({ header: { ...usual, ...header }, data: '#70A1|1120 03 008', ...time, key: KEY, ...rest });
}

const pole: LinkedDevice = {
  id: 'pole-1',
  name: '东溪社区 1 号报警杆',
  kind: 'alarmPole',
  link: 'poles',
  account: '70A1',
  key: { encoding: 'hex', value: KEY_HEX },
  requireEncryption: false,
  supervisionSeconds: 90,
};
/** Clear or encrypted; encrypted only; clear only. */
const DEVICES = [
  pole,
  { ...pole, id: 'pole-2', account: '70A2', requireEncryption: true },
  { ...pole, id: 'pole-3', account: '70A3', key: undefined },
];

type Options = Partial<Parameters<typeof startLinks>[0]>;

/** Call `dispose` after each test. `now` is the station's clock, `deliver` how its desk stores. */
export class LinkStation implements Disposable {
  now = NOW;
  deliver: (signal: Signal) => Promise<void> = async () => undefined;
  readonly signals: Signal[] = [];
  readonly news: LinkNews[] = [];
  #store = new DisposableStore();
  #links: Links | null = null;
  #caller: RawCaller | null = null;

  /** Again: what ran before is closed, what was delivered stays. */
  async start(options: Options = {}): Promise<Links> {
    this.dispose();
    this.#store = new DisposableStore();
    const started = await startLinks({
      links: [{ id: 'poles', protocol: 'dc09', transport: { kind: 'udp', host: '127.0.0.1', port: 0 } }],
      devices: {
        findByAccount: (_, account) => DEVICES.find((device) => device.account === account.toUpperCase()),
        list: () => DEVICES,
      },
      clock: () => this.now,
      deliver: (signal) => {
        this.signals.push(signal);
        return this.deliver(signal);
      },
      report: (item) => {
        this.news.push(item);
      },
      superviseEveryMs: 0,
      ...options,
    });
    if (!started.ok) throw new Error(started.failure.message);
    this.#links = this.#store.add(started.value);
    this.#caller = this.newCaller();
    return started.value;
  }

  /** The caller every test has; `newCaller` is another source address. */
  get caller(): RawCaller {
    return this.#caller!;
  }

  newCaller(): RawCaller {
    return this.#store.add(new RawCaller(this.#links!.ports.poles!.port));
  }

  async ask(...frames: Buffer[]): Promise<string> {
    return (await this.caller.ask(...frames)).toString('latin1');
  }

  async replies(count: number): Promise<string[]> {
    const replies: string[] = [];
    while (replies.length < count) replies.push((await this.caller.nextReply()).toString('latin1'));
    return replies;
  }

  /** What comes back first when these frames and then a heartbeat are sent: answers of one source keep their order. */
  firstReplyAfter(...frames: Buffer[]): Promise<string> {
    for (const frame of frames) this.caller.send(frame);
    return this.ask(HEARTBEAT);
  }

  dispose(): void {
    this.#store.dispose();
  }
}

/** Resolves when the condition holds; the test's own timeout is the limit. */
export async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setImmediate(resolve));
}
