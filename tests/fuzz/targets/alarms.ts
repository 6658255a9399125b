/** The body of `POST /api/alarms`, as the gateway reads it. */
import { describeIssue } from '#shared/kit/issue.ts';
import { alarmReportSchema } from '#shared/wire/alarmReport.ts';
import { documents } from '../mutate.ts';
import type { FuzzTarget, Outcome } from '../target.ts';

const REPORTS = [
  {
    id: 'door-7/1',
    kind: 'access',
    class: 'intrusion',
    title: '北门被撬',
    lon: 117.01,
    lat: 25.07,
    occurredAt: '2031-03-08T06:15:09+08:00',
    text: '门磁与读卡器同时报警',
    verificationUrl: 'http://10.0.0.7/clip/1',
  },
  {
    id: 'a-2',
    kind: 'transfer110',
    code: '120',
    title: '群众求助',
    lon: 117.01,
    lat: 25.07,
    occurredAt: 1_930_716_909_000,
  },
  { id: 'a-3', kind: 'video', class: 'fire', title: '明火', deviceId: '99010100100000000001' },
];

export const alarms: FuzzTarget = {
  name: 'alarms',
  corpus: REPORTS.map((report) => Buffer.from(JSON.stringify(report))),
  variants: [documents(REPORTS)],
  open: () => ({ decode }),
};

function decode(bytes: Buffer): Outcome {
  let body: unknown;
  try {
    body = JSON.parse(bytes.toString('utf8'));
  } catch {
    return { ok: false, reason: 'json' };
  }
  const parsed = alarmReportSchema.safeParse(body);
  if (parsed.success) {
    if (JSON.parse(JSON.stringify(parsed.data)) === null) throw new Error('a report that cannot be stored');
    return { ok: true };
  }
  if (describeIssue(parsed.error) === '') throw new Error('refused without a word');
  return {
    ok: false,
    reason:
      String(parsed.error.issues[0]?.path[0] ?? 'body')
        .replace(/[^A-Za-z]/g, '')
        .slice(0, 20) || 'body',
  };
}
