/**
 * A station where everything that has a name has a hostile one that says what it names (`marked`): what its files state, its
 * imported scene, and what people tell of it at the desk. How each of them comes to a screen is in xss.test.ts.
 */
import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { freeTcpPort } from '#tests/faults/kit/faultStation.ts';
import { pointAt } from '#tests/fixtures/tinyPack.ts';
import { askLan, certificateOf } from '#tests/flows/kit/lan.ts';
import { WechatService } from '#tests/simulators/wechat.ts';
import { ADMIN, type LiveStation, PHONE } from './liveStation.ts';
import { marked, XSS_CORPUS } from './xssCorpus.ts';
import { importHostileScene } from './xssScene.ts';

export const PERSON = { loginName: 'chen', password: 'Dongxi-Lu-2026!' };
const HOUR_MS = 3_600_000;
export const WECHAT = {
  token: 'streetWatch2031',
  appId: 'wx0123456789abcdef',
  encodingAESKey: 'MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY',
  mode: 'plain',
} as const;

/** Metres from the middle of the district. */
export const at = (eastM: number, northM: number) => {
  const [lon, lat] = pointAt(eastM, northM);
  return { lon, lat };
};

/** Units named by the corpus itself, for the lists and tips that name units. */
const CORPUS_UNITS = XSS_CORPUS.slice(0, 12).map((name, index) => ({
  ...{ id: `x-${index}`, name, kind: 'patrol', mode: 'foot' },
  ...at(40 * index, -60),
}));

/** Rewrites its station.json before it is opened. */
export async function nameHostile({ configFile }: LiveStation): Promise<void> {
  const config = JSON.parse(await readFile(configFile, 'utf8'));
  config.station.name = marked('station');
  config.scene = await importHostileScene(dirname(configFile));
  config.links.push({ id: 'receiver', protocol: 'surgard', transport: { kind: 'serial', path: marked('link') } });
  config.devices[0].name = marked('device');
  config.units[0].name = marked('unit');
  config.units.push(...CORPUS_UNITS);
  config.tokens = [
    { token: ADMIN, role: 'admin', name: marked('seat') },
    { token: PHONE, role: 'worker', name: marked('phone'), units: ['u-001'] },
  ];
  const member = { id: 'desk', name: marked('member'), role: marked('member role'), channel: { kind: 'printer' } };
  config.groups = [{ id: 'property', name: marked('group'), kind: 'property', members: [member] }];
  const camera = (id: string, name: string, eastM: number) => ({
    id,
    name,
    ...at(eastM, 40),
    heading: 225,
    rangeM: 200,
    sources: [{ protocol: 'file', grade: 'main', url: 'nowhere.ts' }],
  });
  config.video = {
    channels: [
      camera('c-1', marked('camera'), 30),
      camera('c-2', marked('second camera'), -30),
      { ...camera('c-3', marked('private camera'), 60), isPrivate: true, owner: marked('owner') },
    ],
    probe: { everyMinutes: 0 },
  };
  const form = { title: marked('form'), points: [{ code: 'P1', name: marked('code'), ...at(20, 20) }] };
  config.reports = { url: 'https://pingan.example.cn', wechat: WECHAT, form };
  await writeFile(configFile, JSON.stringify(config));
}

/** A command that has to be taken: throws with the refusal. */
export async function demand(url: string, kind: string, body: object, token = ADMIN): Promise<Record<string, unknown>> {
  const response = await fetch(`${url}/api/commands`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ commandId: crypto.randomUUID(), kind, body }),
  });
  const answer = (await response.json()) as Record<string, unknown>;
  if (answer.ok !== true) throw new Error(`${kind}: ${JSON.stringify(answer)}`);
  return answer;
}

/** Tells the running station what only people tell. @returns the incident that is told of */
export async function tellHostile(url: string): Promise<string> {
  const must = (kind: string, body: object, token?: string) => demand(url, kind, body, token);
  const { incidentId } = await must('incident.open', {
    ...{ kind: 'other', ...at(25, 10), title: marked('title'), callerWords: marked('words') },
  });
  await must('incident.link', { incidentId, groupIds: ['property'] });
  await must('incident.note', { incidentId, text: marked('incident note') });
  await must('incident.dispatch', { incidentId, unitId: 'u-001' });
  await addEvidence(url, { kind: 'incident', id: String(incidentId) }, must);
  await new WechatService(`${url}/ingest/wechat`, WECHAT, 20_000).send({ MsgType: 'text', Content: marked('report') });
  await must('channel.giveConsent', { channelId: 'c-3', reason: marked('consent') });
  await must('message.broadcast', { audience: { kind: 'everyone' }, text: marked('broadcast') });
  await must('field.report', { unitId: 'u-001', kind: 'publicOrder', text: marked('seen'), ...at(60, 60) }, PHONE);
  const audience = { kind: 'unit', unitId: 'u-001' };
  const [startAt, dueAt] = [Date.now() - HOUR_MS, Date.now() + 7 * HOUR_MS];
  await must('task.publish', { kind: 'errand', title: marked('task'), audience, dueAt, items: [marked('item')] });
  await must('device.startMaintenance', {
    deviceId: '99010100100000000001',
    reason: marked('maintenance'),
    untilAt: dueAt,
  });
  const { accountId } = await must('account.create', {
    ...PERSON,
    name: marked('account'),
    role: 'admin',
    scope: null,
  });
  const person = { accountId, post: 'duty' };
  const shift = { name: marked('roster'), startAt, endAt: dueAt, people: [person] };
  await must('roster.save', { fromAt: startAt, untilAt: dueAt, shifts: [shift] });
  await must('shift.begin', {});
  await must('shift.note', { text: marked('note'), mustHandOver: true });
  await must('handOver.open', {});
  await joinMachine(must);
  return String(incidentId);
}

type Must = (kind: string, body: object, token?: string) => Promise<Record<string, unknown>>;

const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
);

async function addEvidence(url: string, subject: object, must: Must): Promise<void> {
  const hash = createHash('sha256').update(PIXEL).digest('hex');
  const put = await fetch(`${url}/api/worker/evidence/${hash}`, {
    method: 'PUT',
    headers: { 'content-type': 'image/png', authorization: `Bearer ${PHONE}` },
    body: new Uint8Array(PIXEL),
  });
  if (!put.ok) throw new Error(await put.text());
  await must('evidence.add', { subject, hash }, PHONE);
}

/** Named by whoever invites it, and by itself when it joins. */
async function joinMachine(must: Must): Promise<void> {
  const lan = { host: '127.0.0.1', port: await freeTcpPort() };
  await must('lan.open', lan);
  const { joinCode } = await must('machine.invite', { name: marked('machine'), role: 'wall' });
  const { pem } = await certificateOf(lan);
  const body = { code: (joinCode as { code: string }).code, machineName: marked('its own name') };
  const joined = await askLan(lan, pem, '/api/machines/join', { method: 'POST', body });
  if (joined.status !== 200) throw new Error(joined.body.toString());
}
