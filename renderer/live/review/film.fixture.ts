import type { ReviewFilm, ReviewIncident, ReviewInterval } from '#shared/wire/review.ts';

export const T0 = Date.UTC(2026, 10, 22, 3);
const SECOND = 1_000;
export const afterSeconds = (seconds: number) => T0 + seconds * SECOND;

const source = { zh: '本站时限。', en: 'Limit of this station.' };

function interval(
  name: ReviewInterval['name'],
  took: readonly [from: number, to: number | null] | null,
  limitSeconds: number | null,
  state: ReviewInterval['state'],
): ReviewInterval {
  const [from, to] = took ?? [null, null];
  return {
    ...{ name, state, source },
    fromAt: from === null ? null : afterSeconds(from),
    toAt: to === null ? null : afterSeconds(to),
    tookMs: from === null || to === null ? null : (to - from) * SECOND,
    limitMs: limitSeconds === null ? null : limitSeconds * SECOND,
  };
}

/** A hold-up: accepted in time, reached 55 s late; one unit, closed after five minutes. */
const HOLD_UP: ReviewIncident = {
  ...{ id: 'i-1', number: '20261122-001', kind: 'holdUp', level: 1, title: '1 号报警杆', isSilent: false },
  place: {
    ...{ lon: 117, lat: 25, address: '青昌路', addressEn: 'Qingchang Rd', gridCode: null, gridName: null },
    communityName: null,
  },
  ...{ receivedAt: T0, closedAt: afterSeconds(300), closeReason: 'real' },
  intervals: [
    interval('detect', null, 3, 'none'),
    interval('answer', [0, 4], 60, 'met'),
    interval('order', [0, 0], 60, 'met'),
    interval('accept', [0, 25], 30, 'met'),
    interval('arrive', [0, 115], 60, 'late'),
    interval('close', [0, 300], 3_600, 'met'),
  ],
  renewals: [],
  bands: [],
  dispatches: [
    {
      ...{ dispatchId: 'd-1', unitId: 'u-3', unitName: '民警 周岩', unitKind: 'police', isAutomatic: false },
      ...{ state: 'done', notifiedAt: T0, acceptedAt: afterSeconds(25), departedAt: null },
      ...{ arrivedAt: afterSeconds(115), endedAt: afterSeconds(280), etaSeconds: 109, routeM: 819, route: [] },
    },
  ],
  ...{ mergedInto: null, absorbed: [], splitFrom: null, splitOff: [] },
};

export const FILM: ReviewFilm = {
  subject: 'incident:i-1',
  kind: 'incident',
  title: { zh: '20261122-001 紧急求助', en: '20261122-001 Distress' },
  station: { id: 's', name: '示范街道' },
  realm: 'live',
  ...{ fromAt: T0, toAt: afterSeconds(300), isOver: true },
  journal: { fromSeq: 1, toSeq: 9, hash: 'h' },
  incidents: [HOLD_UP],
  decisions: [],
  seats: [
    {
      ...{ personId: 'p-1', name: '值班员 甲', role: 'duty', machine: null },
      looks: [
        { fromAt: afterSeconds(1), toAt: null, sight: { kind: 'incident', incidentId: 'i-1', number: '20261122-001' } },
        { fromAt: afterSeconds(10), toAt: afterSeconds(20), sight: { kind: 'camera', channelId: 'c', name: '东门' } },
      ],
      actions: [
        {
          ...{ seq: 3, at: afterSeconds(4), kind: 'incident.acknowledged', incidentId: 'i-1' },
          sentence: { zh: '受理', en: 'accepted' },
        },
      ],
    },
  ],
  evidence: [
    {
      ...{ seq: 5, at: afterSeconds(120), kind: 'photo', durationMs: null, href: '/api/evidence/a', sha256: 'a' },
      ...{ mediaType: 'image/jpeg', bytes: 1, by: '民警 周岩', source: '', incidentId: 'i-1', place: null },
    },
    {
      ...{ seq: 6, at: afterSeconds(130), kind: 'call', durationMs: 40_000, href: '/api/evidence/b', sha256: 'b' },
      ...{ mediaType: 'video/webm', bytes: 1, by: '值班员 甲', source: '民警 周岩', incidentId: 'i-1', place: null },
    },
  ],
  entries: [
    {
      ...{ seq: 1, at: T0, kind: 'incident.opened', incidentId: 'i-1', by: 'system', times: 1 },
      sentence: { zh: '报警到达', en: 'Alarm' },
    },
    {
      ...{ seq: 2, at: T0, kind: 'incident.dispatched', incidentId: 'i-1', by: 'system', times: 1 },
      sentence: { zh: '派遣', en: 'Sent' },
    },
    {
      ...{ seq: 4, at: afterSeconds(60), kind: 'incident.clockMissed', incidentId: 'i-1', by: 'system', times: 1 },
      sentence: { zh: '1 分钟时限已过', en: 'Limit passed' },
    },
  ],
  marks: [
    {
      ...{ id: 'm-1', at: afterSeconds(30), kind: 'comment', text: '应先报告', by: '带班 乙', byId: 'p-2' },
      ...{ madeAt: afterSeconds(9_000), editedAt: null },
    },
  ],
  score: null,
  isCut: false,
};
