import { type Dispatch, isActive } from '#shared/domain/dispatch.ts';
import type { Candidate, IncidentState } from '#shared/domain/incident.ts';
import { deskText } from '#shared/text/index.ts';
import { refusalSentence } from '#shared/text/refusals.ts';
import { type CommandKind, mayCommand } from '#shared/wire/roles.ts';
import type { CommandOutcome } from '../live/commandOutcome.ts';
import type { DeskSource } from '../live/deskSource.ts';
import type { Machine } from '../live/machine.ts';
import { type IncidentQueue, orderQueue, startOfDay } from '../live/queueOrder.ts';
import type { Recommendations } from '../live/recommendations.ts';
import type { ReplaySession } from '../live/replay/replaySession.ts';
import type { Selection } from '../live/selection.ts';
import type { SignIn } from '../live/signIn.ts';
import type { DeskView, Notice } from './deskView.ts';
import { refusedBecause } from './refusedBecause.ts';

/** What commands ask of the map; null while there is none. */
export interface MapControls {
  flyTo(target: Selection | { readonly lon: number; readonly lat: number; readonly distanceM?: number }): boolean;
  /** The ground in the middle of the picture, and metres from the eye to it. */
  looksAt(): { readonly lon: number; readonly lat: number; readonly distanceM: number } | null;
  flyHome(): void;
  /** Lets alarms fly the camera again. */
  release(): void;
  /** What is drawn, bottom to top. */
  layers(): readonly { readonly id: string; readonly zh: string; readonly en: string; readonly isVisible: boolean }[];
  setLayerVisible(id: string, isVisible: boolean): void;
  /** CSS pixels from the top left of the map; null behind the camera. */
  project(lon: number, lat: number): { readonly x: number; readonly y: number } | null;
  /** Metres over the ellipsoid of what is drawn under a pixel and of the ground there; `layerId` is null on bare ground. */
  heightAt(
    x: number,
    y: number,
  ): Promise<{ readonly layerId: string | null; readonly surfaceM: number; readonly groundM: number } | null>;
}

/** Everything an operator action may read or touch. Built once by the window's composition root. */
export interface CommandContext {
  readonly client: DeskSource;
  readonly recommendations: Recommendations;
  readonly view: DeskView;
  readonly machine: Machine;
  readonly signIn: SignIn;
  readonly map: () => MapControls | null;
  /** The past at this desk; null where there is none. */
  readonly replay: ReplaySession | null;
  /** Puts the caret into a field of the page by its id: notes live in a panel, the key for them does not. */
  readonly focusField: (id: string) => void;
}

export function currentIncident({ client, view }: CommandContext): IncidentState | undefined {
  const { incidentId } = view.state;
  return incidentId === null ? undefined : client.live.world.incidents.get(incidentId);
}

export function openIncident(context: CommandContext): IncidentState | undefined {
  const incident = currentIncident(context);
  return incident?.closedAt === null ? incident : undefined;
}

export function currentQueue(context: CommandContext): IncidentQueue {
  const { client } = context;
  const isTold = maySend(context, 'incident.acknowledgeEscalation');
  return orderQueue(client.live.world, startOfDay(client.now()), client.now(), isTold);
}

/** Proposals for the incident being worked on, best first; once it is closed nobody is proposed. */
export function currentCandidates(context: CommandContext): readonly Candidate[] {
  const { advice } = context.recommendations;
  const incident = openIncident(context);
  return incident && advice?.incidentId === incident.id ? (advice.recommendation?.candidates ?? []) : [];
}

/** Those that hold a unit now, in order of sending. */
export function activeDispatches(context: CommandContext): readonly Dispatch[] {
  return openIncident(context)?.dispatches.filter((dispatch) => isActive(dispatch.state)) ?? [];
}

/** The dispatch the radio keys speak of: the chosen one, else the first active one. */
export function currentDispatch(context: CommandContext): Dispatch | undefined {
  const active = activeDispatches(context);
  return active.find((dispatch) => dispatch.id === context.view.state.dispatchId) ?? active[0];
}

/** Whether the unit has been told of this incident automatically: sending it then confirms that notice. */
export function isTold(context: CommandContext, unitId: string): boolean {
  return activeDispatches(context).some((dispatch) => dispatch.isAutomatic && dispatch.unitId === unitId);
}

/** Whether this seat may send such a command at all. Being offline is not asked here: that is refused in words. */
export function maySend({ client }: CommandContext, kind: CommandKind): boolean {
  const role = client.live.seat?.role;
  return role !== undefined && mayCommand(role, kind);
}

/** Sends and says how it went; `name` marks the button that is waiting. */
export async function sendCommand(
  context: CommandContext,
  kind: CommandKind,
  body: unknown,
  name: string = kind,
): Promise<CommandOutcome> {
  const outcome = await deliverCommand(context, kind, body, name);
  const said = outcomeWords(context, outcome, body);
  // The dialog says it, and is the way out of it.
  if (outcome.state === 'refused' && outcome.code === 'signInFirst')
    context.view.change({ dialog: { kind: 'session' } });
  else if (said) context.view.say(said);
  return outcome;
}

/** The same without a word: for what says itself how it went, where it was asked. */
export async function deliverCommand(
  context: CommandContext,
  kind: CommandKind,
  body: unknown,
  name: string = kind,
): Promise<CommandOutcome> {
  const { client, view } = context;
  // The incident a key would act on is not in sight.
  if (context.replay?.isOnScreen && ACTS_ON_INCIDENT.test(kind))
    return { state: 'refused', commandId: '', code: 'inReplay', message: '' };
  view.change({ pending: [...view.state.pending, name] });
  const outcome = await client.send(kind, body);
  view.change({ pending: without(view.state.pending, name) });
  return outcome;
}

const ACTS_ON_INCIDENT = /^(incident|dispatch)\.(?!open$)/;

/** What went wrong, in the officer's words; null when nothing did. */
export function outcomeWords(
  context: CommandContext,
  outcome: CommandOutcome,
  body: unknown,
): Omit<Notice, 'id'> | null {
  const { language } = context.view.state;
  const text = deskText(language).connection;
  switch (outcome.state) {
    case 'done':
      return null;
    case 'notSent':
      return { tone: 'refused', title: text.notSent, detail: null };
    case 'uncertain':
      return { tone: 'uncertain', title: text.uncertain, detail: text.uncertainHint };
    case 'refused': {
      if (outcome.code === 'inReplay')
        return { tone: 'refused', title: deskText(language).replay.refused, detail: null };
      const who = refusedBecause(context, outcome.code, body);
      return { tone: 'refused', title: text.refused(refusalSentence(outcome, language, who)), detail: null };
    }
  }
}

function without(names: readonly string[], name: string): readonly string[] {
  const index = names.indexOf(name);
  return index === -1 ? names : names.toSpliced(index, 1);
}
