import type { AccountCommandKind } from '../domain/accountCommands.ts';
import type { CallCommandKind } from '../domain/call.ts';
import type { ChannelCommandKind } from '../domain/channelEvents.ts';
import type { DeviceCommandKind } from '../domain/deviceCommands.ts';
import type { DrillCommandKind } from '../domain/drill.ts';
import type { GroupCommandKind } from '../domain/group.ts';
import type { IncidentCommandKind } from '../domain/incidentCommands.ts';
import type { LanCommandKind } from '../domain/lan.ts';
import type { LinkageCommandKind } from '../domain/linkage.ts';
import type { MachineCommandKind } from '../domain/machine.ts';
import type { PersonCommandKind } from '../domain/person.ts';
import type { PublicReportCommandKind } from '../domain/publicReportCommands.ts';
import type { ReviewCommandKind } from '../domain/review.ts';
import type { RoadCommandKind } from '../domain/roadClosure.ts';
import type { ShiftCommandKind } from '../domain/shiftCommands.ts';
import type { TaskCommandKind } from '../domain/taskCommands.ts';
import type { PhoneCommandKind } from '../domain/unitPhone.ts';
import type { VideoPlanCommandKind } from '../domain/videoPlan.ts';
import type { WallCommandKind } from '../domain/wallPlan.ts';

export const ROLES = ['duty', 'leader', 'wall', 'director', 'admin', 'auditor', 'source', 'worker'] as const;
export type Role = (typeof ROLES)[number];

/** Every command a seat or a phone may send. */
export type CommandKind =
  | AccountCommandKind
  | IncidentCommandKind
  | CallCommandKind
  | ChannelCommandKind
  | DeviceCommandKind
  | DrillCommandKind
  | LanCommandKind
  | MachineCommandKind
  | TaskCommandKind
  | PersonCommandKind
  | PhoneCommandKind
  | GroupCommandKind
  | LinkageCommandKind
  | PublicReportCommandKind
  | ReviewCommandKind
  | RoadCommandKind
  | ShiftCommandKind
  | VideoPlanCommandKind
  | WallCommandKind
  | 'alarm.review';

/** What may be read: the desk's state, the journal, or nothing but one's own orders. */
export type ReadScope = 'desk' | 'journal';

const DESK: readonly Role[] = ['duty', 'leader', 'admin'];
const ADMIN: readonly Role[] = ['admin'];
const HEADS: readonly Role[] = ['leader', 'admin'];
/** Who reads what has risen. */
const TOLD: readonly Role[] = ['leader', 'director', 'admin'];
/** Who leads a drill. */
const DIRECTING: readonly Role[] = ['leader', 'director', 'admin'];
/** Who looks back at what was done, and by whom. */
const REVIEWING: readonly Role[] = ['duty', 'leader', 'director', 'admin', 'auditor'];
const FIELD: readonly Role[] = ['duty', 'leader', 'admin', 'worker'];

/** The one table of who may do what. Absent means refused. */
export const COMMAND_ROLES: Readonly<Record<CommandKind, readonly Role[]>> = {
  'alarm.review': DESK,
  'incident.open': DESK,
  'incident.acknowledge': DESK,
  'incident.acknowledgeEscalation': TOLD,
  'incident.dispatch': DESK,
  'incident.markStep': DESK,
  'incident.note': DESK,
  'incident.close': DESK,
  'incident.verify': DESK,
  'incident.classify': DESK,
  'incident.merge': DESK,
  'incident.split': DESK,
  'incident.relate': DESK,
  'incident.transfer': DESK,
  'incident.acceptTransfer': DESK,
  'incident.returnTransfer': DESK,
  'incident.urge': DESK,
  'incident.feedback': FIELD,
  'incident.link': DESK,
  'incident.answerLink': FIELD,
  'group.save': HEADS,
  'group.remove': HEADS,
  'incident.check': DESK,
  'incident.reopen': DESK,
  'incident.evaluate': HEADS,
  'incident.claim': DESK,
  'incident.takeOver': DESK,
  'incident.keep': DESK,
  'incident.release': DESK,
  'dispatch.accept': FIELD,
  'dispatch.refuse': FIELD,
  'dispatch.depart': FIELD,
  'dispatch.arrive': FIELD,
  'dispatch.finish': FIELD,
  'dispatch.withdraw': DESK,
  'device.save': DESK,
  'device.retire': DESK,
  'device.import': DESK,
  'channel.giveConsent': HEADS,
  'channel.withdrawConsent': HEADS,
  'channel.mark': DESK,
  'channels.import': HEADS,
  'videoPreset.save': DESK,
  'videoPreset.remove': DESK,
  'videoPatrol.save': DESK,
  'videoPatrol.remove': DESK,
  'wallPreset.save': DESK,
  'wallPreset.remove': DESK,
  'wall.show': DESK,
  'wall.plan': DESK,
  'wall.send': DESK,
  'wall.recall': DESK,
  'wall.name': DESK,
  'wall.forget': DESK,
  'device.startMaintenance': DESK,
  'device.endMaintenance': DESK,
  'device.shelve': DESK,
  'device.unshelve': DESK,
  'walkTest.start': DESK,
  'walkTest.arm': DESK,
  'walkTest.skip': DESK,
  'walkTest.finish': DESK,
  'link.save': DESK,
  'link.stop': DESK,
  'link.start': DESK,
  'link.remove': DESK,
  'account.create': ADMIN,
  'account.change': ADMIN,
  'account.setPassword': ADMIN,
  'account.lock': ADMIN,
  'account.unlock': ADMIN,
  'account.remove': ADMIN,
  'account.revokeSessions': ADMIN,
  'account.removeSecondFactor': ADMIN,
  'person.reveal': DESK,
  'person.hold': HEADS,
  'person.release': HEADS,
  'lan.open': ADMIN,
  'lan.close': ADMIN,
  'lan.renewCertificate': ADMIN,
  'machine.invite': ADMIN,
  'machine.rename': ADMIN,
  'machine.revoke': ADMIN,
  'task.publish': DESK,
  'task.assign': DESK,
  'task.cancel': DESK,
  'task.claim': FIELD,
  'task.accept': FIELD,
  'task.refuse': FIELD,
  'task.start': FIELD,
  'task.checkIn': FIELD,
  'task.item': FIELD,
  'task.finish': FIELD,
  'route.save': DESK,
  'route.remove': DESK,
  'message.send': FIELD,
  'message.broadcast': DESK,
  'message.mark': FIELD,
  'evidence.add': FIELD,
  'field.report': FIELD,
  'fieldReport.open': DESK,
  'fieldReport.dismiss': DESK,
  'publicReport.open': DESK,
  'publicReport.attach': DESK,
  'publicReport.detach': DESK,
  'publicReport.setAside': DESK,
  'publicReport.answer': DESK,
  'roster.save': HEADS,
  'shift.begin': DESK,
  'shift.end': DESK,
  'shift.note': DESK,
  'shift.settleNote': DESK,
  'handOver.open': DESK,
  'handOver.touch': DESK,
  'handOver.ask': DESK,
  'handOver.answer': DESK,
  'handOver.sign': DESK,
  'handOver.seal': DESK,
  'handOver.cancel': DESK,
  'handOver.import': DESK,
  'call.start': DESK,
  'call.answer': FIELD,
  'call.refuse': FIELD,
  'call.join': FIELD,
  'call.leave': FIELD,
  'call.record': DESK,
  'worker.invite': DESK,
  'worker.revoke': DESK,
  'road.close': DESK,
  'road.open': DESK,
  'drill.launch': DIRECTING,
  'drill.pause': DIRECTING,
  'drill.resume': DIRECTING,
  'drill.setPace': DIRECTING,
  'drill.jump': DIRECTING,
  'drill.inject': DIRECTING,
  // Whoever sees that it is serious stops it.
  'drill.suspend': ['duty', ...DIRECTING],
  'drill.end': DIRECTING,
  'review.mark': REVIEWING,
  'review.editMark': REVIEWING,
  'review.removeMark': REVIEWING,
};

export const READ_ROLES: Readonly<Record<ReadScope, readonly Role[]>> = {
  desk: ['duty', 'leader', 'wall', 'director', 'admin', 'auditor'],
  journal: ['admin', 'auditor', 'leader'],
};

/** Who may look through a camera; an auditor reads who did. */
const WATCH_ROLES: readonly Role[] = ['duty', 'leader', 'wall', 'director', 'admin'];

export function mayWatch(role: Role): boolean {
  return WATCH_ROLES.includes(role);
}

/** Who may keep what a camera shows. */
export function mayKeepSnapshot(role: Role): boolean {
  return DESK.includes(role);
}

/** Who may turn a camera. */
export function mayTurn(role: Role): boolean {
  return DESK.includes(role);
}

/** Who may take the evidence of an incident out of the station. */
export function mayExportEvidence(role: Role): boolean {
  return DESK.includes(role) || role === 'auditor';
}

/** Who leads drills. */
export function mayDirect(role: Role): boolean {
  return DIRECTING.includes(role);
}

/**
 * Who reads the script of a drill, what is expected and the score. While one is open a leader may be among those who are trained: only
 * the one who launched it reads on.
 */
export function mayReadScript(role: Role, drill: { readonly isOpen: boolean; readonly isLauncher: boolean }): boolean {
  return mayDirect(role) && (role !== 'leader' || !drill.isOpen || drill.isLauncher);
}

/** Who may see a review: what each seat had before it is about people at work. */
export function mayReview(role: Role): boolean {
  return REVIEWING.includes(role);
}

/** Who may take another's mark out of a review. */
export function headsReview(role: Role): boolean {
  return HEADS.includes(role);
}

/** Who may deliver alarms of another system (`POST /api/alarms`). */
export const REPORT_ROLES: readonly Role[] = ['source', 'admin'];

export function mayReport(role: Role): boolean {
  return REPORT_ROLES.includes(role);
}

export function mayCommand(role: Role, kind: CommandKind): boolean {
  return COMMAND_ROLES[kind].includes(role);
}

export function mayRead(role: Role, scope: ReadScope): boolean {
  return READ_ROLES[scope].includes(role);
}
