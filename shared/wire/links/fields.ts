/** Fields that every record of a station's wires shares. */
import { z } from 'zod';

export const idField = z
  .string()
  .regex(/^[0-9A-Za-z][0-9A-Za-z_.-]{0,39}$/, 'letters, digits, dot, dash and underscore, at most 40');
export const hostField = z.string().min(1).max(253);
export const portField = z
  .number()
  .int()
  .min(0)
  .max(65_535)
  .describe('0 picks a free port, reported in the ready line');
