/** What no single field of a scenario can show: ids used twice, injects that are not there, or that wait for each other. */
import type { Bilingual } from '../kit/bilingual.ts';
import { type ExpectedAction, STATION_ACTIONS } from './scenarioActions.ts';
import type { ScenarioAct } from './scenarioActs.ts';

interface Named {
  readonly id: string;
}
interface Played extends Named {
  readonly when: {
    readonly at?: number | undefined;
    readonly after?: { readonly inject: string } | undefined;
    readonly without?: { readonly inject: string } | undefined;
  };
  readonly act: ScenarioAct;
  readonly role?: string | undefined;
}
interface Wanted extends Named {
  readonly of: string;
  readonly action: ExpectedAction;
  readonly since?: string | undefined;
  readonly role?: string | undefined;
}
interface Script {
  readonly lengthSeconds: number;
  readonly roles: readonly Named[];
  readonly injects: readonly Played[];
  readonly expected: readonly Wanted[];
}

export interface ScenarioFault extends Bilingual {
  readonly path: (string | number)[];
}

const OPENS_NONE: Bilingual = { zh: '该注入不产生事件', en: 'this inject opens no incident' };

/** Injects of these bring an incident about. */
const OPENS_INCIDENTS: ReadonlySet<ScenarioAct['do']> = new Set(['alarm', 'storm', 'call']);

export function findFaults(script: Script): ScenarioFault[] {
  const injects = new Map(script.injects.map((inject) => [inject.id, inject]));
  const opens = (injectId: string) => OPENS_INCIDENTS.has(injects.get(injectId)?.act.do ?? 'cue');
  return [
    ...repeated('roles', script.roles),
    ...repeated('injects', script.injects),
    ...repeated('expected', script.expected),
    ...strangeRoles(script),
    ...script.injects.flatMap(({ id, when }, index) => {
      const path = ['injects', index, 'when'];
      const waitsFor = when.after ?? when.without;
      if (when.at !== undefined && when.at > script.lengthSeconds)
        return [{ path: [...path, 'at'], zh: '晚于演练结束', en: 'after the drill has ended' }];
      if (!waitsFor) return [];
      const at = [...path, when.after ? 'after' : 'without', 'inject'];
      if (!injects.has(waitsFor.inject)) return [unknownInject(at, waitsFor.inject)];
      if (!opens(waitsFor.inject)) return [{ path: at, ...OPENS_NONE }];
      return waitsForItself(id, injects) ? [{ path: at, zh: '循环等待', en: 'waits for itself' }] : [];
    }),
    ...script.expected.flatMap(({ of, action, since }, index) => {
      const path = ['expected', index];
      if (!injects.has(of)) return [unknownInject([...path, 'of'], of)];
      if (action.kind === 'merge' && !opens(action.with))
        return [unknownInject([...path, 'action', 'with'], action.with)];
      const isOfIncident = !STATION_ACTIONS.has(action.kind) || since !== undefined;
      return isOfIncident && !opens(of) ? [{ path: [...path, 'of'], ...OPENS_NONE }] : [];
    }),
  ];
}

const unknownInject = (path: (string | number)[], id: string): ScenarioFault => ({
  path,
  zh: `没有注入 ${id}`,
  en: `there is no inject ${id}`,
});

function repeated(list: string, named: readonly Named[]): ScenarioFault[] {
  const seen = new Set<string>();
  return named.flatMap(({ id }, index) =>
    seen.size === seen.add(id).size ? [{ path: [list, index, 'id'], zh: `${id} 重复`, en: `${id} is used twice` }] : [],
  );
}

function strangeRoles({ roles, injects, expected }: Script): ScenarioFault[] {
  const known = new Set(roles.map(({ id }) => id));
  const of = (list: string, items: readonly { readonly role?: string | undefined }[]) =>
    items.flatMap(({ role }, index) =>
      role === undefined || known.has(role)
        ? []
        : [{ path: [list, index, 'role'], zh: `没有角色 ${role}`, en: `there is no role ${role}` }],
    );
  return [...of('injects', injects), ...of('expected', expected)];
}

function waitsForItself(id: string, injects: ReadonlyMap<string, Played>): boolean {
  const seen = new Set<string>();
  let next: string | undefined = id;
  while (next !== undefined && !seen.has(next)) {
    seen.add(next);
    const when: Played['when'] | undefined = injects.get(next)?.when;
    next = (when?.after ?? when?.without)?.inject;
  }
  return next === id;
}
