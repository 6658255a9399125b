/** The protocols a link can speak: one folder and one line each. */
import type { LinkProtocol } from '../contract.ts';
import { dc09 } from './dc09/index.ts';

const PROTOCOLS: readonly LinkProtocol[] = [
  dc09, //
];

export function findProtocol(name: string): LinkProtocol | undefined {
  return PROTOCOLS.find((protocol) => protocol.name === name);
}
