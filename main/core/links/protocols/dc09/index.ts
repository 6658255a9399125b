import { defineProtocol } from '../../contract.ts';
import { openDc09Session } from './session.ts';

/** SIA DC-09: alarm panels, poles and one-key buttons over IP. See README.md. */
export const dc09 = defineProtocol('dc09', openDc09Session);
