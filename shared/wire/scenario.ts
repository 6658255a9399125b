/**
 * A scenario file (`*.scenario.json`): what happens in a drill and what the desk is expected to do about it. Documented field by
 * field in docs/integrator/drills.md. Hostile until parsed: it comes from outside as a file.
 */
import { z } from 'zod';
import { NO_SUCH_FIELD, requirementOf } from '../kit/issue.ts';
import { ok, type Problem, type Result, refuse } from '../kit/result.ts';
import { actionSchema } from './scenarioActions.ts';
import { actSchema, bilingualSchema } from './scenarioActs.ts';
import { findFaults } from './scenarioFaults.ts';

export const SCENARIO_VERSION = 1;
export const SCENARIO_SUFFIX = '.scenario.json';
/** A file of text: more is none. */
export const SCENARIO_BYTES = 200_000;

const id = z
  .string()
  .regex(
    /^[a-z0-9][a-z0-9-]{0,39}$/,
    '小写字母、数字和短横，40 位以内 · lower-case letters, digits and dashes, 40 at most',
  );
const seconds = z.number().int().min(0).max(14_400);

/** Facts of an incident that a condition or a limit may count from. */
export const MOMENTS = ['acknowledged', 'verified', 'dispatched', 'accepted', 'refused', 'arrived', 'closed'] as const;
export type Moment = (typeof MOMENTS)[number];
export const SINCE_MOMENTS = ['accepted', 'refused', 'arrived'] as const satisfies readonly Moment[];

/** When an inject is played: at a second of the scenario, after something was done about another, or when it was not in time. */
export const whenSchema = z
  .strictObject({
    at: seconds.optional().describe('seconds of scenario time'),
    after: z
      .strictObject({
        inject: id,
        moment: z.enum(MOMENTS).describe('the first time this happens to its incident'),
        delaySeconds: seconds.default(0),
      })
      .optional(),
    without: z
      .strictObject({
        inject: id,
        moment: z.enum(MOMENTS),
        forSeconds: seconds.min(1).describe('so long after it was played it has still not happened'),
      })
      .optional(),
    byHand: z.literal(true).optional().describe('only when the director says so'),
  })
  .refine((when) => Object.values(when).filter((one) => one !== undefined).length === 1, {
    message: 'at、after、without、byHand 四者取一 · one of at, after, without, byHand',
  });
export type InjectWhen = z.output<typeof whenSchema>;

export const injectSchema = z.strictObject({
  id,
  title: bilingualSchema(80).describe('as the director reads it in the script'),
  when: whenSchema,
  act: actSchema,
  role: id.optional().describe('the role that plays it'),
  note: bilingualSchema(400).optional().describe('what the director should look out for'),
});
export type ScenarioInject = z.output<typeof injectSchema>;

export const expectedSchema = z.strictObject({
  id,
  of: id.describe('inject it answers'),
  action: actionSchema,
  withinSeconds: seconds.min(1).describe('limit, counted from `since`'),
  since: z
    .enum(SINCE_MOMENTS)
    .optional()
    .describe(
      'a thing the field does, and never the desk: acting sooner must not shorten its own limit; absent: the alarm',
    ),
  percent: z
    .number()
    .int()
    .min(1)
    .max(100)
    .default(100)
    .describe('of a storm: done for so large a share of its incidents'),
  points: z.number().int().min(1).max(100),
  role: id.optional().describe('whose it is'),
  why: bilingualSchema(300).describe('what it is for, as read in the debriefing'),
});
export type ExpectedItem = z.output<typeof expectedSchema>;

export const SCENARIO_ROLES = [
  ...(['duty', 'leader', 'policeDesk', 'community', 'caller', 'unit', 'director', 'observer'] as const),
];
const roleSchema = z.strictObject({
  id,
  role: z.enum(SCENARIO_ROLES),
  name: bilingualSchema(60),
  task: bilingualSchema(600).describe('what whoever plays it is told before'),
});

export const scenarioSchema = z
  .strictObject({
    version: z.literal(SCENARIO_VERSION),
    id,
    title: bilingualSchema(60),
    story: bilingualSchema(2_000).describe('the situation, as read out at the start'),
    seed: z.number().int().min(0).max(4_294_967_295).default(1).describe('of everything left to chance'),
    lengthSeconds: seconds.min(30).describe('scenario time after which it ends by itself'),
    pace: z.number().min(1).max(10).default(1).describe('at which it is launched, unless said otherwise'),
    field: z
      .enum(['simulated', 'people'])
      .default('simulated')
      .describe('simulated: units walk and answer by themselves; people: role players carry phones'),
    roles: z.array(roleSchema).max(20).default([]),
    injects: z.array(injectSchema).min(1).max(200),
    expected: z.array(expectedSchema).max(300).default([]),
  })
  .superRefine((scenario, context) => {
    for (const { path, zh, en } of findFaults(scenario))
      context.addIssue({ code: 'custom', path, message: `${zh} (${en})`, params: { zh, en } });
  });
export type Scenario = z.output<typeof scenarioSchema>;

const PROBLEMS_NAMED = 20;

/** Fails with `badScenario`; its problems name every path and what is wrong there, the first of them in the sentence. */
export function parseScenario(input: unknown): Result<Scenario> {
  const parsed = scenarioSchema.safeParse(input);
  if (parsed.success) return ok(parsed.data);
  const problems = parsed.error.issues.flatMap((issue): Problem[] => {
    if (issue.code === 'unrecognized_keys')
      return issue.keys.map((key) => ({ path: [...issue.path, key].join('.'), ...NO_SUCH_FIELD }));
    return [{ path: issue.path.join('.'), ...requirementOf(issue) }];
  });
  const named = problems.slice(0, PROBLEMS_NAMED);
  const [first] = named;
  return refuse('badScenario', `脚本有误：${first?.path || '(root)'}：${first?.zh ?? ''}`, named);
}

/** The same for the text of a file. */
export function readScenario(text: string): Result<Scenario> {
  if (text.length > SCENARIO_BYTES) return refuse('badScenario', '脚本文件过大');
  try {
    return parseScenario(JSON.parse(text.replace(/^\uFEFF/, '')));
  } catch {
    return refuse('badScenario', '不是 JSON 文件', [{ path: '', zh: '不是 JSON 文件', en: 'is not JSON' }]);
  }
}
