/** Who is told, what is said for whom, when it is loud: the rules alone, against groups of every make. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { StoredEvent } from './event.ts';
import type { Group } from './group.ts';
import type { IncidentState } from './incident.ts';
import {
  foldLinkAnswered,
  foldLinked,
  foldLinkSilent,
  hasAnswered,
  isLinkLoud,
  isMemberLoud,
  LINK_ANSWERS,
  type LinkedGroup,
  missingAnswers,
  noteDelivery,
  rankOf,
  standingOf,
} from './linkage.ts';
import { decideLinkage, type LinkageCommand } from './linkageDecide.ts';
import { proposeGroups } from './linkageRule.ts';

const TOLD_AT = 1_000_000;
const SILENCE_MS = 120_000;

const group = (facts: Partial<Group> = {}): Group => ({
  id: 'g',
  name: '派出所',
  kind: 'police',
  areas: [],
  silenceSeconds: SILENCE_MS / 1_000,
  answers: 'anyone',
  members: ['a', 'b', 'c'].map((id) => ({ id, name: `${id} 员`, role: '', channel: { kind: 'printer' } })),
  source: 'desk',
  ...facts,
});

/** An incident as far as linkage looks at it, driven by decide and evolve alone. */
class Case {
  linkage: readonly LinkedGroup[] = [];
  now = TOLD_AT;
  readonly kinds: string[] = [];

  get first(): LinkedGroup {
    return this.linkage[0]!;
  }

  do(command: LinkageCommand): string {
    const state = { id: 'i', number: 'F-1', closedAt: null, linkage: this.linkage } as unknown as IncidentState;
    const decided = decideLinkage(state, command, this.now);
    if (!decided.ok) return decided.failure.code;
    for (const { kind, body } of decided.value) this.#fold({ kind, body, at: this.now, actor: OFFICER } as never);
    return 'ok';
  }

  tell(...groups: Group[]): string {
    return this.do({ kind: 'link', groups: groups.map((each) => ({ group: each, reasons: [{ code: 'officer' }] })) });
  }

  say(memberId: string | null, state: (typeof LINK_ANSWERS)[number], reason = '有别的事'): string {
    return this.do({ kind: 'answer', groupId: 'g', memberId, state, via: 'desk', saidBy: null, reason });
  }

  lose(memberId: string): void {
    const member = { groupId: 'g', memberId, bornAt: this.first.toldAt };
    const news = { at: this.now, undelivered: 'offline', isDelivered: false };
    this.linkage = noteDelivery(this.linkage, member, news).linkage;
  }

  #fold(event: StoredEvent): void {
    const { kind, body } = event;
    this.kinds.push(kind);
    const fold = { 'incident.linked': foldLinked, 'incident.linkAnswered': foldLinkAnswered }[kind] ?? foldLinkSilent;
    this.linkage = (fold as typeof foldLinked)(this.linkage, body as never, event).linkage;
  }
}
const OFFICER = { kind: 'seat', id: 's', name: '值班员' };
const told = (facts: Partial<Group> = {}): Case => {
  const here = new Case();
  here.tell(group(facts));
  return here;
};
const memberStates = ({ first }: Case) => first.members.map(({ state }) => state);

test('one voice is enough where anyone may answer; everyone’s is waited for where everyone has to', () => {
  const anyone = told();
  const everyone = told({ answers: 'everyone' });
  for (const here of [anyone, everyone]) here.say('b', 'acknowledged');
  expect([hasAnswered(anyone.first), missingAnswers(anyone.first)]).toEqual([true, []]);
  expect([hasAnswered(everyone.first), missingAnswers(everyone.first).map(({ memberId }) => memberId)]).toEqual([
    false,
    ['a', 'c'],
  ]);
  expect(everyone.say(null, 'acknowledged')).toBe('ok');
  expect([hasAnswered(everyone.first), missingAnswers(everyone.first)]).toEqual([true, []]);
});

test('a refusal speaks for the group only while nobody of it has taken it up, and is loud at once', () => {
  const here = told();
  here.say('a', 'refused');
  expect([standingOf(here.first).state, isLinkLoud(here.first)]).toEqual(['refused', true]);
  here.say('b', 'onTheWay');
  expect([standingOf(here.first).state, isLinkLoud(here.first)]).toEqual(['onTheWay', false]);
  const team = told({ answers: 'everyone' });
  for (const memberId of ['b', 'c']) team.say(memberId, 'acknowledged');
  team.say('a', 'refused');
  expect([hasAnswered(team.first), isLinkLoud(team.first)]).toEqual([true, true]);
  expect(team.first.members.map((member) => isMemberLoud(team.first, member))).toEqual([true, false, false]);
});

test('silence is said to the millisecond, once, and never of who has answered', () => {
  const here = told({ answers: 'everyone' });
  here.say('a', 'acknowledged');
  here.now = TOLD_AT + SILENCE_MS - 1;
  here.do({ kind: 'watch' });
  expect(here.first.silentAt).toBeNull();
  here.now += 1;
  for (let times = 0; times < 3; times++) here.do({ kind: 'watch' });
  expect(here.kinds.filter((kind) => kind === 'incident.linkSilent')).toHaveLength(1);
  expect(here.first.members.map((member) => isMemberLoud(here.first, member))).toEqual([false, true, true]);
});

test('told again: who has taken it up stands as he stands, all others start anew, and who is on it is not told twice', () => {
  const here = told({ answers: 'everyone' });
  expect(here.tell(group({ answers: 'everyone' }))).toBe('alreadyLinked');
  here.say('b', 'onScene');
  here.say('c', 'refused');
  here.now += 5_000;
  expect(here.tell(group({ answers: 'everyone' }))).toBe('ok');
  expect(memberStates(here)).toEqual(['told', 'onScene', 'told']);
  expect(here.first.members.map(({ at }) => at)).toEqual([TOLD_AT + 5_000, TOLD_AT, TOLD_AT + 5_000]);
  expect(isLinkLoud(here.first)).toBe(false);
});

test('where no way is left to reach anybody it is loud before the time is over, and may be told again', () => {
  const here = told();
  for (const memberId of ['a', 'b']) here.lose(memberId);
  expect(isLinkLoud(here.first)).toBe(false);
  here.lose('c');
  expect(isLinkLoud(here.first)).toBe(true);
  here.now += 1;
  expect(here.tell(group())).toBe('ok');
  expect(isLinkLoud(here.first)).toBe(false);
  // Word of the call before says nothing about this one.
  const late = { groupId: 'g', memberId: 'a', bornAt: TOLD_AT };
  expect(
    noteDelivery(here.linkage, late, { at: here.now, undelivered: 'expired', isDelivered: false }).linkage,
  ).toEqual(here.linkage);
});

test.each([
  ['nobody named', (here: Case) => here.tell(), 'nobodyToLink'],
  ['a member it does not have', (here: Case) => here.say('x', 'seen'), 'unknownMember'],
  ['no without a word', (here: Case) => here.say('a', 'refused', ''), 'reasonNeeded'],
  ['backwards', (here: Case) => [here.say('a', 'onScene'), here.say('a', 'onTheWay')].at(-1), 'illegalMove'],
  ['no, twice', (here: Case) => [here.say('a', 'refused'), here.say('a', 'refused')].at(-1), 'illegalMove'],
  ['seen after more was said', (here: Case) => [here.say('a', 'done'), here.say('a', 'seen')].at(-1), 'ok'],
] as const)('%s is answered %s', (_what, act, code) => {
  expect(act(told())).toBe(code);
});

test('whatever is said in whatever order, a standing never goes back but by a refusal, and loudness follows from the members', () => {
  const step = fc.record({
    memberId: fc.constantFrom('a', 'b', 'c', null),
    state: fc.constantFrom(...LINK_ANSWERS),
    waitMs: fc.nat(SILENCE_MS),
  });
  fc.assert(
    fc.property(fc.constantFrom('anyone', 'everyone'), fc.array(step, { maxLength: 12 }), (answers, steps) => {
      const here = told({ answers });
      for (const { memberId, state, waitMs } of steps) {
        const before = here.first;
        here.now += waitMs;
        here.say(memberId, state);
        here.do({ kind: 'watch' });
        const pairs = before.members.map((member, index) => [member, here.first.members[index]!] as const);
        for (const [one, other] of [...pairs, [before.own, here.first.own] as const])
          expect(other.state === 'refused' || rankOf(other.state) >= rankOf(one.state)).toBe(true);
        const isOverdue = here.first.silentAt !== null && !hasAnswered(here.first);
        const isUpForAll = rankOf(here.first.own.state) >= rankOf('acknowledged');
        expect(isLinkLoud(here.first)).toBe(!isUpForAll && (isOverdue || saysNo(here.first)));
      }
    }),
  );
});

/** Written apart from the rule: everyone's no counts where everyone is needed, else only where nobody said yes. */
function saysNo({ answers, own, members }: LinkedGroup): boolean {
  const states = [own, ...members].map(({ state }) => state);
  const yes = ['acknowledged', 'onTheWay', 'onScene', 'done'];
  return states.includes('refused') && (answers === 'everyone' || !states.some((state) => yes.includes(state)));
}

test('whom an incident concerns: the bodies of its procedure and of every emergency, of each kind the closest by area', () => {
  const bodies = [
    group({ id: 'town', areas: ['990101'] }),
    group({ id: 'street', areas: ['990101001'] }),
    group({ id: 'elsewhere', areas: ['990102'] }),
    group({ id: 'brigade', kind: 'fire' }),
    group({ id: 'gate', kind: 'property', areas: ['990101001001'] }),
    group({ id: 'ward', kind: 'hospital' }),
  ];
  const at = (kind: IncidentState['kind'], gridCode: string | null) =>
    proposeGroups({ kind, place: { gridCode } as IncidentState['place'] }, bodies).map(({ groupId }) => groupId);
  expect(at('fire', '990101001001001')).toEqual(['street', 'brigade']);
  expect(at('medical', '990101002001001')).toEqual(['town', 'ward']);
  expect(at('intrusion', '990102001001001')).toEqual(['elsewhere']);
  // Nobody knows whose ground it is: those who serve everywhere.
  expect(at('fire', null)).toEqual(['brigade']);
  expect(at('dispute', '990101001001001')).toEqual([]);
});
