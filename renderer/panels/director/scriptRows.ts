/** The script as a list: timed lines in their order, those on a condition beside what they hang on, those by hand last. Pure. */
import type { DrillScript, ScriptLine } from '#shared/wire/drill.ts';
import type { Scenario, ScenarioInject } from '#shared/wire/scenario.ts';

export interface ScriptRow {
  readonly inject: ScenarioInject;
  readonly line: ScriptLine;
  readonly isNext: boolean;
  /** Its name as a role of the scenario; null: the director, or nobody in particular. */
  readonly role: Scenario['roles'][number] | null;
}

export function scriptRows({ scenario, lines, next }: DrillScript): ScriptRow[] {
  const byId = new Map(lines.map((line) => [line.injectId, line]));
  const nextId = next.find(({ injectId }) => byId.get(injectId)?.state === 'waiting')?.injectId ?? null;
  return orderedInjects(scenario).flatMap((inject) => {
    const line = byId.get(inject.id);
    if (!line) return [];
    return [{ inject, line, isNext: inject.id === nextId, role: roleOf(scenario, inject.role) }];
  });
}

/** In the order they are likely to happen: one that waits for another comes after it, as late as its own delay says. */
export function orderedInjects({ injects }: Pick<Scenario, 'injects'>): readonly ScenarioInject[] {
  const byId = new Map(injects.map((inject) => [inject.id, inject]));
  const places = new Map(injects.map((inject) => [inject.id, likelyAt(inject, byId, new Set())]));
  return injects.toSorted((one, other) => places.get(one.id)! - places.get(other.id)!);
}

/** Second of the script at the earliest; never, for what is played by hand only. */
function likelyAt(
  { id, when }: ScenarioInject,
  byId: ReadonlyMap<string, ScenarioInject>,
  seen: ReadonlySet<string>,
): number {
  if (when.at !== undefined) return when.at;
  const hangs = when.after ?? when.without;
  const on = hangs && byId.get(hangs.inject);
  if (!hangs || !on || seen.has(id)) return Number.MAX_SAFE_INTEGER;
  const later = 'delaySeconds' in hangs ? hangs.delaySeconds : hangs.forSeconds;
  return likelyAt(on, byId, new Set([...seen, id])) + later + 0.5;
}

export function roleOf({ roles }: Pick<Scenario, 'roles'>, roleId: string | undefined) {
  return roles.find(({ id }) => id === roleId) ?? null;
}

/** The line the keys speak of: the chosen one, else the one that comes next, else the first that waits. */
export function rowInHand(rows: readonly ScriptRow[], chosenId: string | null): ScriptRow | null {
  return (
    rows.find(({ inject }) => inject.id === chosenId) ??
    rows.find(({ isNext }) => isNext) ??
    rows.find(({ line }) => line.state === 'waiting') ??
    null
  );
}

/** A timed line that has not come yet. */
export function canJumpTo({ inject, line }: ScriptRow, seconds: number): boolean {
  return inject.when.at !== undefined && inject.when.at > seconds && line.state !== 'played';
}
