import type { Projection } from '../projection.ts';
import { alarms } from './alarms.ts';
import { dutyLog } from './dutyLog.ts';
import { incidents } from './incidents.ts';
import { video } from './video.ts';

/** Every projection of this build. A new one is a file beside this and a line here. */
export const PROJECTIONS: readonly Projection[] = [alarms, incidents, dutyLog, video];
