/** What is said of a unit, or to it. */
import { stateAfter } from '#shared/domain/dispatch.ts';
import { MESSAGE_LIMIT } from '#shared/domain/message.ts';
import type { UnitState } from '#shared/domain/unit.ts';
import { pick } from '#shared/text/language.ts';
import { words } from '#shared/text/words.ts';
import { incidentName, MOVE_CHOICES, unitChoices, unitDetail } from './choices.ts';
import { type BarLine, restFrom } from './line.ts';
import { pickFrom } from './pick.ts';
import type { BarReading, BarSight } from './reading.ts';
import { fillSlot, incidentInHand, incidentSlot, isTyping, ready, refused, textOf, unitSlot } from './slots.ts';
import { type BarMove, MOVE_WORDS } from './words.ts';

export const TASK_HOURS = 2;
/** Of the title of a task. */
const TITLE_LIMIT = 80;

export function readUnit(line: BarLine, sight: BarSight): BarReading {
  const text = textOf(sight);
  const unit = unitSlot(line, 0, sight);
  if ('stop' in unit) return unit.stop;
  const move = fillSlot(line, unit.next, MOVE_CHOICES, sight, {
    need: text.problem.needMove(unit.item.name),
    none: text.problem.noMove,
    title: (item) => text.move[item],
    detail: (item) => pick({ zh: MOVE_WORDS[item][0]!, en: MOVE_WORDS[item][1]! }, sight.language),
    word: (item) => pick({ zh: MOVE_WORDS[item][0]!, en: MOVE_WORDS[item][1]! }, sight.language),
    id: (item) => `move-${item}`,
  });
  if (!('stop' in move)) return readMove(unit.item, move.item, restFrom(line, move.next), sight, move.completions);
  if (line.words[unit.next]) return move.stop;
  const { id, lon, lat } = { ...unit.item, ...sight.positions.get(unit.item.id), id: unit.item.id };
  const completions = isTyping(line, unit.next - 1) ? unit.completions : move.stop.completions;
  return ready({ do: 'show', hit: { kind: 'unit', id, lon, lat } }, text.deed.showUnit(unit.item.name), completions);
}

function readMove(
  unit: UnitState,
  move: BarMove,
  reason: string,
  sight: BarSight,
  completions: BarReading['completions'],
): BarReading {
  const text = textOf(sight);
  const incident = sight.world.incidents.get(unit.engagement?.incidentId ?? '');
  const dispatch = incident?.dispatches.find(({ id }) => id === unit.engagement?.dispatchId);
  if (!incident || !dispatch) return refused(text.problem.unitIdle(unit.name), completions);
  if (!sight.may(`dispatch.${move}`)) return refused(text.problem.mayNot, completions);
  if (stateAfter(dispatch.state, move) === undefined) {
    const state = words[sight.language].dispatchState[dispatch.state];
    return refused(text.problem.cannotMove(unit.name, state, text.move[move]), completions);
  }
  const isEnding = move === 'refuse' || move === 'withdraw';
  if (isEnding && reason === '') return refused(text.problem.needReason(text.move[move]), completions);
  const told = { incidentId: incident.id, dispatchId: dispatch.id };
  const takesReason = isEnding || (move === 'finish' && reason !== '');
  const name = incidentName(incident, sight);
  return ready(
    { do: 'send', kind: `dispatch.${move}`, body: takesReason ? { ...told, reason } : told },
    takesReason
      ? text.deed.moveBecause(unit.name, text.move[move], name, reason)
      : text.deed.move(unit.name, text.move[move], name),
    completions,
  );
}

export function readDispatch(line: BarLine, sight: BarSight): BarReading {
  const text = textOf(sight);
  const unit = unitSlot(line, 0, sight);
  if ('stop' in unit) return unit.stop;
  const inHand = incidentInHand(sight);
  const isNamed = line.words[unit.next] !== undefined || !inHand;
  const incident = isNamed ? incidentSlot(line, unit.next, sight) : { item: inHand, completions: unit.completions };
  if ('stop' in incident) return incident.stop;
  const { name } = unit.item;
  const goal = incidentName(incident.item, sight);
  if (!sight.may('incident.dispatch')) return refused(text.problem.mayNot);
  const held = unit.item.engagement;
  const dispatch = incident.item.dispatches.find(({ id }) => id === held?.dispatchId);
  // A notice of the rule is confirmed by sending the same unit again.
  const isConfirmed = dispatch?.isAutomatic === true && dispatch.state === 'notified';
  if (held && !isConfirmed) {
    const holder = sight.world.incidents.get(held.incidentId);
    return refused(text.problem.unitBusy(name, holder ? incidentName(holder, sight) : ''), incident.completions);
  }
  return ready(
    { do: 'send', kind: 'incident.dispatch', body: { incidentId: incident.item.id, unitId: unit.item.id } },
    isConfirmed ? text.deed.confirm(name, goal) : text.deed.dispatch(name, goal),
    incident.completions,
  );
}

/** `12,13 文字`: to each of them. */
export function readMessage(line: BarLine, sight: BarSight): BarReading {
  const text = textOf(sight);
  const typed = line.words[0]?.text.split(/[,，、]/).filter((word) => word !== '') ?? [];
  if (typed.length < 2) {
    const unit = unitSlot(line, 0, sight);
    if ('stop' in unit) return unit.stop;
    return messageTo([unit.item], restFrom(line, unit.next), unit.completions, sight);
  }
  const units: UnitState[] = [];
  for (const word of typed) {
    const { meant } = pickFrom(unitChoices(sight), word, sight.readings);
    const [unit] = meant;
    if (!unit) return refused(text.problem.noUnit(word));
    const names = meant.slice(0, 4).map(({ name }) => name);
    if (meant.length > 1) return refused(text.problem.many(word, names.join(text.and)));
    if (!units.includes(unit)) units.push(unit);
  }
  return messageTo(units, restFrom(line, 1), [], sight);
}

function messageTo(
  units: readonly UnitState[],
  said: string,
  completions: BarReading['completions'],
  sight: BarSight,
): BarReading {
  const text = textOf(sight);
  if (!sight.may('message.send')) return refused(text.problem.mayNot, completions);
  if (said === '') return refused(text.problem.needText, completions);
  if (said.length > MESSAGE_LIMIT) return refused(text.problem.tooLong(MESSAGE_LIMIT));
  return ready(
    { do: 'send', kind: 'message.send', body: { unitIds: units.map(({ id }) => id), text: said } },
    text.deed.message(units.map(({ name }) => name).join(text.and)),
    completions,
  );
}

export function readTask(line: BarLine, sight: BarSight): BarReading {
  const text = textOf(sight);
  const unit = unitSlot(line, 0, sight);
  if ('stop' in unit) return unit.stop;
  const title = restFrom(line, unit.next);
  if (!sight.may('task.publish')) return refused(text.problem.mayNot, unit.completions);
  if (title === '') return refused(text.problem.needText, unit.completions);
  if (title.length > TITLE_LIMIT) return refused(text.problem.tooLong(TITLE_LIMIT));
  const body = {
    kind: 'errand',
    title,
    audience: { kind: 'unit', unitId: unit.item.id },
    dueAt: sight.now + TASK_HOURS * 3_600_000,
  };
  return ready({ do: 'send', kind: 'task.publish', body }, text.deed.task(unit.item.name, TASK_HOURS));
}

/** A unit as the place of something: `@12`. */
export function pointOfUnit(word: string, sight: BarSight) {
  const text = textOf(sight);
  const { meant } = pickFrom(unitChoices(sight), word, sight.readings);
  const [unit] = meant;
  if (!unit) return { problem: text.problem.noUnit(word) };
  if (meant.length > 1) {
    const names = meant.slice(0, 4).map((each) => `${each.name} ${unitDetail(each, sight)}`);
    return { problem: text.problem.many(word, names.join(text.and)) };
  }
  const { lon, lat } = sight.positions.get(unit.id) ?? unit;
  return { lon, lat, name: unit.name };
}
