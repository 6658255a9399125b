/** Poles and one-key buttons that call by DC-09, over UDP or with a TCP connection for each message. */
import { type ContactIdEvent, writeContactId } from '#main/core/links/protocols/dc09/contactId.ts';
import { readKey } from '#main/core/links/protocols/dc09/crypto.ts';
import { encodeMessage } from '#main/core/links/protocols/dc09/encode.ts';
import { type Reply, readReplies } from '#main/core/links/protocols/dc09/reply.ts';
import { Dc09Sender } from '#main/core/links/protocols/dc09/sender.ts';
import { callTcp } from '../wire/wire.ts';
import type { SimulatorOptions } from './options.ts';
import { paced, type Simulator } from './simulator.ts';
import { spoiler } from './spoil.ts';

type Event = Omit<ContactIdEvent, 'kind'>;
/** Says one thing, or nothing but that it is alive; resolves with what came back. */
type Speak = (account: string, event: Event | null) => Promise<string>;

const device = (name: string, about: string, event: (index: number) => Event): Simulator => ({
  name,
  about,
  mayEncrypt: true,
  async run(options, say, stop) {
    const { speak, close } = open(options);
    const fates: Record<string, number> = {};
    const tell = async (what: string, account: string, sent: Event | null) => {
      const startedAt = performance.now();
      const fate = await speak(account, sent);
      fates[fate] = (fates[fate] ?? 0) + 1;
      say({ what, account, fate, answeredMs: Math.round(performance.now() - startedAt) });
    };
    try {
      await paced(
        options,
        stop,
        (account, index) => tell('alarm', account, event(index)),
        async () => {
          for (const account of options.accounts) await tell('heartbeat', account, null);
        },
      );
      say({ what: 'done', ...fates });
    } finally {
      close();
    }
  },
});

export const pole = device('pole', 'alarm pole with eight call points: panic of each in turn', (index) => ({
  qualifier: 1,
  code: '120',
  partition: '03',
  zone: String((index % 8) + 1).padStart(3, '0'),
}));

export const button = device('button', 'one-key button: the same press again and again', () => ({
  qualifier: 1,
  code: '120',
  partition: '00',
  zone: '001',
}));

function open(options: SimulatorOptions): { speak: Speak; close(): void } {
  if (options.to.kind === 'udp') return openUdp(options, options.to);
  if (options.to.kind === 'tcp') return { speak: tcpSpeaker(options, options.to), close: () => undefined };
  throw new Error('DC-09 goes over udp: or tcp:');
}

interface Endpoint {
  readonly host: string;
  readonly port: number;
}

function openUdp(options: SimulatorOptions, { host, port }: Endpoint) {
  const senders = new Map<string, Dc09Sender>();
  const spoil = spoiler(options);
  const open = (account: string): Dc09Sender => {
    let isSpoilt = false;
    const sender: Dc09Sender = new Dc09Sender({
      host,
      port,
      account,
      clock: () => Date.now() + options.skew * 1_000,
      ...(options.key && { key: options.key }),
      // What the accidents make of one datagram goes out as it is.
      onSend(datagram) {
        if (isSpoilt) return datagram;
        isSpoilt = true;
        for (const part of spoil(datagram)) sender.sendRaw(part);
        isSpoilt = false;
        return null;
      },
    });
    senders.set(account, sender);
    return sender;
  };
  const speak: Speak = async (account, event) => {
    const sender = senders.get(account) ?? open(account);
    const { kind } = event ? await sender.send({ contactId: event }) : await sender.heartbeat();
    return kind;
  };
  return {
    speak,
    close() {
      for (const sender of senders.values()) sender.dispose();
    },
  };
}

/** As the datagrams of `Dc09Sender`: so long in all, and again so often (PROTOCOLS §1.8). */
const GIVE_UP_MS = 5_000;
const AGAIN_MS = 1_000;

/** A connection for each message: sent again on it until answered, and once more with the receiver's time after a NAK. */
function tcpSpeaker(options: SimulatorOptions, { host, port }: Endpoint): Speak {
  const spoil = spoiler(options);
  const key = options.key && readKey(options.key);
  if (key && !key.ok) throw new Error(key.failure.message);
  const secret = key?.value;
  const sequences = new Map<string, number>();
  const offsets = new Map<string, number>();
  return async (account, event) => {
    const sequence = event ? ((sequences.get(account) ?? 0) % 9_999) + 1 : 0;
    if (event) sequences.set(account, sequence);
    const now = () => Date.now() + options.skew * 1_000;
    const compose = () =>
      encodeMessage({
        header: {
          form: 'ascii',
          token: event ? 'ADM-CID' : 'NULL',
          isEncrypted: key !== undefined,
          sequence: String(sequence).padStart(4, '0'),
          receiver: null,
          line: '0',
          account,
        },
        data: event ? `#${account}|${writeContactId(event)}` : '',
        at: now() + (offsets.get(account) ?? 0),
        ...(secret && { key: secret }),
      });
    const first = await attempt(compose());
    if (first?.kind !== 'nak' || first.at === null) return first?.kind ?? 'silence';
    offsets.set(account, first.at - now());
    return (await attempt(compose()))?.kind ?? 'silence';
  };

  async function attempt(frame: Buffer): Promise<Reply | null> {
    const wire = await callTcp(host, port);
    const transmit = () => {
      for (const part of spoil(frame)) wire.send(part);
    };
    const again = setInterval(transmit, AGAIN_MS);
    let giveUp: NodeJS.Timeout | undefined;
    try {
      return await new Promise((resolve) => {
        giveUp = setTimeout(() => resolve(null), GIVE_UP_MS);
        wire.onBytes((bytes) => {
          const [reply] = readReplies(bytes, secret);
          if (reply) resolve(reply);
        });
        transmit();
      });
    } finally {
      clearInterval(again);
      clearTimeout(giveUp);
      wire.close();
    }
  }
}
