/** `escalation` of station.json: how long the desk may take and who is told when it does not (DOMAIN §3, §4; RELIABILITY C5). */
import { z } from 'zod';
import { DEFAULT_DUTY_LIMITS, ESCALATION_LEVELS } from '../catalog/escalation.ts';

/** An alarm nobody accepts must have risen to the end by then, whatever a station says. */
const LONGEST_SECONDS = 1_800;
const seconds = z.number().int().min(0).max(LONGEST_SECONDS);

const limit = (usual: { readonly warnSeconds: number; readonly seconds: number }) =>
  z
    .strictObject({ warnSeconds: seconds.min(1), seconds: seconds.min(1) })
    .refine((stated) => stated.warnSeconds < stated.seconds, {
      path: ['warnSeconds'],
      error: '须小于 seconds · must be less than seconds',
    })
    .default(usual);

const stepSchema = z.strictObject({
  to: z.enum(ESCALATION_LEVELS).describe('whose seats are told, as shared/catalog/escalation.ts says of the level'),
  unansweredSeconds: seconds.describe('an alarm nobody has accepted is here after so long'),
  unreadSeconds: seconds
    .default(0)
    .describe('a late incident is here when the step before was left unread for so long'),
});

const stepsSchema = z
  .array(stepSchema)
  .min(2)
  .max(ESCALATION_LEVELS.length)
  .superRefine((steps, context) => {
    for (const [index, fault] of faultsOf(steps)) context.addIssue({ code: 'custom', path: index, message: fault });
  });

export const escalationConfigSchema = z
  .strictObject({
    answer: limit(DEFAULT_DUTY_LIMITS.answer).describe('from the alarm to its acceptance'),
    order: limit(DEFAULT_DUTY_LIMITS.order).describe('from the alarm to the first unit told'),
    steps: stepsSchema.optional().describe('who is told, upwards; left out: those of the response profile'),
  })
  .optional()
  .describe('how long the desk may take, and who is told then; left out: as the response profile says');

/** What no single field shows: it begins at the seat, at once, and only ever rises. */
function faultsOf(steps: readonly z.output<typeof stepSchema>[]): [path: (string | number)[], fault: string][] {
  const faults: [(string | number)[], string][] = [];
  const [first] = steps;
  if (first && (first.to !== 'seat' || first.unansweredSeconds !== 0))
    faults.push([[0], '第一级须为 seat 且 unansweredSeconds 为 0 · the first step is seat, at 0 seconds']);
  for (const [index, step] of steps.entries()) {
    const below = steps[index - 1];
    if (!below) continue;
    if (ESCALATION_LEVELS.indexOf(step.to) <= ESCALATION_LEVELS.indexOf(below.to))
      faults.push([[index, 'to'], `须高于 ${below.to} · must be above ${below.to}`]);
    if (step.unansweredSeconds <= below.unansweredSeconds)
      faults.push([
        [index, 'unansweredSeconds'],
        `须大于 ${below.unansweredSeconds} · must be more than ${below.unansweredSeconds}`,
      ]);
  }
  return faults;
}
