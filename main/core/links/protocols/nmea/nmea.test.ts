import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { linkRecordSchema } from '#shared/wire/links/index.ts';
import { DEFAULT_SETTINGS, type JudgeContext, type Verdict } from '../../contract.ts';
import { openTimer } from '../../timer.ts';
import { nmeaDescriber } from './describe.ts';
import { nmea } from './index.ts';
import { writeSentence } from './sentence.ts';

const NOW = Date.UTC(2031, 2, 8, 6, 15, 10);
const FIX_AT = Date.UTC(2031, 2, 8, 6, 15, 9);
/** PROTOCOLS §4.3, made up there. */
const RMC = '$GNRMC,061509.00,A,3955.0500,N,11624.1840,E,012.5,271.0,080331,,,A*42\r\n';
const GGA = '$GNGGA,061509.00,3955.0500,N,11624.1840,E,1,09,0.9,48.0,M,-8.5,M,,*57\r\n';
const FIX = {
  linkId: 'gps',
  protocol: 'nmea',
  unitKey: 'u-1',
  lon: 116.40306666666666,
  lat: 39.9175,
  altitudeM: null,
  courseDegrees: 271,
  speedMps: 12.5 * (1852 / 3600),
  accuracyM: null,
  batteryPercent: null,
  fixAt: FIX_AT,
  receivedAt: NOW,
};
const HOME = { address: '10.0.0.7', port: 40_000 };

interface BenchOptions {
  /** Null: the record names none. */
  readonly unit?: string | null;
  readonly sources?: { address: string; unit: string }[];
  readonly requireChecksum?: boolean;
}

function bench({ unit = 'radio-1', sources = [], requireChecksum = true }: BenchOptions = {}) {
  const transport = { kind: 'udp', host: '127.0.0.1', port: 0 };
  const record = linkRecordSchema.parse({
    id: 'gps',
    protocol: 'nmea',
    transport,
    unit: unit ?? undefined,
    sources,
    requireChecksum,
  });
  const units = new Map([
    ['radio-1', 'u-1'],
    ['radio-2', 'u-2'],
  ]);
  const context: JudgeContext = {
    linkId: 'gps',
    settings: DEFAULT_SETTINGS,
    timer: openTimer,
    findDevice: () => undefined,
    isDuplicate: () => false,
    terminals: {
      secret: Buffer.alloc(32),
      findUnit: (key) => units.get(key),
      alarmStateOf: () => 'none',
      orderFor: () => undefined,
    },
  };
  const session = nmea.openSession(context, record);
  const line = session.openConnection!({ remote: HOME, send: () => true, close: () => undefined });
  return {
    datagram: (text: string, remote = HOME) => [...session.judgeDatagram!(Buffer.from(text, 'latin1'), remote, NOW)],
    stream: (bytes: string | Buffer) => [...line.receive(Buffer.from(bytes as string, 'latin1'), NOW)],
    quiet: (ms = 400) => [...line.tick!(NOW + ms)],
    hangUp: () => [...line.close(NOW)],
  };
}

const fatesOf = (verdicts: readonly Verdict[]) => verdicts.map(({ outcome, reason }) => reason ?? outcome);
const fixesOf = (verdicts: readonly Verdict[]) => verdicts.flatMap(({ fixes }) => fixes ?? []);
const rmc = (fields: string) => writeSentence(`GPRMC,${fields}`);
const at = (hhmmss: string, type: 'RMC' | 'GGA' | 'VTG' = 'RMC') => {
  const place = '3955.0500,N,11624.1840,E';
  if (type === 'RMC') return rmc(`${hhmmss},A,${place},012.5,271.0,080331,,,A`);
  return type === 'GGA'
    ? writeSentence(`GPGGA,${hhmmss},${place},1,09,0.9,48.0,M,-8.5,M,,`)
    : writeSentence('GPVTG,90.0,T,,M,10.0,N,18.5,K,A');
};

describe('what a sentence says', () => {
  test('the examples, alone and as one moment', () => {
    expect(fixesOf(bench().datagram(RMC))).toEqual([FIX]);
    // A GGA names no day: the one of our clock that is nearest.
    expect(fixesOf(bench().datagram(GGA))).toEqual([{ ...FIX, altitudeM: 48, speedMps: null, courseDegrees: null }]);
    for (const both of [RMC + GGA, GGA + RMC])
      expect(fixesOf(bench().datagram(both))).toEqual([{ ...FIX, altitudeM: 48 }]);
  });

  test.each([
    ['status V', '061509,V,3955.05,N,11624.184,E,0,0,080331,,,A', []],
    ['mode N', '061509,A,3955.05,N,11624.184,E,0,0,080331,,,N', []],
    ['an empty mode', '061509,A,3955.05,N,11624.184,E,0,0,080331,,,', []],
    ['no mode at all', '061509,A,3955.0500,N,11624.1840,E,012.5,271.0,080331,,', [FIX]],
    ['mode S, simulated', '061509,A,3955.0500,N,11624.1840,E,012.5,271.0,080331,,,S', [FIX]],
    ['nav status V, which some always send', '061509,A,3955.0500,N,11624.1840,E,012.5,271.0,080331,,,A,V', [FIX]],
    ['an empty position', '061509,A,,,,,,,080331,,,A', []],
    ['0,0', '061509,A,0000.0,N,00000.0,E,0,0,080331,,,A', []],
    [
      'a longitude of two degree digits',
      '061509,A,3955.0500,N,1624.1840,E,012.5,271.0,080331,,,A',
      [{ ...FIX, lon: 16.403066666666668 }],
    ],
    [
      'south and west',
      '061509,A,3955.0500,S,11624.1840,W,012.5,271.0,080331,,,A',
      [{ ...FIX, lon: -116.40306666666666, lat: -39.9175 }],
    ],
    [
      'a standing receiver without a course',
      '061509,A,3955.0500,N,11624.1840,E,0.0,,080331,,,A',
      [{ ...FIX, speedMps: 0, courseDegrees: null }],
    ],
    [
      'a year of the last century',
      '061509,A,3955.0500,N,11624.1840,E,012.5,271.0,080399,,,A',
      [{ ...FIX, fixAt: Date.UTC(1999, 2, 8, 6, 15, 9) }],
    ],
  ])('RMC with %s', (_, fields, fixes) => {
    const verdicts = bench().datagram(rmc(fields));
    expect(fixesOf(verdicts)).toEqual(fixes);
    expect(fatesOf(verdicts)).toEqual([fixes.length > 0 ? 'accepted' : 'heartbeat']);
  });

  test.each([
    ['month 00', '061509,A,3955.05,N,11624.184,E,0,0,080031,,,A', 'time'],
    ['day 32', '061509,A,3955.05,N,11624.184,E,0,0,320331,,,A', 'time'],
    ['hour 24', '241509,A,3955.05,N,11624.184,E,0,0,080331,,,A', 'time'],
    ['minute 60 of a degree', '061509,A,3960.00,N,11624.184,E,0,0,080331,,,A', 'format'],
    ['latitude 91', '061509,A,9100.00,N,11624.184,E,0,0,080331,,,A', 'format'],
    ['a word for a speed', '061509,A,3955.05,N,11624.184,E,fast,0,080331,,,A', 'format'],
    ['no hemisphere', '061509,A,3955.05,,11624.184,,0,0,080331,,,A', 'format'],
    ['too few fields', '061509,A', 'format'],
  ])('RMC with %s is refused', (_, fields, reason) => {
    expect(fatesOf(bench().datagram(rmc(fields)))).toEqual([reason]);
  });

  test('one sentence of a moment that has no fix denies the whole moment', () => {
    const denied = writeSentence('GPGGA,061509.00,3955.0500,N,11624.1840,E,0,00,,,M,,M,,');
    expect(fixesOf(bench().datagram(RMC + denied))).toEqual([]);
  });

  test('any talker is read; satellites, AIS and what makers invent are only signs of life', () => {
    const { datagram } = bench();
    const talkers = ['GP', 'GN', 'BD', 'GB', 'GL', 'II'].map((talker) => RMC.slice(0, 1) + talker + RMC.slice(3));
    const sealed = talkers.map((text) => writeSentence(text.slice(1, text.indexOf('*'))));
    expect(sealed.map((text) => fixesOf(bench().datagram(text)).length)).toEqual([1, 1, 1, 1, 1, 1]);
    const others = ['GPGSV,1,1,00', 'GPGSA,A,3', 'PGRME,15.0,M'].map(writeSentence);
    expect(fatesOf(datagram(`${others.join('')}!AIVDM,1,1,,A,14eG;o@034o8sd<L9i:a;WF>062D,0*7D\r\n`))).toEqual([
      'heartbeat',
      'heartbeat',
      'heartbeat',
      'heartbeat',
    ]);
  });

  test('a checksum that is wrong by one bit or missing is refused; missing may be allowed, wrong never', () => {
    const bare = RMC.replace('*42', '');
    const wrong = RMC.replace('*42', '*43');
    const lower = writeSentence('GPRMC,061509.0,A,3955.0500,N,11624.1840,E,012.5,271.0,080331,,,A').replace(
      /\*(..)/,
      (hex) => hex.toLowerCase(),
    );
    expect([bare, wrong, lower].map((text) => fatesOf(bench().datagram(text))[0])).toEqual([
      'noChecksum',
      'checksum',
      'accepted',
    ]);
    const lax = (text: string) => fatesOf(bench({ requireChecksum: false }).datagram(text))[0];
    expect([lax(bare), lax(wrong)]).toEqual(['accepted', 'checksum']);
  });
});

describe('moments', () => {
  test('which sentence is the last of a second is learnt: from then on a position is told once, whole, at once', () => {
    const { datagram } = bench();
    const told = ['061509', '061510', '061511'].map((time) =>
      (['GGA', 'RMC', 'VTG'] as const).map((type) => fixesOf(datagram(at(time, type))).length),
    );
    expect(told).toEqual([
      [1, 0, 0],
      [0, 0, 1],
      [0, 0, 1],
    ]);
    const { stream } = bench();
    const seconds = ['061509', '061510'].map((time) => fixesOf(stream(at(time, 'GGA') + at(time) + at(time, 'VTG'))));
    const whole = (fixAt: number) => ({ ...FIX, altitudeM: 48, fixAt });
    expect(seconds).toEqual([[], [whole(FIX_AT), whole(FIX_AT + 1_000)]]);
  });

  test('when the last sentence stays away the position is told with the next second', () => {
    const { stream } = bench();
    stream(at('061509') + at('061509', 'VTG'));
    expect(fixesOf(stream(at('061510')))).toHaveLength(1);
    expect(fixesOf(stream(at('061511'))).map(({ fixAt }) => fixAt)).toEqual([FIX_AT + 1_000, FIX_AT + 2_000]);
    expect(fixesOf(stream(at('061512'))).map(({ fixAt }) => fixAt)).toEqual([FIX_AT + 3_000]);
  });

  test('a time without a date follows the last date over midnight, whatever our clock says', () => {
    const { stream, quiet } = bench();
    const day = (ddmmyy: string) => `235959,A,3955.0500,N,11624.1840,E,012.5,271.0,${ddmmyy},,,A`;
    stream(rmc(day('311230')) + at('235959', 'GGA'));
    quiet();
    expect(fixesOf(stream(at('000000', 'GGA'))).map(({ fixAt }) => fixAt)).toEqual([Date.UTC(2031, 0, 1)]);
    stream(writeSentence('GPZDA,000001.00,05,02,2032,00,00'));
    expect(fixesOf(stream(at('000002', 'GGA'))).map(({ fixAt }) => fixAt)).toEqual([Date.UTC(2032, 1, 5) + 2_000]);
  });

  test('who never names a day is given the nearest of our clock', () => {
    const late = at('235959', 'GGA');
    expect(fixesOf(bench().datagram(late)).map(({ fixAt }) => fixAt)).toEqual([Date.UTC(2031, 2, 7, 23, 59, 59)]);
  });
});

describe('whose wire it is', () => {
  test('by address, by the unit of the link, or a stranger', () => {
    const sources = [{ address: '10.0.0.8', unit: 'radio-2' }];
    const from = (address: string, options: BenchOptions) => {
      const verdicts = bench(options).datagram(RMC, { address, port: 1 });
      return fixesOf(verdicts)[0]?.unitKey ?? fatesOf(verdicts)[0];
    };
    expect([
      from('10.0.0.8', { sources }),
      from('::ffff:10.0.0.8', { sources }),
      from('10.0.0.9', { sources }),
      from('10.0.0.9', { sources, unit: null }),
      from('10.0.0.9', { unit: 'radio-9' }),
    ]).toEqual(['u-2', 'u-2', 'u-1', 'unknownUnit', 'unknownUnit']);
  });

  test('the record must say whose wire it is, and moments of two senders stay apart', () => {
    const sources = [{ address: '10.0.0.8', unit: 'radio-2' }];
    const record = { id: 'gps', protocol: 'nmea', transport: { kind: 'udp', host: '127.0.0.1', port: 0 } };
    expect(linkRecordSchema.safeParse(record).success).toBe(false);
    expect(linkRecordSchema.safeParse({ ...record, sources }).success).toBe(true);
    const serial = { ...record, transport: { kind: 'serial', path: '/dev/ttyUSB0' } };
    expect(linkRecordSchema.safeParse({ ...serial, unit: 'u-1', sources }).success).toBe(false);
    expect(linkRecordSchema.parse({ ...serial, unit: 'u-1' }).transport).toMatchObject({
      baudRate: 4_800,
      dataBits: 8,
      parity: 'none',
      stopBits: 1,
    });
    const { datagram } = bench({ sources });
    datagram(at('061509', 'GGA'), { address: '10.0.0.8', port: 1 });
    expect(fixesOf(datagram(RMC, { address: '10.0.0.7', port: 1 }))).toEqual([FIX]);
  });
});

describe('a stream', () => {
  test('one byte at a time, two at once, and the last one cut', () => {
    const { stream, quiet, hangUp } = bench();
    for (const byte of Buffer.from(RMC)) expect(fixesOf(stream(Buffer.of(byte)))).toEqual([]);
    // Nobody knows yet whether more of this moment follows.
    expect([fixesOf(quiet(100)), fixesOf(quiet()), fixesOf(quiet())]).toEqual([[], [FIX], []]);
    expect(fatesOf(stream(at('061510') + at('061511')))).toEqual(['accepted', 'accepted']);
    stream(RMC.slice(0, 30));
    expect(fatesOf(hangUp())).toEqual(['cut']);
  });

  test('garbage before, between and after costs only itself', () => {
    const { stream } = bench();
    const fates = fatesOf(stream(`\xff\x00#garbage${RMC}noise\r\n${RMC.slice(0, 20)}${GGA}\r\n\r\n`));
    expect(fates).toEqual(['noise', 'accepted', 'noise', 'cut', 'accepted']);
  });

  test('256 bytes are a sentence, one more is not, and what follows is', () => {
    const long = (bytes: number) => writeSentence(`PXYZ,${'x'.repeat(bytes - 9)}`);
    expect(long(256).trimEnd()).toHaveLength(256);
    const { stream } = bench();
    expect(fatesOf(stream(long(256) + long(257) + RMC))).toEqual(['heartbeat', 'oversize', 'accepted']);
    expect(fatesOf(stream('y'.repeat(5_000)))).toEqual(['noise']);
    expect(fatesOf(stream(RMC))).toEqual(['accepted']);
  });

  test('any bytes, cut anywhere, never throw, and the sentence behind them is taken', () => {
    const { stream } = bench();
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 80 }), { maxLength: 8 }), (chunks) => {
        for (const chunk of chunks) for (const verdict of stream(Buffer.from(chunk))) verdict.describe();
        expect(fatesOf(stream(RMC)).at(-1)).toBe('accepted');
      }),
      { numRuns: 2_000 },
    );
  });
});

test('a datagram of more sentences than a second has is read up to there, and the rest counted once', () => {
  const { datagram } = bench();
  const fates = fatesOf(datagram(RMC.repeat(200)));
  expect([fates.length, fates.filter((fate) => fate === 'accepted').length, fates.at(-1)]).toEqual([
    65,
    64,
    'oversize',
  ]);
  expect(fatesOf(datagram(''))).toEqual([]);
});

test('the links of the integrator guide are accepted', () => {
  const page = readFileSync(join(import.meta.dirname, '../../../../../docs/integrator/nmea.md'), 'utf8');
  const { links } = JSON.parse(/^```json\n([\s\S]*?)^```$/m.exec(page)![1]!) as { links: unknown[] };
  expect(links.map((link) => linkRecordSchema.safeParse(link).success)).toEqual([true, true]);
});

test('what is written reads back', () => {
  const describer = nmeaDescriber();
  const tenThousandths = (most: number) => fc.integer({ min: 0, max: most * 60 * 10_000 });
  const coordinate = (value: number, width: number) => {
    const minutes = (value % 600_000) / 10_000;
    return String(Math.floor(value / 600_000)).padStart(width, '0') + minutes.toFixed(4).padStart(7, '0');
  };
  fc.assert(
    fc.property(tenThousandths(89), tenThousandths(179), fc.integer({ min: 0, max: 86_399 }), (lat, lon, second) => {
      const time = new Date(second * 1_000).toISOString().slice(11, 19).replaceAll(':', '');
      const text = writeSentence(`GPGLL,${coordinate(lat, 2)},S,${coordinate(lon, 3)},E,${time},A,A`);
      const described = describer(Buffer.from(text));
      if (!described.ok || !described.fix) throw new Error(text);
      expect(described.fix.valid).toBe(lat + lon > 0);
      expect(described.fix.lat ?? 0).toBeCloseTo(-lat / 600_000, 9);
      expect(described.fix.lon ?? 0).toBeCloseTo(lon / 600_000, 9);
    }),
    { numRuns: 500 },
  );
});
