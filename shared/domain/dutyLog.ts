/** What of the journal a duty log 值班日志 is made of. The log is a view of the journal and of nothing else. */

export const DUTY_LOG_CATEGORIES = ['incident', 'field', 'device', 'people', 'settings', 'shift'] as const;
export type DutyLogCategory = (typeof DUTY_LOG_CATEGORIES)[number];

/** One line; its sentence is made when it is read (shared/text/dutyLines.ts). */
export interface DutyLogLine {
  readonly seq: number;
  readonly at: number;
  readonly category: DutyLogCategory;
  readonly kind: string;
  /** As `nameOfActor` says. */
  readonly by: string;
  /** What it is about: the number of an incident, the name of a device; empty where there is none. */
  readonly subject: string;
  /** The event's own words, without what only a machine reads. */
  readonly facts: Readonly<Record<string, unknown>>;
}

export interface DutyLogAnswer {
  readonly lines: readonly (DutyLogLine & { readonly zh: string; readonly en: string })[];
  /** Where to go on, when there is more. */
  readonly nextAfter: number | null;
}

const INCIDENT = [
  ...[
    'opened',
    'acknowledged',
    'dispatched',
    'dispatchMoved',
    'noticeExhausted',
    'noted',
    'clockMissed',
    'limitMissed',
  ],
  ...['escalated', 'verified', 'classified', 'merged', 'splitOff', 'transferred', 'transferAccepted'],
  ...['transferReturned', 'transferOverdue', 'pingPongFlagged', 'urged', 'urgeOverdue', 'fedBack', 'checked'],
  ...['reopened', 'evaluated', 'claimed', 'closed'],
];
const OTHERS: Readonly<Record<Exclude<DutyLogCategory, 'incident'>, readonly string[]>> = {
  field: [
    ...['task.published', 'task.refused', 'task.overdue', 'task.finished', 'task.cancelled'],
    ...['fieldReport.received', 'fieldReport.dismissed', 'publicReport.received', 'publicReport.setAside'],
  ],
  device: [
    ...['device.contactLost', 'device.contactMade', 'device.maintenanceStarted', 'device.maintenanceEnded'],
    ...['device.shelved', 'device.unshelved', 'walkTest.started', 'walkTest.finished', 'link.broke'],
  ],
  people: [
    ...[
      'account.signedIn',
      'account.signedOut',
      'account.signInRefused',
      'access.refused',
      'person.revealed',
      'evidence.exported',
    ],
  ],
  settings: [
    ...['account.created', 'account.changed', 'account.locked', 'account.unlocked', 'account.removed'],
    ...['account.secondFactorSet', 'account.secondFactorRemoved'],
    ...['account.passwordSet', 'link.configured', 'link.stopped', 'link.started', 'link.removed', 'lan.opened'],
    ...['lan.closed', 'lan.certificateRenewed', 'lan.joinBlocked', 'machine.invited', 'machine.joined'],
    ...['machine.renamed', 'machine.revoked', 'device.enrolled', 'device.retired'],
    ...['channel.consentGiven', 'channel.consentWithdrawn', 'channels.imported'],
    ...['group.saved', 'group.removed', 'route.saved', 'route.removed', 'person.held', 'person.released'],
  ],
  shift: [
    ...['shift.planned', 'shift.cancelled', 'shift.begun', 'shift.ended', 'shift.noted', 'shift.noteSettled'],
    ...['handOver.opened', 'handOver.asked', 'handOver.answered', 'handOver.signed', 'handOver.sealed'],
    ...['handOver.completed', 'handOver.cancelled', 'handOver.imported'],
  ],
};

const CATEGORY_OF: ReadonlyMap<string, DutyLogCategory> = new Map([
  ...INCIDENT.map((name) => [`incident.${name}`, 'incident'] as const),
  ...DUTY_LOG_CATEGORIES.flatMap((category) =>
    category === 'incident' ? [] : OTHERS[category].map((kind) => [kind, category] as const),
  ),
]);

/** Undefined: it is in no duty log. */
export const dutyLogCategory = (kind: string): DutyLogCategory | undefined => CATEGORY_OF.get(kind);
