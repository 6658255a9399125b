import type { Message } from '#shared/domain/message.ts';
import type { Language } from '#shared/text/language.ts';
import type { WorkerCall, WorkerCallEnd } from '#shared/wire/calls.ts';
import type { WorkerLinkage, WorkerOrder, WorkerTask } from '#shared/wire/worker.ts';
import type { WorkerJoined } from '#shared/wire/workerPage.ts';
import type { OutboxItem } from '../outbox/item.ts';
import type { QueuedFix } from '../outbox/positions.ts';
import type { NoticesState } from '../ring/notices.ts';

export type PhoneSession = Omit<WorkerJoined, 'ok'>;
export type Theme = 'auto' | 'day' | 'night';

/** What a phone knew when it was closed, and knows again when it is opened without network. */
export interface KeptState {
  readonly session: PhoneSession | null;
  /** True: the station has said that this phone is one no more. */
  readonly isRevoked: boolean;
  readonly isOnShift: boolean;
  readonly order: WorkerOrder | null;
  /** How the last order ended, until the next one comes or somebody has read it. */
  readonly ended: { readonly state: string; readonly reason: string | null } | null;
  readonly tasks: readonly WorkerTask[];
  /** Incidents on which the unit's group is called in. */
  readonly linkages: readonly WorkerLinkage[];
  readonly messages: readonly Message[];
  /** The core's clock less this phone's, milliseconds. */
  readonly clockOffsetMs: number;
  readonly lastHeardAt: number | null;
  readonly language: Language;
  readonly theme: Theme;
  /** On shift the screen is not to go dark. */
  readonly keepsLit: boolean;
}

export interface PhoneState extends KeptState {
  /** The video call in which the unit is, or is rung. */
  readonly call: WorkerCall | null;
  /** How the last one was over, until somebody has read it. */
  readonly callEnd: (WorkerCallEnd & { readonly callId: string }) | null;
  /** Why the last key of a call did nothing. */
  readonly callFault: { readonly code: string; readonly message: string } | null;
  /** `outdated`: the station speaks another version of the wire. */
  readonly connection: 'connecting' | 'online' | 'offline' | 'outdated';
  /** What waits here to be sent, and what was refused. */
  readonly outbox: readonly OutboxItem[];
  readonly fix: QueuedFix | null;
  readonly positionFault: 'denied' | 'unavailable' | null;
  /** The station has answered the last call for help. */
  readonly sosTakenAt: number | null;
  readonly isSoundReady: boolean;
  /** Whether the phone itself says what comes while the page is out of sight. */
  readonly notices: NoticesState;
  /** The browser keeps the screen from going dark. */
  readonly isLit: boolean;
}

export const EMPTY_STATE: PhoneState = {
  session: null,
  isRevoked: false,
  isOnShift: false,
  order: null,
  ended: null,
  tasks: [],
  linkages: [],
  messages: [],
  clockOffsetMs: 0,
  lastHeardAt: null,
  language: 'zh-CN',
  theme: 'auto',
  keepsLit: true,
  call: null,
  callEnd: null,
  callFault: null,
  connection: 'connecting',
  outbox: [],
  fix: null,
  positionFault: null,
  sosTakenAt: null,
  isSoundReady: false,
  notices: 'impossible',
  isLit: false,
};

/** What goes on the phone's disk. */
export function keptOf(state: PhoneState): KeptState {
  const { session, isRevoked, isOnShift, order, ended, tasks, linkages, messages } = state;
  const { clockOffsetMs, lastHeardAt, language, theme, keepsLit } = state;
  return {
    session,
    isRevoked,
    isOnShift,
    order,
    ended,
    tasks,
    linkages,
    messages,
    clockOffsetMs,
    lastHeardAt,
    language,
    theme,
    keepsLit,
  };
}

/** When there is no station to be heard: nothing of a unit stays on a phone that speaks for it no more. */
export function withoutUnit(state: PhoneState): PhoneState {
  const { language, theme, keepsLit, outbox, connection, isSoundReady, notices } = state;
  return { ...EMPTY_STATE, language, theme, keepsLit, outbox, connection, isSoundReady, notices };
}
