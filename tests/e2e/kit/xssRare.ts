/**
 * Hostile words in what only a state nobody stumbles into lets one say: a relocation's post, the reason of a split, a declined call,
 * a check-in by hand, a question of a hand-over, why somebody's data were looked at. Each over the wire in its own way, and marked.
 */
import { expect } from 'vitest';
import { handOverItems } from '#shared/domain/handOverItems.ts';
import type { TestSeat } from '#tests/flows/kit/seat.ts';
import { WechatService } from '#tests/simulators/wechat.ts';
import { SOON } from './duty.ts';
import { ADMIN, PHONE } from './liveStation.ts';
import { payloadsIn } from './xssCommands.ts';
import { marked } from './xssCorpus.ts';
import { at, demand, PERSON, WECHAT } from './xssStation.ts';

const HOUR_MS = 3_600_000;
/** As much of an address as its rule lets through. */
export const HOSTILE_HOOK = 'https://hook.example/"><svg/onload=xss("hook")>';
/** `70A2` of the live station. */
const SCHOOL_BUTTON = '99010100100000000002';

export interface RareWords {
  /** `kind path` of each text that was said. */
  readonly reached: readonly string[];
  /** Incident by incident: whose panel shows them, and which. */
  readonly shownBy: Readonly<Record<string, readonly string[]>>;
  readonly taskId: string;
}

type Say = (kind: string, body: object, token?: string) => Promise<Record<string, unknown>>;

/** @param seat an administrator's: what the station holds is read from its world */
export async function sayRareWords(url: string, seat: TestSeat): Promise<RareWords> {
  const reached = new Set<string>();
  const say: Say = async (kind, body, token) => {
    const answer = await demand(url, kind, body, token);
    for (const path of payloadsIn(body)) reached.add(`${kind} ${path}`);
    return answer;
  };
  const open = async (eastM: number, northM: number, more: object = {}) => {
    const body = { kind: 'dispute', ...at(eastM, northM), title: '路口纠纷', ...more };
    return String((await say('incident.open', body)).incidentId);
  };
  const relocated = await relocate(say, await open(-700, -700));
  await markReview(say, relocated);
  const split = await splitOff(url, say, seat);
  const declined = await declineLink(say, await open(-700, 700));
  await declineCall(say, relocated);
  const sentBack = await sendBack(say, await open(0, -900));
  const reopened = await lookBack(say, await open(0, 900));
  const reported = await settleReports(url, say, seat);
  await askOfHandOver(url, say, seat);
  await composeWall(say);
  await lookAtPerson(seat, say, await open(900, 0, { reporter: { name: '王晓明', phone: '13800005678' } }));
  return {
    taskId: await checkInByHand(say, seat),
    shownBy: {
      [relocated]: ['post', 'finish'],
      [split]: ['split'],
      [declined]: ['declined', 'said by'],
      [sentBack]: ['area', 'transfer', 'sent back'],
      [reopened]: ['closing', 'evaluation', 'opened again'],
      [reported]: ['report title', 'report address'],
    },
    reached: [...reached],
  };
}

/** Chance hardly ever makes regions that neither overlap nor leave their grid. */
async function composeWall(say: Say): Promise<void> {
  const regions = [{ id: 'queue', column: 0, row: 0, columns: 4, rows: 2, content: { kind: 'queue' } }];
  await say('wallPreset.save', { name: marked('preset'), columns: 4, rows: 2, regions });
}

/** A mark of a review is its writer's to change and to take away. */
async function markReview(say: Say, incidentId: string): Promise<void> {
  const subject = `incident:${incidentId}`;
  const mark = { subject, at: Date.now() - 1_000, kind: 'comment', text: marked('review mark') };
  await say('review.mark', mark);
  const { markId } = await say('review.mark', mark);
  await say('review.editMark', { subject, markId, text: marked('review mark') });
  await say('review.removeMark', { subject, markId, reason: marked('mark removed') });
}

/** Closed, evaluated, opened again. */
async function lookBack(say: Say, incidentId: string): Promise<string> {
  await say('incident.close', { incidentId, reason: 'noTrace', note: marked('closing') });
  const evaluation = { result: 'good', response: 'excellent', note: marked('evaluation') };
  await say('incident.evaluate', { incidentId, ...evaluation });
  await say('incident.reopen', { incidentId, reason: marked('opened again') });
  return incidentId;
}

async function relocate(say: Say, incidentId: string): Promise<string> {
  const target = { ...at(-640, -700), name: marked('post'), nameEn: marked('post') };
  await say('incident.dispatch', { incidentId, unitId: 'x-3', task: 'relocate', target });
  const { dispatchId } = await say('incident.dispatch', { incidentId, unitId: 'x-4', reason: marked('choice') });
  for (const kind of ['dispatch.accept', 'dispatch.depart', 'dispatch.arrive'])
    await say(kind, { incidentId, dispatchId });
  await say('dispatch.finish', { incidentId, dispatchId, reason: marked('finish') });
  return incidentId;
}

/** Signals of two devices at one place are one incident, until somebody says that they are two. */
async function splitOff(url: string, say: Say, { world }: TestSeat): Promise<string> {
  const places = [{ deviceId: SCHOOL_BUTTON }, at(455, 405)];
  for (const [index, place] of places.entries()) {
    const answer = await fetch(`${url}/api/alarms`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${ADMIN}` },
      body: JSON.stringify({ id: `split-${index}`, kind: 'other', class: 'intrusion', title: '闯入', ...place }),
    });
    if (!answer.ok) throw new Error(await answer.text());
  }
  const both = () => [...world.incidents.values()].find(({ alarms }) => alarms.length === 2);
  await expect.poll(both, SOON).toBeDefined();
  const { id: incidentId, alarms } = both()!;
  await say('incident.split', { incidentId, alarmIds: [alarms[1]!.alarmId], reason: marked('split') });
  return incidentId;
}

async function sendBack(say: Say, incidentId: string): Promise<string> {
  const to = { code: '990101', name: marked('area') };
  await say('incident.transfer', { incidentId, to, dueAt: Date.now() + HOUR_MS, reason: marked('transfer') });
  await say('incident.returnTransfer', { incidentId, reason: marked('sent back') });
  return incidentId;
}

async function declineLink(say: Say, incidentId: string): Promise<string> {
  await say('incident.link', { incidentId, groupIds: ['property'] });
  const said = { reason: marked('declined'), saidBy: marked('said by') };
  await say('incident.answerLink', { incidentId, groupId: 'property', memberId: 'desk', state: 'refused', ...said });
  const channel = { kind: 'webhook', url: HOSTILE_HOOK };
  const members = [{ id: 'hook', name: '值班', role: '', channel }];
  await say('group.save', { groupId: 'hooked', name: '联防群', kind: 'community', members });
  return incidentId;
}

async function declineCall(say: Say, incidentId: string): Promise<void> {
  const { callId } = await say('call.start', { unitId: 'u-001', incidentId, endpoint: 'window-of-the-test' });
  await say('call.refuse', { callId, unitId: 'u-001', reason: marked('busy') }, PHONE);
}

/** The one that was told of the station before is opened, and another citizen's set aside. */
async function settleReports(url: string, say: Say, { world }: TestSeat): Promise<string> {
  const [reportId] = world.field.publicReports.keys();
  const said = { title: marked('report title'), address: marked('report address') };
  const opened = await say('publicReport.open', { reportId, kind: 'fire', ...at(-900, 0), ...said });
  const words = { FromUserName: 'oReporter_0002', MsgType: 'text', Content: '路灯不亮', MsgId: '7700000001' };
  await new WechatService(`${url}/ingest/wechat`, WECHAT, 40_000).send(words);
  const other = () => [...world.field.publicReports.keys()].find((id) => id !== reportId);
  await expect.poll(other, SOON).toBeDefined();
  await say('publicReport.setAside', { reportId: other(), reason: 'notOurs', note: marked('set aside') });
  return String(opened.incidentId);
}

async function checkInByHand(say: Say, { world }: TestSeat): Promise<string> {
  const answer = await say('task.publish', {
    ...{ kind: 'inspection', title: '消防检查', audience: { kind: 'unit', unitId: 'x-5' } },
    ...{
      dueAt: Date.now() + HOUR_MS,
      note: marked('task note'),
      place: { ...at(310, 300), name: marked('task place') },
    },
    points: [{ name: '北门', ...at(300, 300) }],
    items: [marked('to look at')],
  });
  const taskId = String(answer.taskId);
  await expect.poll(() => world.field.tasks.has(taskId), SOON).toBe(true);
  const { points, items } = world.field.tasks.get(taskId)!;
  for (const kind of ['task.accept', 'task.start']) await say(kind, { taskId });
  await say('task.checkIn', { taskId, pointId: points[0]!.id, reason: marked('by hand') });
  await say('task.item', { taskId, itemId: items[0]!.id, result: 'hazard', text: marked('hazard') });
  await say('task.finish', { taskId, note: marked('task end') });
  return taskId;
}

/** Whoever takes over asks, whoever gives answers: two people. */
async function askOfHandOver(url: string, say: Say, { world }: TestSeat): Promise<void> {
  const { loginName, password } = PERSON;
  const signedIn = await fetch(`${url}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ loginName, password }),
  });
  const { token } = (await signedIn.json()) as { token: string };
  const [handOverId] = world.duty.handOvers.keys();
  const [item] = handOverItems(world);
  await say('handOver.ask', { handOverId, key: item!.key, text: marked('question') }, token);
  const questions = () => world.duty.handOvers.get(handOverId!)!.questions;
  await expect.poll(() => questions().length, SOON).toBe(1);
  await say('handOver.answer', { handOverId, questionId: questions()[0]!.id, text: marked('answer') });
}

async function lookAtPerson({ world }: TestSeat, say: Say, incidentId: string): Promise<void> {
  await expect.poll(() => world.incidents.get(incidentId)?.reporter?.ref, SOON).toBeTruthy();
  const ref = world.incidents.get(incidentId)?.reporter?.ref;
  await say('person.reveal', { ref, fields: ['phone'], reason: marked('why seen') });
  await say('person.hold', { ref, reason: marked('why kept') });
  await say('person.release', { ref, reason: marked('why let go') });
}
