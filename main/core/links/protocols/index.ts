/** The protocols a link can speak: one folder and one line each. */
import type { LinkProtocol } from '../contract.ts';
import { dc09 } from './dc09/index.ts';
import { jt808 } from './jt808/index.ts';

const PROTOCOLS: readonly LinkProtocol[] = [dc09, jt808];

export function findProtocol(name: string): LinkProtocol | undefined {
  return PROTOCOLS.find((protocol) => protocol.name === name);
}
