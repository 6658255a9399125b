import type { IncidentKind } from '#shared/catalog/incidentKinds.ts';
import type { DeviceFacts } from '#shared/domain/device.ts';
import type { CloseReason } from '#shared/domain/incident.ts';
import type { IncidentSource } from '#shared/domain/incidentLife.ts';
import type { PersonField } from '#shared/domain/person.ts';
import type { LifeAction } from '#shared/text/incidentLife.ts';
import type { Language, SoundState } from '#shared/wire/bridge.ts';
import type { ReportToneLevel } from '#shared/wire/sound.ts';
import type { GridMeasure } from '../live/gridValues/fold.ts';
import { Observable } from '../live/observable.ts';
import type { Selection } from '../live/selection.ts';

/** What was filled in of a new incident before the form stepped aside for a click on the map. Degrees as typed. */
export interface OpenDraft {
  readonly kind: IncidentKind;
  readonly source: Exclude<IncidentSource, 'alarm'>;
  readonly title: string;
  readonly words: string;
  readonly name: string;
  readonly phone: string;
  readonly address: string;
  readonly lon: string;
  readonly lat: string;
}

/** Which dialog stands over the desk. One at a time. */
export type DeskDialog =
  /** `line`: what stands in it when it opens. */
  | { readonly kind: 'commandBar'; readonly line: string }
  | { readonly kind: 'shortcuts' }
  /** What stands before the officer, to a display of the wall. */
  | { readonly kind: 'wallSend' }
  /** The drill room of this machine, or the director's window of a drill station. */
  | { readonly kind: 'drillRoom' }
  /** Signing in and out, and the first administrator. */
  | { readonly kind: 'session' }
  /** Somebody's data out of the vault, for a reason. */
  | { readonly kind: 'reveal'; readonly ref: string; readonly fields: readonly PersonField[] }
  | {
      readonly kind: 'openIncident';
      readonly alarmId: string | null;
      readonly draft?: OpenDraft;
      readonly reportId?: string;
    }
  /** A form about an incident; `menu`: the list of them. */
  | { readonly kind: 'life'; readonly action: LifeAction | 'menu'; readonly incidentId: string }
  /** One photo, large. */
  | { readonly kind: 'evidence'; readonly hash: string; readonly title: string }
  /** Whom to tell of an incident; with a group: what it answers. */
  | {
      readonly kind: 'linkage';
      readonly incidentId: string;
      readonly groupId: string | null;
      /** Absent: what the group as a whole answers. */
      readonly memberId?: string;
    }
  | { readonly kind: 'maintenance'; readonly deviceIds: readonly string[] }
  | { readonly kind: 'shelve'; readonly deviceId: string }
  | { readonly kind: 'retire'; readonly deviceId: string }
  | { readonly kind: 'close'; readonly incidentId: string; readonly reason: CloseReason | null }
  | {
      readonly kind: 'reason';
      readonly move: 'withdraw' | 'refuse';
      readonly incidentId: string;
      readonly dispatchId: string;
    };

export const DEVICE_FILTERS = ['all', 'lost', 'faulty', 'maintenance', 'doubtful', 'untested'] as const;
export type DeviceFilter = (typeof DEVICE_FILTERS)[number];

/** What may stand in the map's place: the queue and the incident stay in view beside it. */
export type SheetId =
  | 'accounts'
  | 'devices'
  | 'links'
  | 'coverage'
  | 'scenes'
  | 'tasks'
  | 'machines'
  | 'join'
  | 'publicReports'
  | 'groups'
  | 'broadcast'
  | 'shift'
  | 'alarms'
  | 'video'
  | 'wall'
  | 'numbers'
  | 'blindSpots';

/** What the device form opens with: what is known of a new device, or one that is enrolled and is to be changed. */
export interface DeviceDraft {
  /** Null: a new one. */
  readonly deviceId: string | null;
  readonly facts: Partial<Pick<DeviceFacts, 'id' | 'kind' | 'name' | 'lon' | 'lat' | 'link' | 'account'>>;
}

/** Degrees, WGS-84. */
export interface MapPoint {
  readonly lon: number;
  readonly lat: number;
}

/** A way over the map with its numbered check-points. */
export interface MapTrail {
  readonly line: readonly (readonly [lon: number, lat: number])[];
  readonly points: readonly (MapPoint & { readonly name: string; readonly isDone: boolean })[];
}

/** What can be done with one camera's picture, whichever panel it stands in: by its buttons, and by keys for the one in hand. */
export interface TileHand {
  readonly channelId: string;
  readonly hasSound: () => boolean;
  snapshot(): void;
  /** Opens the line for a note. */
  mark(): void;
  toggleFullScreen(): void;
  toggleSound(): void;
  readonly hasPast: () => boolean;
  /** Plays the seconds before the look, or goes back to what is live. */
  toggleLookBack(): void;
  readonly canTurn: () => boolean;
  toggleTurning(): void;
}

/** What went wrong with a command. Stays until it is dismissed; what goes right shows in the incident itself. */
export interface Notice {
  readonly id: number;
  readonly tone: 'refused' | 'uncertain';
  readonly title: string;
  readonly detail: string | null;
}

export interface DeskViewState {
  readonly language: Language;
  /** The incident being worked on: what the main keys act on. */
  readonly incidentId: string | null;
  /** False: the desk took it up by itself. */
  readonly isChosen: boolean;
  /** What is selected beside it: a unit, a device, a place… Null when the incident itself is. */
  readonly beside: Selection | null;
  /** Units enclosed on the map with Shift and a drag, while the scene rings them. */
  readonly enclosed: readonly string[];
  /** Which of its dispatches the radio keys act on; null takes the first active one. */
  readonly dispatchId: string | null;
  /** Why another unit than the first proposed is to go, typed before it is sent; of one incident. */
  readonly choice: { readonly incidentId: string; readonly reason: string } | null;
  readonly dialog: DeskDialog | null;
  /** `focus`: the device or link it opens on. */
  readonly sheet: { readonly id: SheetId; readonly focus: string | null } | null;
  /** Cameras on this page, the one last touched first: that one is in hand. */
  readonly tiles: readonly TileHand[];
  /** Which devices the list shows, kept while the sheet is away. */
  readonly deviceFilter: DeviceFilter;
  /** The form that stands in the devices sheet; null: its list. */
  readonly deviceDraft: DeviceDraft | null;
  /** Takes the next click on the map, while the sheet steps aside for it; null: a click selects what is there. */
  readonly mapAim: ((point: MapPoint) => void) | null;
  /** It takes click after click until the officer says that it is enough. */
  readonly isAimRepeated: boolean;
  /** The task or route drawn on the map. */
  readonly trail: MapTrail | null;
  /** What the prisms of the grids stand for; null: there are none. */
  readonly gridMeasure: GridMeasure | null;
  /** `auto`: the flood layout while there is a flood; `other`: the other one of the two. */
  readonly queueLayout: 'auto' | 'other';
  readonly notices: readonly Notice[];
  readonly sound: SoundState | null;
  /** How loud public reports are announced at this machine; null where it cannot. */
  readonly reportTone: ReportToneLevel | null;
  readonly isCameraLocked: boolean;
  /** The reached roads are coloured on the map. */
  readonly showsCoverage: boolean;
  /** What was entered in the command bar, the latest last; gone with the window, as it may name people. */
  readonly barLines: readonly string[];
  /** Names of commands on their way, so that a button can say so and is not pressed twice. */
  readonly pending: readonly string[];
}

const NOTICES_KEPT = 4;

/** What this officer is looking at. Commands change it, panels and the scene follow it; nothing of it is shared truth. */
export class DeskView {
  readonly changes = new Observable();
  #state: DeskViewState;
  #noticeId = 0;

  constructor(language: Language, sound: SoundState | null, reportTone: ReportToneLevel | null = null) {
    this.#state = {
      language,
      incidentId: null,
      isChosen: false,
      beside: null,
      enclosed: [],
      dispatchId: null,
      choice: null,
      dialog: null,
      sheet: null,
      tiles: [],
      deviceFilter: 'all',
      deviceDraft: null,
      mapAim: null,
      isAimRepeated: false,
      trail: null,
      gridMeasure: null,
      queueLayout: 'auto',
      notices: [],
      sound,
      reportTone,
      isCameraLocked: false,
      showsCoverage: false,
      barLines: [],
      pending: [],
    };
  }

  get state(): DeskViewState {
    return this.#state;
  }

  change(part: Partial<DeskViewState>): void {
    this.#state = { ...this.#state, ...part };
    this.changes.changed();
  }

  /** Selecting an incident works on it; selecting anything else shows its card beside the incident being worked on. */
  select(selection: Selection | null): void {
    if (selection?.kind === 'incident') {
      const isSame = selection.id === this.#state.incidentId;
      this.change({
        incidentId: selection.id,
        isChosen: true,
        beside: null,
        dispatchId: isSame ? this.#state.dispatchId : null,
      });
    } else this.change({ beside: selection });
  }

  /** The desk puts an incident before the officer: as if he had selected it, but a camera in his hand stays where it is. */
  takeUp(incidentId: string): void {
    this.change({ incidentId, isChosen: false, beside: null, dispatchId: null });
  }

  get selection(): Selection | null {
    const { beside, incidentId } = this.#state;
    return beside ?? (incidentId === null ? null : { kind: 'incident', id: incidentId });
  }

  say(notice: Omit<Notice, 'id'>): number {
    const id = ++this.#noticeId;
    this.change({ notices: [...this.#state.notices, { ...notice, id }].slice(-NOTICES_KEPT) });
    return id;
  }

  unsay(id: number): void {
    this.change({ notices: this.#state.notices.filter((notice) => notice.id !== id) });
  }
}
