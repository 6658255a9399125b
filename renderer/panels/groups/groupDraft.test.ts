import { expect, test } from 'vitest';
import { CHANNEL_KINDS, GROUP_COMMAND_BODIES, type GroupState } from '#shared/domain/group.ts';
import {
  bodyOf,
  draftOf,
  emptyDraft,
  type GroupDraft,
  problemsOf,
  withArea,
  withMember,
  withoutMember,
} from './groupDraft.ts';

const KEPT: GroupState = {
  id: 'g-1',
  name: '东溪联动组',
  kind: 'other',
  areas: ['990101001'],
  silenceSeconds: 60,
  answers: 'everyone',
  source: 'desk',
  savedAt: 0,
  savedBy: '带班',
  members: [
    { id: 'm1', name: '值班室', role: '', channel: { kind: 'seat', role: 'leader', scope: '990101001' } },
    { id: 'm2', name: '网格员', role: '组长', channel: { kind: 'phone', unitId: 'u-001' } },
    { id: 'm3', name: '一号车', role: '', channel: { kind: 'terminal', unitId: 'u-003' } },
    { id: 'm4', name: '平台', role: '', channel: { kind: 'webhook', url: 'https://ga.example.cn/link' } },
    { id: 'm5', name: '打印', role: '', channel: { kind: 'printer' } },
    { id: 'm6', name: '王警官', role: '', channel: { kind: 'voice', ref: 'p-1', phone: '138****0001' } },
  ],
};

test('what is kept comes back out of its form unchanged, and no number that is only a mask is ever sent', () => {
  const draft = draftOf(KEPT);
  expect(problemsOf(draft)).toEqual({});
  const parsed = GROUP_COMMAND_BODIES['group.save'].parse(bodyOf(draft));
  const { id, savedAt, savedBy, source, members, ...facts } = KEPT;
  expect(parsed).toEqual({
    ...facts,
    groupId: id,
    members: members.map((member) =>
      member.channel.kind === 'voice' ? { ...member, channel: { kind: 'voice' } } : member,
    ),
  });
  expect(JSON.stringify(parsed)).not.toContain('****');
});

test('an empty form says what each field lacks', () => {
  expect(problemsOf(emptyDraft())).toEqual({ name: 'nameMissing', 'm1 name': 'memberName', 'm1 unit': 'unitMissing' });
  expect(problemsOf(withoutMember(emptyDraft(), 'm1'))).toEqual({ name: 'nameMissing', members: 'noMembers' });
});

test.each([
  [{ areas: '990101 abc' }, 'areas', 'areaCode'],
  [{ areas: '12345' }, 'areas', 'areaCode'],
  [{ silence: '9' }, 'silence', 'silence'],
  [{ silence: '3601' }, 'silence', 'silence'],
  [{ silence: '12.5' }, 'silence', 'silence'],
  [{ silence: '' }, 'silence', 'silence'],
] as const)('%o is pointed out at its field', (part, field, problem) => {
  expect(problemsOf({ ...draftOf(KEPT), ...part })).toEqual({ [field]: problem });
});

test.each([
  [{ channel: 'webhook', url: 'http://ga.example.cn/' }, 'm1 url', 'badUrl'],
  [{ channel: 'webhook', url: 'https://user@ga.example.cn/' }, 'm1 url', 'badUrl'],
  [{ channel: 'voice', phone: '1' }, 'm1 phone', 'phoneMissing'],
  [{ channel: 'voice', phone: ' ' }, 'm1 phone', 'phoneMissing'],
  [{ channel: 'seat', seatScope: 'dongxi' }, 'm1 scope', 'areaCode'],
] as const)('a member who is reached by %o is pointed out', (part, field, problem) => {
  const draft = emptyDraft();
  const members = draft.members.map((member) => ({ ...member, name: '某', ...part }));
  expect(problemsOf({ ...draft, name: '某单位', members })).toEqual({ [field]: problem });
});

test('whatever the form lets through, the schema of the command takes', () => {
  const filled = { unitId: 'u-001', url: 'https://a.example.cn/x', phone: '13800000001', name: '某' };
  for (const channel of CHANNEL_KINDS) {
    const draft: GroupDraft = { ...emptyDraft(), name: ' 某单位 ', areas: '990101，990102' };
    const members = draft.members.map((member) => ({ ...member, ...filled, channel }));
    expect(problemsOf({ ...draft, members })).toEqual({});
    expect(GROUP_COMMAND_BODIES['group.save'].safeParse(bodyOf({ ...draft, members })).success).toBe(true);
  }
});

test('members get ids of their own however they come and go, and an area is added once', () => {
  const three = withMember(withMember(emptyDraft()));
  const again = withMember(withoutMember(three, 'm2'));
  expect(again.members.map(({ id }) => id)).toEqual(['m1', 'm3', 'm4']);
  expect(withArea(withArea(three, '990101'), '990101').areas).toBe('990101');
});
