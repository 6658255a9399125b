/** A wire the station has: one line per protocol folder of main/core/links/protocols. */
import { z } from 'zod';
import { cotLink } from './cot.ts';
import { dc09Link } from './dc09.ts';
import { jt808Link } from './jt808.ts';
import { modbusLink } from './modbus.ts';
import { nmeaLink } from './nmea.ts';
import { ademco685Link, radionics6500Link, surgardLink } from './receivers.ts';

export const linkRecordSchema = z.discriminatedUnion('protocol', [
  dc09Link,
  jt808Link,
  cotLink,
  surgardLink,
  ademco685Link,
  radionics6500Link,
  modbusLink,
  nmeaLink,
]);
export type LinkRecord = z.infer<typeof linkRecordSchema>;
/** The record of one protocol, with that protocol's own settings. */
export type LinkRecordOf<Protocol extends LinkRecord['protocol']> = Extract<LinkRecord, { protocol: Protocol }>;
