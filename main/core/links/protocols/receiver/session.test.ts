import { describe, expect, test } from 'vitest';
import type { Connection, JudgeContext, LinkedDevice, Verdict } from '../../contract.ts';
import { DEFAULT_SETTINGS } from '../../contract.ts';
import { openTimer } from '../../timer.ts';
import { surgardDecoder } from '../surgard/decode.ts';
import { openReceiverSession } from './session.ts';

const NOW = Date.UTC(2031, 2, 8, 6, 15, 9);
const PANIC = '5022 187001E12003008';
const HEARTBEAT = '1022           @    ';
const remote = { address: '/dev/serial/by-id/receiver', port: 0 };
const pole: LinkedDevice = {
  id: 'pole-1',
  name: '东溪社区 1 号报警杆',
  kind: 'alarmPole',
  link: 'receiver',
  account: '7001',
  requireEncryption: false,
};
const receiver: LinkedDevice = { ...pole, id: 'rx-1', name: '接收机', kind: 'sensor', account: 'RX02' };

/** One connection whose link stores everything at once. */
function open(devices: readonly LinkedDevice[] = [pole]) {
  const stored = new Set<string>();
  const context: JudgeContext = {
    linkId: 'receiver',
    settings: DEFAULT_SETTINGS,
    timer: openTimer,
    findDevice: (account) => devices.find((device) => device.account === account),
    isDuplicate: (key) => stored.has(key),
  };
  const format = { protocol: 'surgard', decode: surgardDecoder('auto'), heartbeatSeconds: 30 };
  const session = openReceiverSession(context, format);
  const connect = (): Connection => session.openConnection!({ remote, send: () => true, close: () => undefined });
  const connection = connect();
  const carryOut = (verdicts: Iterable<Verdict>) => {
    const done: Verdict[] = [];
    for (const verdict of verdicts) {
      done.push(verdict);
      if (verdict.signal?.duplicateKey) stored.add(verdict.signal.duplicateKey);
    }
    return done;
  };
  return {
    session,
    say: (text: string, at = NOW) => carryOut(connection.receive(Buffer.from(text, 'latin1'), at)),
    tick: (at: number) => carryOut(connection.tick!(at)),
    close: (at = NOW) => carryOut(connection.close(at)),
    reconnect: () => {
      const next = connect();
      return { say: (text: string, at = NOW) => carryOut(next.receive(Buffer.from(text, 'latin1'), at)) };
    },
  };
}

/** What became of each record, and the byte it is answered with. */
const briefly = (verdicts: readonly Verdict[]) =>
  verdicts.map(({ outcome, reason, answer }) => {
    const byte = answer?.write(NOW).toString('hex') ?? 'none';
    return `${outcome}${reason ? ` ${reason}` : ''}: ${byte}`;
  });

describe('the receiver decides', () => {
  test('a record of an enrolled account is a signal, acknowledged with 06 once stored and with 15 if it cannot be', () => {
    const [verdict] = open().say(`${PANIC}\x14`);
    const { describe: show, answer, answerIfNotStored, ...rest } = verdict!;
    expect(rest).toEqual({
      raw: Buffer.from(PANIC),
      outcome: 'accepted',
      heard: pole,
      signal: {
        linkId: 'receiver',
        protocol: 'surgard',
        remote,
        receivedAt: NOW,
        raw: Buffer.from(PANIC).toString('hex'),
        deviceId: 'pole-1',
        account: '7001',
        sequence: '',
        token: 'contactId',
        events: [
          {
            class: 'emergency',
            code: '120',
            qualifier: 1,
            partition: '03',
            zone: '008',
            text: null,
            restore: false,
            silent: false,
            zh: expect.any(String),
            en: expect.any(String),
          },
        ],
        deviceAt: null,
        skewMs: null,
        isClockWrong: false,
        authenticated: 'clear',
        duplicateKey: expect.stringMatching(/^clear:receiver:27001:\d+:[0-9a-f]{32}$/),
      },
    });
    expect([answer?.write(NOW), answerIfNotStored?.write(NOW)]).toEqual([Buffer.of(0x06), Buffer.of(0x15)]);
    expect(show()).toMatchObject({
      ok: true,
      account: '7001',
      qualifier: 1,
      code: '120',
      partition: '03',
      zone: '008',
    });
  });

  test('a heartbeat is acknowledged and is no alarm; the enrolled receiver itself is heard', () => {
    const [plain] = open().say(`${HEARTBEAT}\x14`);
    expect([plain!.outcome, plain!.signal, plain!.heard]).toEqual(['heartbeat', undefined, undefined]);
    const [enrolled] = open([receiver]).say(`${HEARTBEAT}\x14`);
    expect(enrolled!.heard).toBe(receiver);
  });

  test('an unknown account is delivered without a device and acknowledged: a receiver never moves on otherwise', () => {
    const [verdict] = open([]).say(`${PANIC}\x14`);
    expect(briefly([verdict!])).toEqual(['stranger unknownAccount: 06']);
    expect(verdict!.signal).toMatchObject({
      deviceId: null,
      account: '7001',
      duplicateKey: null,
      reason: 'unknownAccount',
    });
  });

  test('a padded account of a System III finds the device enrolled by its four digits', () => {
    expect(open().say('3022    007001PA0008\x14')[0]!.heard).toBe(pole);
  });

  test('a bad record is refused twice, and the third time kept for a person and answered', () => {
    const bad = '5022 18700?E12003008\x14';
    const { say } = open();
    const said = [say(bad), say(bad), say(bad), say(bad)].flat();
    expect(briefly(said)).toEqual([
      'dropped format: 15',
      'dropped format: 15',
      'stranger undecodable: 06',
      'dropped format: 15',
    ]);
    expect(said[2]!.signal?.events).toMatchObject([{ class: 'unreadable', text: '5022 18700?E12003008' }]);
  });

  test('noise too short for a record gets no answer that its neighbour could take for its own', () => {
    expect(briefly(open().say(`\xff\x02#\x14${PANIC}\x14`))).toEqual(['dropped noise: none', 'accepted: 06']);
  });

  test('sound content that says nothing to us is shown as unreadable and acknowledged', () => {
    const [verdict] = open().say('S022[#7001|!!]\x14');
    expect(briefly([verdict!])).toEqual(['unreadable unreadable: 06']);
  });

  test('a plain alarm letter is an emergency at a call point and an unknown event elsewhere', () => {
    const basic = '1022      7001 A1008\x14';
    const classOf = (device: LinkedDevice) => open([device]).say(basic)[0]!.signal?.events[0]?.class;
    expect([classOf(pole), classOf({ ...pole, kind: 'sensor' })]).toEqual(['emergency', 'unknown']);
  });
});

describe('retransmissions', () => {
  test('the same record within seconds is one alarm, also on another connection', () => {
    const { say, reconnect } = open();
    expect(briefly([...say(`${PANIC}\x14`), ...say(`${PANIC}\x14`, NOW + 4_000)])).toEqual([
      'accepted: 06',
      'duplicate: 06',
    ]);
    expect(briefly(reconnect().say(`${PANIC}\x14`, NOW + 8_000))).toEqual(['duplicate: 06']);
  });

  test('glued ones are cut, and each is answered', () => {
    expect(briefly(open().say(`${PANIC}${PANIC}${PANIC}\x14`))).toEqual([
      'accepted: 06',
      'duplicate: 06',
      'duplicate: 06',
    ]);
  });

  test('a second press a minute later is a second alarm', () => {
    const { say } = open();
    const [first, second] = [...say(`${PANIC}\x14`), ...say(`${PANIC}\x14`, NOW + 60_000)];
    expect([first!.outcome, second!.outcome]).toEqual(['accepted', 'accepted']);
    expect(first!.signal?.duplicateKey).not.toBe(second!.signal?.duplicateKey);
  });

  test('another zone or another line is another record', () => {
    const { say } = open();
    const said = say(`${PANIC}\x14${PANIC.replace('008', '009')}\x14${PANIC.replace('5022', '5023')}\x14`);
    expect(said.map(({ outcome }) => outcome)).toEqual(['accepted', 'accepted', 'accepted']);
  });
});

describe('time', () => {
  test('a record without an end is taken after 300 ms of quiet, and half of one is not', () => {
    const { say, tick } = open();
    expect(say(PANIC)).toEqual([]);
    expect(tick(NOW + 299)).toEqual([]);
    expect(briefly(tick(NOW + 300))).toEqual(['accepted: 06']);
    say(PANIC.slice(0, 10), NOW + 1_000);
    expect(tick(NOW + 60_000)).toEqual([]);
    expect(briefly(say(`${PANIC.slice(10)}\x14`, NOW + 61_000))).toEqual(['accepted: 06']);
  });

  test('three missed heartbeats are a fault of the link until one comes', () => {
    const { session, say } = open();
    expect(session.fault!(NOW)).toBeNull();
    say(`${HEARTBEAT}\x14`, NOW + 10_000);
    expect(session.fault!(NOW + 100_000)).toBeNull();
    expect(session.fault!(NOW + 101_000)).toEqual({
      zh: '接收机 91 秒没有心跳',
      en: 'no heartbeat of the receiver for 91 s',
    });
    say(`${HEARTBEAT}\x14`, NOW + 102_000);
    expect(session.fault!(NOW + 103_000)).toBeNull();
  });

  test('a line cut in the middle of a record leaves no alarm, and the next connection starts afresh', () => {
    const { say, close, reconnect } = open();
    say(PANIC.slice(0, 12));
    expect(briefly(close())).toEqual(['dropped cut: none']);
    expect(briefly(reconnect().say(`${PANIC}\x14`))).toEqual(['accepted: 06']);
  });

  test('10,000 runs of noise raise nothing, and the record behind them is taken', () => {
    const { say } = open();
    let state = 7;
    const next = (below: number) => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      return Math.floor((state / 2 ** 32) * below);
    };
    const alarms = [];
    for (let run = 0; run < 10_000; run++) {
      const noise = Buffer.from(Array.from({ length: 1 + next(60) }, () => next(256)));
      alarms.push(...say(noise.toString('latin1')).filter(({ outcome }) => outcome === 'accepted'));
    }
    expect(alarms).toEqual([]);
    expect(briefly(say(`\x14${PANIC}\x14`)).at(-1)).toBe('accepted: 06');
  });
});
