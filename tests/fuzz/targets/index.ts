/** Everything that takes bytes from outside: one line each. */
import type { FuzzTarget } from '../target.ts';
import { alarms } from './alarms.ts';
import { cot, tak } from './cot.ts';
import { cid, dc09, dc09Encrypted, sia } from './dc09.ts';
import { jt808 } from './jt808.ts';
import { modbus, modbusTcp } from './modbus.ts';
import { nmea, osmand, owntracks } from './positions.ts';
import { ademco685, radionics6500, surgard } from './receivers.ts';
import { flv, h264, hls, mjpeg, rtsp, sdp, transport, webSocket } from './video.ts';

export const TARGETS: readonly FuzzTarget[] = [
  dc09,
  dc09Encrypted,
  cid,
  sia,
  surgard,
  ademco685,
  radionics6500,
  modbus,
  modbusTcp,
  jt808,
  osmand,
  owntracks,
  nmea,
  cot,
  tak,
  alarms,
  rtsp,
  sdp,
  h264,
  flv,
  webSocket,
  mjpeg,
  hls,
  transport,
];
