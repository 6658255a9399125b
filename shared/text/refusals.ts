import type { Language } from './language.ts';

/**
 * Every refusal a core can give, by code. The core's own sentence is Chinese and names who stands against it; `zh` replaces it
 * where it is a technical one.
 */
interface RefusalWords {
  readonly en: string;
  readonly zh?: string;
}

export const REFUSALS: Readonly<Record<string, RefusalWords>> = {
  spanReversed: { en: 'the span begins after it ends' },
  spanInFuture: { en: 'this moment has not come yet' },
  spanTooLong: { en: 'the span is too long' },
  replayBusy: { en: 'too much is being replayed at once; try again' },
  replayDown: { en: 'the past cannot be read now' },
  exportBusy: { en: 'another file is being written; try again' },
  alarmExists: { en: 'this alarm is already stored' },
  unknownAlarm: { en: 'there is no such alarm' },
  alarmTaken: { en: 'this signal already belongs to an incident' },
  alreadyReviewed: { en: 'this signal has already been reviewed' },
  unknownDevice: { en: 'this device is not enrolled' },
  incidentExists: { en: 'this incident already exists' },
  unknownGrid: { en: 'the scene has no such grid or division' },
  unknownIncident: { en: 'there is no such incident' },
  incidentClosed: { en: 'this incident is already closed' },
  alreadyAcknowledged: { en: 'it has already been accepted' },
  unknownStep: { en: 'this kind of incident has no such step' },
  stepSettled: { en: 'this step has already been settled' },
  reasonNeeded: { en: 'a skipped step needs a reason' },
  unitOnScene: { en: 'a unit is still on scene; report it done or withdraw it first' },
  unknownDispatch: { en: 'there is no such dispatch' },
  illegalMove: { en: 'the dispatch is not in a state that allows this' },
  unknownUnit: { en: 'this unit is not enrolled' },
  unitEngaged: { en: 'this unit is already sent elsewhere' },
  notYourUnit: { en: 'this terminal does not speak for that unit' },
  coverageUnavailable: { en: 'coverage is not available; it is being started again' },
  deviceClash: { en: 'this stands against another device or a link' },
  deviceOfStation: {
    en: 'the station’s configuration file names this device: delete it there, or put it into maintenance',
  },
  deviceInWalkTest: { en: 'this device is in a walk test that is still running' },
  keyNotKept: { en: 'the key could not be written to the data folder; nothing was saved' },
  unknownPreview: { en: 'this preview has expired; choose the file again' },
  fileEmpty: { en: 'the file is empty, or its first row names no columns' },
  fileBroken: { en: 'the file cannot be read' },
  fileTooLarge: { en: 'the file is too large' },
  fileUnknown: { en: 'this is no device list: use CSV, xlsx or GeoJSON' },
  wrongOrigin: { en: 'only the windows of this station may ask for this' },
  sirenInUse: { en: 'another device names this one as its siren: change that first' },
  maintenanceOver: { en: 'maintenance would end before it begins' },
  maintenanceTooLong: { en: 'maintenance lasts at most seven days' },
  notInMaintenance: { en: 'this device is not in maintenance' },
  walkTestExists: { en: 'this walk test already exists' },
  emptyWalkTest: { en: 'a walk test needs at least one device' },
  unknownWalkTest: { en: 'there is no such walk test' },
  walkTestFinished: { en: 'this walk test is finished' },
  notInWalkTest: { en: 'this device is not in the walk test' },
  alreadyProved: { en: 'this device has been proved already' },
  unknownLink: { en: 'there is no such link' },
  linkStopped: { en: 'this link is already stopped' },
  linkRunning: { en: 'this link is already running' },
  linkOfStation: { en: 'the station’s configuration file names this link: delete it there, or stop it here' },
  linkInUse: { en: 'devices report over this link: move them to another one first, or stop it' },
  linkBusy: { en: 'somebody else is changing this link at this moment' },
  linkChanged: { en: 'somebody else has changed this link meanwhile: open it again' },
  badLink: { en: 'these settings are not valid' },
  tooManyLinks: { en: 'this station has as many links as there can be' },
  linkPortTaken: { en: 'another part of this station uses this port' },
  linkPathTaken: { en: 'another link uses this serial port' },
  portInUse: { en: 'another program uses this port' },
  portNotAllowed: { en: 'the system does not allow this port' },
  addressNotHere: { en: 'this machine has no such address' },
  noSuchHost: { en: 'there is no such host' },
  bindFailed: { en: 'the system does not give this port' },
  noSuchSerialPort: { en: 'there is no such serial port' },
  serialNotAllowed: { en: 'this serial port may not be used: permission is missing' },
  closing: { en: 'the core is closing' },
  roleMayNot: { en: 'your role may not do this', zh: '您的角色不能执行此操作' },
  roleMayNotRead: { en: 'your role may not see this', zh: '您的角色不能查看' },
  unknownCommand: { en: 'the core does not know this command', zh: '核心不认识这个操作，请升级' },
  badBody: { en: 'the core did not understand the command', zh: '核心看不懂这个操作的内容' },
  badQuery: { en: 'the core did not understand the question', zh: '核心看不懂这个查询' },
  historyDown: { en: 'the history of positions cannot be read now' },
  historyBusy: { en: 'too many questions about the history at once; ask again' },
  badHello: { en: 'the request to join was not understood', zh: '接入请求有误' },
  wireVersion: { en: 'the versions differ; update before connecting' },
  unauthorised: { en: 'the token is missing or not valid' },
  wrongHost: { en: 'this is not the name of this station' },
  notFound: { en: 'there is nothing at this address' },
  unknownMachine: { en: 'there is no such machine' },
  machineRevoked: { en: 'this machine has been revoked' },
  codeUsed: { en: 'this join code has been used' },
  joinCodeWrong: { en: 'the join code is wrong or over; ask the administrator of the host for another' },
  tooManyTries: { en: 'too many wrong join codes; try again in ten minutes' },
  machineNotKept: { en: 'the host could not write to its disk; the machine has not joined' },
  tooManyMachines: { en: 'as many machines have joined this station as there can be' },
  needsTls: { en: 'joining a host goes over an encrypted connection only' },
  notOnLan: { en: 'this is not offered over the LAN, because it asks for no token' },
  lanClosed: { en: 'the LAN is not open' },
  lanOfStation: { en: 'the station’s configuration file opens the LAN: change it there' },
};

/**
 * The operator's sentence for a refusal. `who`: who or what stands against it, which the Chinese sentence of the core names
 * itself. A code unknown here keeps the core's own words: better mixed than silent.
 */
export function refusalSentence(
  refusal: { code: string; message: string },
  language: Language,
  who: string | null = null,
): string {
  const words = REFUSALS[refusal.code];
  if (language === 'zh-CN') return words?.zh ?? (refusal.message || refusal.code);
  if (!words) return `${refusal.code}: ${refusal.message}`;
  return who === null ? words.en : `${words.en} (${who})`;
}
