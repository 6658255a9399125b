import { defineProtocol } from '../../contract.ts';
import { openCotSession } from './session.ts';

/** Cursor on Target / TAK: positions and emergencies of ATAK, iTAK and WinTAK over UDP and TCP. See README.md. */
export const cot = defineProtocol('cot', openCotSession);
