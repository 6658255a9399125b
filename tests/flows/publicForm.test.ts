/** The public's form over real HTTP: one page, no session, hostile until proved otherwise (RELIABILITY S23). */
import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import type { PublicReport } from '#shared/domain/publicReport.ts';
import { pointAt } from '#tests/fixtures/tinyPack.ts';
import { jpeg, segment } from './kit/pictures.ts';
import { eventually, openPole, openStation, type StationOptions, type TestStation } from './kit/station.ts';

const [lon, lat] = pointAt(600, 0);
const FORM = { points: [{ code: 'DX-1', name: '东溪社区 3 号楼 <b>东门</b>', lon, lat }] };

async function openForm(options: StationOptions = {}, form: object = FORM, reports: object = {}) {
  const clock = { now: Date.now() };
  const station = await openStation({
    clock: () => clock.now,
    ...options,
    overrides: { reports: { form, ...reports }, ...options.overrides },
  });
  const url = `${station.core.url}/report/`;
  return {
    station,
    url,
    clock,
    /** Opens the page, waits as a person does, and gives what is on it. */
    async page(query = '') {
      const response = await fetch(url + query);
      const html = await response.text();
      clock.now += 5_000;
      const token = html.match(/name="token" value="([^"]+)"/)?.[1] ?? '';
      return { response, html, token };
    },
    [Symbol.asyncDispose]: () => station[Symbol.asyncDispose](),
  };
}
type Opened = Awaited<ReturnType<typeof openForm>>;

async function submit({ url }: Opened, fields: Record<string, string | Blob>, headers: Record<string, string> = {}) {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  const response = await fetch(url, { method: 'POST', body: form, headers, redirect: 'manual' });
  return { status: response.status, location: response.headers.get('location'), html: await response.text() };
}

const PANIC = { contactId: { qualifier: 1, code: '120', partition: '00', zone: '001' } } as const;

const reportsOf = ({ core }: TestStation): PublicReport[] => [...core.desk.world.field.publicReports.values()];

test('the page of a QR code says where it is, in text only, under a policy that lets nothing else in', async () => {
  await using form = await openForm();
  const { response, html } = await form.page('?p=DX-1');
  expect(response.status).toBe(200);
  expect(html).toContain('东溪社区 3 号楼 &lt;b&gt;东门&lt;/b&gt;');
  expect(html).not.toMatch(/https?:\/\/(?!127)/);
  const policy = response.headers.get('content-security-policy') ?? '';
  for (const rule of ["default-src 'none'", "form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'"])
    expect(policy).toContain(rule);
  expect(policy).not.toContain('unsafe');
  // The hashes are those of what the page holds.
  for (const tag of ['style', 'script']) {
    const source = html.match(new RegExp(`<${tag}>([\\s\\S]*?)</${tag}>`))?.[1] ?? '';
    expect(policy).toContain(`'sha256-${createHash('sha256').update(source).digest('base64')}'`);
  }
  expect(response.headers.get('set-cookie')).toBeNull();
});

test('a report stands at the place of its code, its reporter is masked, and its receipt tells the stage and nothing else', async () => {
  await using form = await openForm();
  const { station } = form;
  const { token } = await form.page('?p=DX-1');
  const fields = {
    token,
    p: 'DX-1',
    words: '消防通道\r\n堵了 <img src=x onerror=alert(1)>',
    name: '王小明',
    phone: '13812345678',
  };
  const sent = await submit(form, fields);
  expect([sent.status, sent.location]).toEqual([303, expect.stringMatching(/^\/report\/[2-9A-Z]{12}$/)]);
  const [report] = reportsOf(station);
  expect(report).toMatchObject({
    channel: 'form',
    words: '消防通道\n堵了 <img src=x onerror=alert(1)>',
    place: { lon, lat, address: '东溪社区 3 号楼 <b>东门</b>', origin: 'point' },
    reporter: { name: '王**', phone: '138****5678' },
  });
  // Pressed twice: the same receipt, one report.
  expect((await submit(form, fields)).location).toBe(sent.location);
  expect(reportsOf(station)).toHaveLength(1);
  const stage = async () =>
    (await (await fetch(station.core.url + sent.location)).text()).match(/class="now"[^>]*>([^<]*)/)?.[1];
  expect(await stage()).toBe('已收到，等待受理 · Received');
  const opened = await station.command('publicReport.open', { reportId: report!.id, kind: 'safetyHazard' });
  expect(await stage()).toBe('已受理 · Accepted');
  await station.command('incident.dispatch', { incidentId: String(opened.incidentId), unitId: 'u-001' });
  expect(await stage()).toBe('处置中 · Being handled');
  const page = await (await fetch(station.core.url + sent.location)).text();
  expect(page).not.toMatch(/消防|王|138/);
  await station.core.desk.settled();
  const everything = JSON.stringify(station.core.desk.journal.read(0, 10_000));
  expect(everything).not.toMatch(/王小明|13812345678/);
  expect(await (await fetch(`${station.core.url}/report/ABCDEFGHJKMN`)).text()).toContain('没有这个编号');
});

test('a photo loses its EXIF and what hangs behind it, and goes with the report into the incident', async () => {
  await using form = await openForm();
  const { station } = form;
  const { token } = await form.page();
  const secret = Buffer.from('Exif\0\0GPS 25.0700 117.0100', 'latin1');
  // What phones put beside the colour profile and the header: a list of further pictures, and a small copy of the first.
  const [list, small] = [Buffer.from('MPF\0II*\0', 'latin1'), Buffer.from('JFXX\0\x10', 'latin1')];
  const photo = Buffer.concat([
    jpeg([segment(0xe1, secret), segment(0xe2, list), segment(0xe0, small)]),
    Buffer.from('PK\x03\x04 a program behind it'),
  ]);
  const sent = await submit(form, {
    token,
    words: '',
    photo: new Blob([photo], { type: 'image/jpeg' }),
    lon: String(lon),
    lat: String(lat),
  });
  expect(sent.status).toBe(303);
  const [report] = reportsOf(station);
  const [held] = station.core.desk.world.field.evidence.get(`publicReport:${report!.id}`) ?? [];
  const bytes = Buffer.from(
    await (
      await fetch(`${station.core.url}/api/evidence/${held!.hash}`, {
        headers: { authorization: 'Bearer duty-token-of-the-tests-1' },
      })
    ).arrayBuffer(),
  );
  expect(bytes).toEqual(jpeg());
  const opened = await station.command('publicReport.open', { reportId: report!.id, kind: 'other' });
  expect(station.core.desk.world.field.evidence.get(`incident:${opened.incidentId}`)).toMatchObject([
    { hash: held!.hash },
  ]);
});

test('what is no photo, too large, too old, too quick, empty or from another site is refused in words', async () => {
  await using form = await openForm();
  const { station, clock } = form;
  const statuses: Record<string, number> = {};
  const tried = async (what: string, fields: Record<string, string | Blob>, headers?: Record<string, string>) => {
    statuses[what] = (await submit(form, fields, headers)).status;
  };
  const { token } = await form.page();
  await tried('a program as a photo', { token, photo: new Blob([Buffer.from('MZ not a picture at all')]) });
  await tried('nine megabytes', { token, photo: new Blob([Buffer.alloc(9 * 1024 * 1024)]) });
  await tried('nothing at all', { token, words: '  ' });
  await tried('a token of somebody else', { token: `${token.slice(0, -2)}xx`, words: 'x' });
  await tried('another site', { token, words: 'x' }, { 'sec-fetch-site': 'cross-site' });
  await tried('another origin', { token, words: 'x' }, { origin: 'https://elsewhere.example' });
  const quick = (await (await fetch(form.url)).text()).match(/name="token" value="([^"]+)"/)?.[1] ?? '';
  await tried('a program that is quick', { token: quick, words: 'x' });
  clock.now += 5 * 3_600_000;
  await tried('a page of this morning', { token, words: 'x' });
  expect(statuses).toEqual({
    'a program as a photo': 400,
    'nine megabytes': 413,
    'nothing at all': 400,
    'a token of somebody else': 403,
    'another site': 403,
    'another origin': 403,
    'a program that is quick': 400,
    'a page of this morning': 403,
  });
  expect(reportsOf(station)).toEqual([]);
});

test('who fills in what nobody sees is thanked, and nothing is kept', async () => {
  await using form = await openForm();
  const { token } = await form.page();
  const sent = await submit(form, { token, words: '便宜贷款', website: 'http://spam.example' });
  expect([sent.status, sent.location]).toEqual([200, null]);
  expect(reportsOf(form.station)).toEqual([]);
});

test('alarms are stored and answered while one address floods the form', async () => {
  await using form = await openForm();
  const { station } = form;
  const { token } = await form.page();
  const flood = Array.from({ length: 60 }, (_, index) =>
    submit(form, { token, words: `垃圾 ${index}`, photo: new Blob([Buffer.alloc(200_000)]) }).catch(() => ({
      status: 0,
    })),
  );
  using pole = openPole(station);
  expect((await pole.send(PANIC)).kind).toBe('ack');
  await eventually('the alarm is an incident', () =>
    [...station.core.desk.world.incidents.values()].find(({ kind }) => kind === 'holdUp'),
  );
  const statuses = (await Promise.all(flood)).map(({ status }) => status);
  expect(statuses.filter((status) => status === 429 || status === 0).length).toBeGreaterThan(40);
  expect(reportsOf(station)).toEqual([]);
});

test('shut where it is not configured; behind a relay the last address of the chain is the sender', async () => {
  await using shut = await openStation();
  expect((await fetch(`${shut.core.url}/report/`)).status).toBe(404);
  await using form = await openForm({}, { ...FORM, isBehindRelay: true });
  const statuses = new Set<number>();
  for (let index = 0; index < 14; index += 1) {
    const { token } = await form.page();
    const headers = { 'x-forwarded-for': `10.0.0.${index}, 203.0.113.9` };
    statuses.add((await submit(form, { token, words: `第 ${index} 次` }, headers)).status);
  }
  expect([...statuses]).toEqual([303, 429]);
  const { token } = await form.page();
  expect((await submit(form, { token, words: '别人' }, { 'x-forwarded-for': '203.0.113.10' })).status).toBe(303);
});
