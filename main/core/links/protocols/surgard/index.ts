import { defineProtocol } from '../../contract.ts';
import { openReceiverSession } from '../receiver/session.ts';
import { surgardDecoder } from './decode.ts';

/** Sur-Gard MLR2 and System I to III: the records most alarm receivers can print. */
export const surgard = defineProtocol('surgard', (context, { lineDigits, heartbeatSeconds }) =>
  openReceiverSession(context, { protocol: 'surgard', decode: surgardDecoder(lineDigits), heartbeatSeconds }),
);
