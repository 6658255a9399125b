/** The protocols a link can speak: one folder and one line each. */
import type { LinkProtocol } from '../contract.ts';
import { ademco685 } from './ademco685/index.ts';
import { cot } from './cot/index.ts';
import { dc09 } from './dc09/index.ts';
import { jt808 } from './jt808/index.ts';
import { modbus } from './modbus/index.ts';
import { nmea } from './nmea/index.ts';
import { radionics6500 } from './radionics6500/index.ts';
import { surgard } from './surgard/index.ts';

const PROTOCOLS: readonly LinkProtocol[] = [dc09, jt808, cot, surgard, ademco685, radionics6500, modbus, nmea];

export function findProtocol(name: string): LinkProtocol | undefined {
  return PROTOCOLS.find((protocol) => protocol.name === name);
}
