import { CHANNEL_KINDS } from '#shared/domain/group.ts';
import { Button } from '../../ui/Button.tsx';
import { SelectField } from '../../ui/form/SelectField.tsx';
import { TextField } from '../../ui/form/TextField.tsx';
import { isShallowEqual } from '../../ui/useFollow.ts';
import { useLive, useText } from '../desk.tsx';
import type { GroupProblems, MemberDraft, SeatRole } from './groupDraft.ts';

const SEAT_ROLES: readonly SeatRole[] = ['duty', 'leader', 'admin'];

interface Fields {
  readonly member: MemberDraft;
  readonly problems: GroupProblems;
  readonly onChange: (part: Partial<MemberDraft>) => void;
}

/** Who, as what, and by which way; the way asks for what it needs. */
export function MemberFields({
  title,
  onRemove,
  ...fields
}: Fields & { readonly title: string; readonly onRemove: () => void }) {
  const { groups: text, linkage } = useText();
  const { member, problems, onChange } = fields;
  const problem = problems[`${member.id} name`];
  return (
    <li className="group-member" data-testid={`group-member-${member.id}`}>
      <fieldset className="group-member__fields" aria-label={title}>
        <TextField
          label={text.memberName}
          value={member.name}
          onChange={(name) => onChange({ name })}
          error={problem && text.problem[problem]}
          maxLength={60}
          data-testid="member-name"
        />
        <TextField
          label={text.memberRole}
          value={member.role}
          onChange={(role) => onChange({ role })}
          maxLength={40}
          data-testid="member-role"
        />
        <SelectField
          label={text.channel}
          options={CHANNEL_KINDS.map((kind) => ({ value: kind, name: linkage.channel[kind] }))}
          value={member.channel}
          onChange={(channel) => onChange({ channel })}
          data-testid="member-channel"
        />
        <ChannelFields {...fields} />
        <Button
          look="plain"
          onClick={onRemove}
          aria-label={`${text.removeMember} ${title}`}
          data-testid="member-remove"
        >
          {text.removeMember}
        </Button>
      </fieldset>
      <p className="field__hint">{text.channelMeans[member.channel]}</p>
    </li>
  );
}

function ChannelFields({ member, problems, onChange }: Fields) {
  const { groups: text, words } = useText();
  const units = useLive(({ live }) => [...live.world.units.values()], isShallowEqual);
  const say = (field: 'unit' | 'url' | 'phone' | 'scope') => {
    const problem = problems[`${member.id} ${field}`];
    return problem && text.problem[problem];
  };
  switch (member.channel) {
    case 'phone':
    case 'terminal':
      return (
        <SelectField
          label={text.unit}
          options={[{ value: '', name: text.unitNone }, ...units.map(({ id, name }) => ({ value: id, name }))]}
          value={member.unitId}
          onChange={(unitId) => onChange({ unitId })}
          error={say('unit')}
          data-testid="member-unit"
        />
      );
    case 'webhook':
      return (
        <TextField
          label={text.url}
          value={member.url}
          onChange={(url) => onChange({ url })}
          error={say('url')}
          hint={text.urlHint}
          inputMode="url"
          spellCheck={false}
          maxLength={500}
          data-testid="member-url"
        />
      );
    case 'voice':
      return (
        <TextField
          label={text.phone}
          value={member.phone}
          onChange={(phone) => onChange({ phone })}
          error={say('phone')}
          hint={member.keptPhone && text.phoneKept(member.keptPhone)}
          inputMode="tel"
          maxLength={32}
          data-testid="member-phone"
        />
      );
    case 'seat':
      return (
        <>
          <SelectField
            label={text.seatRole}
            options={SEAT_ROLES.map((role) => ({ value: role, name: words.role[role] }))}
            value={member.seatRole}
            onChange={(seatRole) => onChange({ seatRole })}
            data-testid="member-seat-role"
          />
          <TextField
            label={text.seatArea}
            value={member.seatScope}
            onChange={(seatScope) => onChange({ seatScope })}
            error={say('scope')}
            hint={text.seatAreaHint}
            inputMode="numeric"
            maxLength={15}
            data-testid="member-seat-scope"
          />
        </>
      );
    case 'printer':
      return null;
  }
}
