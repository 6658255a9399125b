/** The devices `npm run sim` can be: one line each. */
import { button, pole } from './dc09.ts';
import { jt808 } from './jt808.ts';
import { modbusBox } from './modbusBox.ts';
import { nmea } from './nmea.ts';
import { phone } from './phone.ts';
import { ademco685, radionics6500, surgard } from './receivers.ts';
import type { Simulator } from './simulator.ts';
import { tak } from './tak.ts';

export const SIMULATORS: readonly Simulator[] = [
  pole,
  button,
  surgard,
  ademco685,
  radionics6500,
  modbusBox,
  jt808,
  phone,
  tak,
  nmea,
];
