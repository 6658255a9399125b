import { defineProtocol } from '../../contract.ts';
import { openJt808Session } from './session.ts';

/** JT/T 808: vehicle terminals over TCP: positions, the SOS button, orders as text. See README.md. */
export const jt808 = defineProtocol('jt808', openJt808Session);
