import { defineProtocol } from '../../contract.ts';
import { openReceiverSession } from '../receiver/session.ts';
import { decodeRadionics6500 } from './decode.ts';

/** Radionics 6500 automation output. */
export const radionics6500 = defineProtocol('radionics6500', (context, { heartbeatSeconds }) =>
  openReceiverSession(context, { protocol: 'radionics6500', decode: decodeRadionics6500, heartbeatSeconds }),
);
