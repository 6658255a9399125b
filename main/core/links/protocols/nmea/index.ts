import { defineProtocol } from '../../contract.ts';
import { openNmeaSession } from './session.ts';

/** NMEA 0183: satellite receivers of vehicles and boats over UDP, serial ports and device servers. See README.md. */
export const nmea = defineProtocol('nmea', openNmeaSession);
