/** Every drill camera's view: one line each. */
import type { Place } from '../place.ts';
import { carPark } from './carPark.ts';
import { corridor } from './corridor.ts';
import { gate } from './gate.ts';
import { river } from './river.ts';
import { square } from './square.ts';
import { streetDay, streetNight, streetRain } from './street.ts';

export const PLACES: readonly Place[] = [streetDay, streetNight, streetRain, gate, corridor, square, river, carPark];
