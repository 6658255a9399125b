/**
 * RELIABILITY P4, P5, S20: what a caller tells of himself is looked for in everything the core says and writes, by clean stop and by
 * SIGKILL, in every form bytes are written in. It may be found in one place: the answer to who revealed it, with a reason.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { type CoreProcess, startCoreProcess } from './kit/coreProcess.ts';
import { ADMIN_TOKEN, DUTY_TOKENS, type FaultStation, faultStation, spreadDevices } from './kit/faultStation.ts';

const NAME = '欧阳赛金丝雀';
const PHONE = '13912345678';
/** Whatever of a phone number still finds its owner. */
const PHONE_PARTS = [PHONE, PHONE.slice(3), '1391234'];

/** The same words as bytes: as text, as another text, and as what text is wrapped in. */
function formsOf(text: string): readonly (readonly [form: string, bytes: Buffer])[] {
  const utf8 = Buffer.from(text, 'utf8');
  const escaped = [...text].map((letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`).join('');
  return [
    ['utf8', utf8],
    ['utf16', Buffer.from(text, 'utf16le')],
    ['hex', Buffer.from(utf8.toString('hex'))],
    ['base64', Buffer.from(utf8.toString('base64').replace(/=+$/, '').slice(0, -1))],
    ['escaped', Buffer.from(escaped)],
    ['url', Buffer.from(encodeURIComponent(text))],
  ];
}

/** `utf8 of 欧阳…` for each form found. */
function canariesIn(bytes: Buffer): string[] {
  return [NAME, ...PHONE_PARTS].flatMap((word) =>
    formsOf(word).flatMap(([form, wanted]) => (bytes.includes(wanted) ? [`${form} of ${word}`] : [])),
  );
}

/** Every file below the folder that holds one, with what it holds. */
function filesWithCanaries(folder: string): Record<string, string[]> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const found = files.map((entry) => {
    const path = join(entry.parentPath, entry.name);
    return [path.slice(folder.length + 1), canariesIn(readFileSync(path))] as const;
  });
  return Object.fromEntries(found.filter(([, canaries]) => canaries.length > 0));
}

interface Answer {
  readonly ok?: boolean;
  readonly incidentId?: string;
  readonly revealed?: unknown;
  readonly code?: string;
}

async function command(station: FaultStation, kind: string, body: object, commandId: string = crypto.randomUUID()) {
  const response = await fetch(`${station.url}/api/commands`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${ADMIN_TOKEN}` },
    body: JSON.stringify({ commandId, kind, body }),
  });
  const text = await response.text();
  return { text, answer: JSON.parse(text) as Answer };
}

/** Everything that can be read over HTTP, by whom it can be read. */
async function readEverything(station: FaultStation, incidentId: string): Promise<Record<string, string[]>> {
  const paths = [
    ...['/healthz', '/metrics', '/api/openapi.json', '/api/incidents', `/api/incidents/${incidentId}`],
    ...[`/api/incidents/${incidentId}/recommendation`, '/api/alarms', '/api/units', '/api/devices', '/api/links'],
    ...['/api/journal?after=0&limit=1000', '/api/tasks', '/api/machines', '/api/accounts', '/api/replay/overview'],
    `/api/review/film?subject=incident:${incidentId}`,
    ...[`/api/search?q=${encodeURIComponent(NAME)}`, `/api/search?q=${PHONE}`, '/api/pulse'],
  ];
  const found: Record<string, string[]> = {};
  for (const token of [ADMIN_TOKEN, DUTY_TOKENS[0]]) {
    for (const path of paths) {
      const stop = AbortSignal.timeout(20_000);
      const response = await fetch(`${station.url}${path}`, {
        headers: { authorization: `Bearer ${token}` },
        signal: stop,
      });
      // One of them answers for as long as one listens: its first words are enough.
      const bytes = path === '/api/pulse' ? await firstOf(response) : Buffer.from(await response.arrayBuffer());
      const canaries = canariesIn(bytes);
      if (canaries.length > 0) found[path] = canaries;
    }
  }
  return found;
}

async function firstOf(response: Response): Promise<Buffer> {
  const reader = response.body?.getReader();
  const { value } = (await reader?.read()) ?? {};
  await reader?.cancel();
  return Buffer.from(value ?? []);
}

async function open(): Promise<{ station: FaultStation; core: CoreProcess; incidentId: string }> {
  const station = await faultStation(spreadDevices(1));
  onTestFinished(() => station.remove());
  const core = startCoreProcess(station);
  onTestFinished(() => core.kill());
  await core.ready;
  const body = { kind: 'dispute', lon: 117, lat: 25.07, source: 'phone', reporter: { name: NAME, phone: PHONE } };
  const opened = await command(station, 'incident.open', body);
  expect(opened.answer.ok).toBe(true);
  expect(canariesIn(Buffer.from(opened.text))).toEqual([]);
  return { station, core, incidentId: opened.answer.incidentId! };
}

async function refOf(station: FaultStation, incidentId: string): Promise<string> {
  const response = await fetch(`${station.url}/api/incidents/${incidentId}`, {
    headers: { authorization: `Bearer ${ADMIN_TOKEN}` },
  });
  const { incident } = (await response.json()) as { incident: { reporter: { ref: string } } };
  return incident.reporter.ref;
}

test('a caller is found in the one answer that reveals him, and nowhere else that is said or written', async () => {
  const { station, core, incidentId } = await open();
  const ref = await refOf(station, incidentId);
  const commandId = crypto.randomUUID();
  const reveal = { ref, fields: ['name', 'phone'], reason: '回访' };
  const revealed = await command(station, 'person.reveal', reveal, commandId);
  expect(revealed.answer.revealed).toEqual({ name: NAME, phone: PHONE });
  // Asked again under the same id, also by one who has only got hold of that id.
  const again = await command(station, 'person.reveal', reveal, commandId);
  expect({ ok: again.answer.ok, canaries: canariesIn(Buffer.from(again.text)) }).toEqual({ ok: true, canaries: [] });
  // Misplaced in a body that is refused, it must not come back in the refusal or go into a log.
  const refused = await command(station, 'incident.acknowledge', { incidentId: 'x', [NAME]: PHONE });
  expect(refused.answer.ok).toBe(false);

  expect(await readEverything(station, incidentId)).toEqual({});
  expect(filesWithCanaries(station.dataDirectory)).toEqual({});
  expect(await core.stop()).toBe(0);
  expect(filesWithCanaries(station.dataDirectory)).toEqual({});
  expect(canariesIn(Buffer.from(core.words() + JSON.stringify(core.told)))).toEqual([]);
}, 120_000);

test('nor after a core that was killed, which left its write-ahead logs and came back', async () => {
  const { station, core, incidentId } = await open();
  await core.kill();
  expect(filesWithCanaries(station.dataDirectory)).toEqual({});
  const next = startCoreProcess(station);
  onTestFinished(() => next.kill());
  await next.ready;
  const { answer } = await command(station, 'person.reveal', {
    ref: await refOf(station, incidentId),
    fields: ['name', 'phone'],
    reason: '回访',
  });
  expect(answer.revealed).toEqual({ name: NAME, phone: PHONE });
  next.process.kill('SIGABRT');
  await next.ended;
  expect(filesWithCanaries(station.dataDirectory)).toEqual({});
  expect(canariesIn(Buffer.from(core.words() + next.words()))).toEqual([]);
}, 120_000);

test('the search can fail: each form is found in bytes that hold it, and in no others', () => {
  for (const [form, bytes] of formsOf(NAME)) {
    expect(canariesIn(Buffer.concat([Buffer.from('{"a":"'), bytes, Buffer.from('"}')]))).toContain(
      `${form} of ${NAME}`,
    );
  }
  expect(canariesIn(Buffer.from('欧阳某 139****5678'))).toEqual([]);
});
