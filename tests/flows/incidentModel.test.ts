/**
 * The desk's own command rules against a small model written apart from them: incidents, their dispatches, the units, and who has
 * what in hand. Two officers act in any order; both must say the same of every step, in the same words, and end in the same state.
 */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { CommandFamily } from '#main/core/desk/command.ts';
import { COMMANDS } from '#main/core/desk/commands.ts';
import { incidentLifeCommands } from '#main/core/desk/incidentLife.ts';
import { blindDispatch } from './kit/blindRules.ts';
import { AREAS, KINDS, MOVES, Model, type Op, PEOPLE, UNITS } from './kit/incidentModel.ts';
import { RulesInMemory } from './kit/rulesInMemory.ts';

class Step implements fc.Command<Model, RulesInMemory> {
  readonly #op: Op;
  constructor(op: Op) {
    this.#op = op;
  }

  /** A place holds one incident: it is opened once. */
  check(model: Readonly<Model>): boolean {
    return this.#op.do !== 'open' || model.slots[this.#op.on] === undefined;
  }

  run(model: Model, real: RulesInMemory): void {
    // Every step at a moment of its own: what came first is never in doubt.
    model.now += 1_000;
    real.now += 1_000;
    const { said, dispatchId } = real.step(this.#op, model);
    expect(said, this.toString()).toBe(model.step(this.#op, dispatchId));
    expect(real.picture(), this.toString()).toEqual(model.picture());
    expect(real.strays(), this.toString()).toEqual([]);
  }

  toString(): string {
    return JSON.stringify(this.#op);
  }
}

const by = fc.constantFrom(...PEOPLE);
const on = fc.integer({ min: 0, max: KINDS.length - 1 });
const unit = fc.constantFrom(...UNITS);
const plain = fc.constantFrom(
  ...(['acknowledge', 'acceptTransfer', 'returnTransfer', 'urge', 'feedback', 'reopen', 'evaluate'] as const),
);
const claiming = fc.constantFrom('claim', 'takeOver', 'keep', 'release');
const verdict = fc.constantFrom('real' as const, 'false' as const);
const OPS: fc.Arbitrary<Op>[] = [
  fc.record({ do: fc.constant('open' as const), by, on }),
  fc.record({ do: plain, by, on }),
  fc.record({ do: claiming, by, on }) as fc.Arbitrary<Op>,
  fc.record({ do: fc.constant('dispatch' as const), by, on, unit }),
  fc.record({ do: fc.constant('move' as const), by, unit, move: fc.constantFrom(...MOVES) }),
  fc.record({ do: fc.constant('verify' as const), by, on, verdict }),
  fc.record({ do: fc.constant('transfer' as const), by, on, area: fc.constantFrom(...AREAS) }),
  fc.record({
    do: fc.constant('check' as const),
    by,
    on,
    result: fc.constantFrom('passed' as const, 'failed' as const),
  }),
  fc.record({ do: fc.constant('close' as const), by, on, reason: verdict, isForced: fc.boolean() }),
  fc.record({ do: fc.constant('merge' as const), by, on, into: on }),
  fc.record({ do: fc.constant('wait' as const), ms: fc.constantFrom(1_000, 14_000, 15_000, 20_000) }),
  fc.record({ do: fc.constant('leave' as const), by }),
  fc.record({ do: fc.constant('join' as const), by }),
];

test('whatever two officers do in whatever order, the desk and the model say the same and end alike', () => {
  const steps = OPS.map((op) => op.map((one) => new Step(one)));
  const sequences = fc.commands(steps, { maxCommands: 80, size: 'max' });
  fc.assert(
    fc.property(sequences, (sequence) =>
      fc.modelRun(() => ({ model: new Model(), real: new RulesInMemory() }), sequence),
    ),
    { numRuns: 600 },
  );
});

test('the model and the desk can disagree: a desk that forgets to free its unit is found', () => {
  const model = new Model();
  const real = new RulesInMemory();
  const steps: Op[] = [
    { do: 'open', by: '甲', on: 0 },
    { do: 'dispatch', by: '甲', on: 0, unit: 'u-1' },
  ];
  for (const op of steps) new Step(op).run(model, real);
  model.unitOn.delete('u-1');
  expect(() => new Step({ do: 'acknowledge', by: '乙', on: 0 }).run(model, real)).toThrow();
});

/** The rules with one check taken out, as a slip of the pen would. */
const BLIND: Readonly<Record<string, { readonly rules: CommandFamily; readonly steps: readonly Op[] }>> = {
  'two seats send one unit': {
    rules: {
      ...COMMANDS,
      'incident.dispatch': blindDispatch,
    },
    steps: [
      { do: 'open', by: '甲', on: 0 },
      { do: 'open', by: '乙', on: 1 },
      { do: 'dispatch', by: '甲', on: 0, unit: 'u-1' },
      { do: 'dispatch', by: '乙', on: 1, unit: 'u-1' },
    ],
  },
  'somebody edits what another has in hand': {
    rules: { ...COMMANDS, ...incidentLifeCommands },
    steps: [
      { do: 'open', by: '甲', on: 0 },
      { do: 'verify', by: '乙', on: 0, verdict: 'real' },
    ],
  },
};

test.each(Object.entries(BLIND))(
  'negative control: rules without their check are found: %s',
  (_name, { rules, steps }) => {
    const race = (real: RulesInMemory) => () => {
      const model = new Model();
      for (const op of steps) new Step(op).run(model, real);
    };
    expect(race(new RulesInMemory())).not.toThrow();
    expect(race(new RulesInMemory(rules))).toThrow();
  },
);
