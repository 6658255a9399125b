import { expect, test } from 'vitest';
import { mayActOn, type Whereabouts } from './jurisdiction.ts';

const HERE = '990101001001';
const [INSIDE, OUTSIDE] = ['990101001001004', '990101002001001'];

/** Ids that begin with `in` lie here, those with `out` elsewhere, `both` in both, anything else is unknown; the east lies here. */
const where: Whereabouts = {
  areaAt: (lon) => (lon > 0 ? INSIDE : lon < 0 ? OUTSIDE : null),
  areasOf: (noun, id) => {
    if (noun === 'offer') return id.startsWith('offered') ? [INSIDE] : [OUTSIDE];
    if (id.startsWith('both')) return [INSIDE, OUTSIDE];
    return id.startsWith('in') ? [INSIDE] : id.startsWith('out') ? [OUTSIDE] : [];
  },
};
const may = (body: unknown, kind = 'incident.note') => mayActOn(HERE, kind, body, where);

test.each([
  [{ incidentId: 'in-1', text: '…' }],
  [{ incidentId: 'in-1', unitId: 'in-2' }],
  [{ unitIds: ['in-1', 'in-2'], text: '…' }],
  [{ kind: 'fire', lon: 1, lat: 1 }],
  [{ title: '巡查', audience: { kind: 'grid', gridCode: INSIDE }, points: [{ lon: 1, lat: 1 }] }],
  [{ incidentId: 'in-1', dispatchId: 'd', stepId: 's' }],
  [{ incidentId: 'in-1', to: { code: OUTSIDE, name: '下溪镇' } }],
  [{ subject: { kind: 'incident', id: 'in-1' }, hash: 'ab' }],
  [{ device: { id: 'new', lon: 1, lat: 1 } }],
  [{ ref: 'in-person', fields: ['phone'] }],
  [{ incidentId: 'in-1', alarmId: null }],
  [{ channelId: 'in-camera', reason: '店主签了同意书' }],
])('%j is about what lies in the area', (body) => {
  expect(may(body)).toBe(true);
});

test.each([
  ['lies elsewhere', { incidentId: 'out-1' }],
  ['sends a unit from elsewhere', { incidentId: 'in-1', unitId: 'out-2' }],
  ['has one elsewhere among many', { unitIds: ['in-1', 'out-2'] }],
  ['lies in both', { walkTestId: 'both-1' }],
  ['is unknown', { incidentId: 'x' }],
  ['lies outside every grid', { kind: 'fire', lon: 0, lat: 0 }],
  ['merges into another’s', { incidentId: 'in-1', intoId: 'out-1' }],
  ['moves another’s device here', { device: { id: 'out-1', lon: 1, lat: 1 } }],
  ['hides it deep', { a: { b: { c: { d: { e: { incidentId: 'in-1' } } } } } }],
  ['names a thing of a kind nobody has placed', { incidentId: 'in-1', cameraId: 'c' }],
  ['names nothing', {}],
  ['is nothing', null],
  ['names the whole area above', { audience: { kind: 'grid', gridCode: '990101001' } }],
  ['is about a camera elsewhere', { channelId: 'out-camera', reason: '店主来电撤回' }],
  ['is about a camera nobody knows', { channelId: 'x', reason: '店主来电撤回' }],
  ['is no id at all', { incidentId: { $ne: 1 } }],
])('a command that %s is refused', (_what, body) => {
  expect(may(body)).toBe(false);
});

test('what was handed over is answered by whom it was handed to, and by nobody else', () => {
  expect(may({ incidentId: 'offered-1' }, 'incident.acceptTransfer')).toBe(true);
  expect(may({ incidentId: 'in-1' }, 'incident.acceptTransfer')).toBe(false);
});
