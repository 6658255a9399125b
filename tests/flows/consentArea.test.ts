/** The owner's consent to a private camera is given and withdrawn by whoever leads where the camera stands, and by nobody of another area. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ConsentsAnswer } from '#shared/wire/video.ts';
import { pointAt } from '#tests/fixtures/tinyPack.ts';
import { eventsOf, makeAccount, tokenOf } from './kit/people.ts';
import { ADMIN, openStation, type TestStation } from './kit/station.ts';

const [NORTH_EAST, SOUTH_WEST] = ['990101001001004', '990101001001001'];
const shop = (id: string, eastM: number, northM: number) => {
  const [lon, lat] = pointAt(eastM, northM);
  return { id, name: id, lon, lat, isPrivate: true, owner: '店主' };
};
const CHANNELS = [
  shop('in-the-north-east', 60, 60),
  shop('in-the-south-west', -60, -60),
  shop('far-outside', 9_000, 0),
];
const PEOPLE = [
  ['leader', NORTH_EAST],
  ['leader', SOUTH_WEST],
  ['leader', '990101001'],
  ['admin', NORTH_EAST],
  ['leader', null],
  ['duty', NORTH_EAST],
] as const;

let station: TestStation;
const tokens: string[] = [];

beforeAll(async () => {
  station = await openStation({ overrides: { video: { channels: CHANNELS, probe: { everyMinutes: 0 } } } });
  await makeAccount(station, 'chief', { role: 'admin' });
  for (const [index, [role, scope]] of PEOPLE.entries()) {
    await makeAccount(station, `person${index}`, { role, scope });
    tokens.push(await tokenOf(station, `person${index}`));
  }
});
afterAll(() => station[Symbol.asyncDispose]());

const about = (channelId: string) => ({ channelId, reason: '店主签了同意书' });
const outcome = ({ ok, code }: { readonly ok: boolean; readonly code?: unknown }) => (ok ? 'done' : code);

const DONE = 'done';
const OUTSIDE = 'outsideJurisdiction';
/** Of each person: the camera in the north-east, in the south-west, outside every grid, and one nobody knows. */
const OUTCOMES: Readonly<Record<string, readonly string[]>> = {
  [`leader of ${NORTH_EAST}`]: [DONE, OUTSIDE, OUTSIDE, OUTSIDE],
  [`leader of ${SOUTH_WEST}`]: [OUTSIDE, DONE, OUTSIDE, OUTSIDE],
  'leader of 990101001': [DONE, DONE, OUTSIDE, OUTSIDE],
  [`admin of ${NORTH_EAST}`]: [DONE, OUTSIDE, OUTSIDE, OUTSIDE],
  'leader of the whole station': [DONE, DONE, DONE, 'unknownChannel'],
  [`duty of ${NORTH_EAST}`]: Array.from({ length: 4 }, () => 'roleMayNot'),
};

test.each(PEOPLE.map(([role, scope], index) => [`${role} of ${scope ?? 'the whole station'}`, index] as const))(
  'a %s decides for the cameras of his area, given as withdrawn',
  async (who, index) => {
    const given: unknown[] = [];
    const withdrawn: unknown[] = [];
    for (const channelId of [...CHANNELS.map(({ id }) => id), 'nobody-knows-it']) {
      given.push(outcome(await station.command('channel.giveConsent', about(channelId), tokens[index])));
      // Of one that was refused there is no consent yet: given by somebody of the whole station, it is refused all the same.
      await station.command('channel.giveConsent', about(channelId), ADMIN);
      withdrawn.push(outcome(await station.command('channel.withdrawConsent', about(channelId), tokens[index])));
      await station.command('channel.withdrawConsent', about(channelId), ADMIN);
    }
    expect({ given, withdrawn }).toEqual({ given: OUTCOMES[who], withdrawn: OUTCOMES[who] });
  },
);

test('whatever was refused changed nothing, is told in the journal, and what was done has its doer', async () => {
  const { consents } = await station.get<ConsentsAnswer>('/api/video/consents', ADMIN);
  expect(consents.map(({ channelId, state }) => [channelId, state])).toEqual(
    CHANNELS.map(({ id }) => [id, 'withdrawn']).sort(),
  );
  const refused = eventsOf(station, 'access.refused').map(({ actor, body }) => [actor, body.what, body.code]);
  expect(refused).toContainEqual([
    expect.objectContaining({ name: 'person0 某' }),
    'channel.withdrawConsent',
    'outsideJurisdiction',
  ]);
  const doers = station.core.desk.journal
    .read(0, 10_000)
    .filter(({ kind }) => kind === 'channel.consentGiven')
    .map(({ actor, body }) => [(actor as { name?: string }).name, (body as { channelId: string }).channelId]);
  expect(doers).toContainEqual(['person0 某', 'in-the-north-east']);
  expect(doers).not.toContainEqual(['person0 某', 'in-the-south-west']);
});
