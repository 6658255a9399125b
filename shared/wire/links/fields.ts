/** Fields that every record of a station's wires shares. */
import { z } from 'zod';
import { DATUMS } from '../../geo/datum.ts';

export const idField = z
  .string()
  .regex(/^[0-9A-Za-z][0-9A-Za-z_.-]{0,39}$/, 'letters, digits, dot, dash and underscore, at most 40');
export const hostField = z.string().min(1).max(253);
/** Left out: what station.json states under `positions.sources`, or WGS-84. */
export const datumField = z
  .enum(DATUMS)
  .optional()
  .describe('what is sent over this link; converted when it comes in, what was sent is kept');
export const portField = z
  .number()
  .int()
  .min(0)
  .max(65_535)
  .describe('0 picks a free port, reported in the ready line');
