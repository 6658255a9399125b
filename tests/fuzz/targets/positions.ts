/** Positions as text: NMEA over lines, phones over HTTP (PROTOCOLS §4.1 to §4.3). */
import { writeSentence } from '#main/core/links/protocols/nmea/sentence.ts';
import { Phone } from '../../simulators/phone.ts';
import { NOW, openLinkCode } from '../linkTarget.ts';
import { documents, sealed } from '../mutate.ts';
import type { FuzzTarget } from '../target.ts';
import { standAlone } from './dc09.ts';

const SENTENCES = [
  'GNRMC,061509.00,A,3955.0500,N,11624.1840,E,012.5,271.0,080331,,,A',
  'GPRMC,235959.999,V,,,,,,,311299,,,N,V',
  'GNGGA,061509.00,3955.0500,N,11624.1840,E,1,09,0.9,48.0,M,-8.5,M,,',
  'GPGLL,3955.0500,S,11624.1840,W,061509,A,A',
  'GPVTG,90.0,T,,M,10.0,N,18.5,K,A',
  'GPZDA,061509.00,08,03,2031,00,00',
  'GPGSV,3,1,11,03,03,111,00',
  'PGRME,15.0,M,45.0,M,25.0,M',
].map((content) => Buffer.from(content, 'latin1'));
const wire = (content: Buffer) => Buffer.from(writeSentence(content.toString('latin1')), 'latin1');

export const nmea: FuzzTarget = {
  name: 'nmea',
  corpus: [...SENTENCES.map(wire), Buffer.concat(SENTENCES.map(wire))],
  variants: [sealed(SENTENCES, wire)],
  open: () =>
    openLinkCode({
      format: 'nmea',
      record: { protocol: 'nmea', transport: { kind: 'udp', host: '127.0.0.1', port: 0 }, unit: 'u-1' },
      units: ['u-1'],
      sound: wire(SENTENCES[0]!),
      hasDatagrams: true,
    }),
};

const REPORT = {
  lat: 39.9175,
  lon: 116.403066,
  at: NOW,
  accuracyM: 6,
  speedMps: 6.4,
  courseDegrees: 271,
  batteryPercent: 63,
  alarm: 'sos',
};
const sent = (app: 'osmand' | 'traccar' | 'owntracks', key: string) =>
  new Phone({ url: 'http://127.0.0.1', key, app }).encode(REPORT);
const parsed = (bytes: Buffer): unknown => JSON.parse(bytes.toString());

const TRACCAR = sent('traccar', 'unit07');
const QUERY = sent('osmand', 'unit07');

export const osmand: FuzzTarget = {
  name: 'osmand',
  corpus: [QUERY, TRACCAR, Buffer.concat([Buffer.from('GET /?'), QUERY, Buffer.from(' HTTP/1.1')])],
  variants: [documents([parsed(TRACCAR)])],
  open: () => standAlone('osmand'),
};

const OWNTRACKS = sent('owntracks', 'owntracks/user/07');

export const owntracks: FuzzTarget = {
  name: 'owntracks',
  corpus: [OWNTRACKS, Buffer.from('{"_type":"lwt","tst":1930716909}')],
  variants: [documents([parsed(OWNTRACKS), { _type: 'transition', event: 'enter' }])],
  open: () => standAlone('owntracks'),
};
