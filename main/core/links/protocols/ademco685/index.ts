import { defineProtocol } from '../../contract.ts';
import { openReceiverSession } from '../receiver/session.ts';
import { decodeAdemco685 } from './decode.ts';

/** Ademco 685 and the receivers that imitate it. */
export const ademco685 = defineProtocol('ademco685', (context, { heartbeatSeconds }) =>
  openReceiverSession(context, { protocol: 'ademco685', decode: decodeAdemco685, heartbeatSeconds }),
);
