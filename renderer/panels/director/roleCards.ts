/** What each player of a scenario is handed before it begins: task, what to say and do in order, what is expected. Pure. */
import type { Bilingual } from '#shared/kit/bilingual.ts';
import { spokenWords, whenWords } from '#shared/text/directorScript.ts';
import { actionWords } from '#shared/text/drillScore.ts';
import type { Scenario } from '#shared/wire/scenario.ts';
import { orderedInjects } from './scriptRows.ts';

interface RoleCardLine {
  readonly injectId: string;
  readonly when: Bilingual;
  readonly title: Bilingual;
  /** Word for word; null: nothing to be said. */
  readonly words: Bilingual | null;
}

export interface RoleCard {
  readonly role: Scenario['roles'][number];
  readonly lines: readonly RoleCardLine[];
  readonly expected: readonly { readonly id: string; readonly what: Bilingual; readonly withinSeconds: number }[];
}

/** Those who are trained get their task alone: neither the script nor what is expected of them. Notes are the director's. */
export function roleCards(scenario: Scenario): RoleCard[] {
  const titleOf = (id: string) => scenario.injects.find((each) => each.id === id)?.title ?? { zh: id, en: id };
  const injects = orderedInjects(scenario);
  return scenario.roles.map((role) => ({
    role,
    lines: injects
      .filter((inject) => inject.role === role.id && !isTrained(role.role))
      .map(({ id, when, title, act }) => ({
        ...{ injectId: id, when: whenWords(when, titleOf), title },
        ...{ words: spokenWords(act) ?? ('words' in act ? act.words : null) },
      })),
    expected: isTrained(role.role)
      ? []
      : scenario.expected
          .filter((expected) => expected.role === role.id)
          .map(({ id, action, withinSeconds }) => ({ id, what: actionWords(action), withinSeconds })),
  }));
}

const isTrained = (role: Scenario['roles'][number]['role']) => role === 'duty' || role === 'leader';
