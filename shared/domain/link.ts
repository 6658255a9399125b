/**
 * A wire of the station as it was last configured: by station.json, or at the desk while the core runs. The latest statement
 * holds: station.json counts again when it says something new.
 */
import type { Bilingual } from '../kit/bilingual.ts';
import { fingerprintOf } from '../kit/fingerprint.ts';
import { ok, type Result, refuse } from '../kit/result.ts';
import type { LinkRecord } from '../wire/links/index.ts';
import { type Draft, nameOfActor, type StoredEvent } from './event.ts';

export type StatedBy = 'station' | 'desk';

export interface LinkState {
  readonly id: string;
  readonly record: LinkRecord;
  readonly statedBy: StatedBy;
  /** Of what station.json said last; null: it never named this link. */
  readonly stationFingerprint: string | null;
  /** Stopped at the desk; stays so over restarts. */
  readonly stopped: { readonly at: number; readonly by: string; readonly reason: string } | null;
  readonly changedAt: number;
  readonly changedBy: string;
}

export type LinkEventBody = {
  'link.configured': { link: LinkRecord; statedBy: StatedBy };
  'link.stopped': { linkId: string; reason: string };
  'link.started': { linkId: string };
  'link.removed': { linkId: string };
  /** A bug closed it; it is tried again by itself. */
  'link.broke': { linkId: string; reason: Bilingual };
};

export type LinkCommand =
  | { kind: 'configure'; link: LinkRecord; statedBy: StatedBy }
  | { kind: 'stop'; linkId: string; reason: string }
  | { kind: 'start'; linkId: string }
  | { kind: 'noteBreak'; linkId: string; reason: Bilingual }
  /** `isGone`: station.json no longer names it. */
  | { kind: 'remove'; linkId: string; isGone?: boolean };

export const linkStream = (linkId: string) => `link:${linkId}`;

export function decideLink(state: LinkState | undefined, command: LinkCommand): Result<Draft[]> {
  if (command.kind === 'configure') {
    const { link, statedBy } = command;
    const said = fingerprintOf(link);
    // What station.json has said before is nothing new, even where the desk has changed it since.
    if (state && statedBy === 'station' && state.stationFingerprint === said) return ok([]);
    if (state && statedBy === 'desk' && fingerprintOf(state.record) === said) return ok([]);
    return ok([draft(link.id, 'link.configured', { link, statedBy })]);
  }
  if (!state) return refuse('unknownLink', `没有链路 ${command.linkId}`);
  switch (command.kind) {
    case 'stop':
      if (state.stopped) return refuse('linkStopped', `链路 ${state.id} 已停用`);
      return ok([draft(state.id, 'link.stopped', { linkId: state.id, reason: command.reason })]);
    case 'start':
      if (!state.stopped) return refuse('linkRunning', `链路 ${state.id} 正在运行`);
      return ok([draft(state.id, 'link.started', { linkId: state.id })]);
    case 'noteBreak':
      return ok([draft(state.id, 'link.broke', { linkId: state.id, reason: command.reason })]);
    case 'remove':
      // It would be back at the next start: it has to leave the file, or be stopped.
      if (state.stationFingerprint !== null && !command.isGone) {
        return refuse('linkOfStation', `链路 ${state.id} 写在 station.json 中：请在那里删除，或在此停用`);
      }
      return ok([draft(state.id, 'link.removed', { linkId: state.id })]);
  }
}

export function evolveLink(state: LinkState | undefined, event: StoredEvent): LinkState | undefined {
  const changed = { changedAt: event.at, changedBy: nameOfActor(event.actor) };
  const kind = event.kind as keyof LinkEventBody;
  if (kind === 'link.configured') {
    const { link, statedBy } = event.body as LinkEventBody['link.configured'];
    const stationFingerprint = statedBy === 'station' ? fingerprintOf(link) : (state?.stationFingerprint ?? null);
    return { id: link.id, record: link, statedBy, stationFingerprint, stopped: state?.stopped ?? null, ...changed };
  }
  if (!state) return undefined;
  switch (kind) {
    case 'link.stopped': {
      const { reason } = event.body as LinkEventBody['link.stopped'];
      return { ...state, stopped: { at: event.at, by: changed.changedBy, reason }, ...changed };
    }
    case 'link.started':
      return { ...state, stopped: null, ...changed };
    case 'link.removed':
      return undefined;
    default:
      return state;
  }
}

function draft<Kind extends keyof LinkEventBody>(linkId: string, kind: Kind, body: LinkEventBody[Kind]): Draft {
  return { stream: linkStream(linkId), kind, body };
}
