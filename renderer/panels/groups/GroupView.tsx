import type { Channel, GroupState } from '#shared/domain/group.ts';
import { actorName } from '#shared/text/system.ts';
import { formatDayTime } from '#shared/text/time.ts';
import { useLanguage, useLive, useText } from '../desk.tsx';

/** A group that is changed elsewhere, or by others: everything about it, and where that is. */
export function GroupView({ group }: { readonly group: GroupState }) {
  const text = useText();
  const language = useLanguage();
  return (
    <>
      <h3 className="groups__heading">{group.name}</h3>
      {group.source === 'station' && <p className="groups__note">{text.groups.ofStation}</p>}
      <p className="groups__note">
        {text.groups.answersOf[group.answers]} ·{' '}
        {text.groups.savedBy(actorName(group.savedBy, language), formatDayTime(group.savedAt))}
      </p>
      <ul className="groups__members">
        {group.members.map((member) => (
          <li key={member.id} className="group-member group-member--line">
            <strong>{member.name}</strong>
            <span>{member.role}</span>
            <span className="group-kind">{text.linkage.channel[member.channel.kind]}</span>
            <ChannelWords channel={member.channel} />
          </li>
        ))}
      </ul>
    </>
  );
}

function ChannelWords({ channel }: { readonly channel: Channel }) {
  const text = useText();
  const unitId = 'unitId' in channel ? channel.unitId : null;
  const unitName = useLive(({ live }) => (unitId === null ? null : (live.world.units.get(unitId)?.name ?? unitId)));
  return <span className="groups__note selectable">{wordsOf()}</span>;

  function wordsOf(): string | null {
    switch (channel.kind) {
      case 'seat':
        return `${text.words.role[channel.role]} ${channel.scope ?? text.groups.wholeStation}`;
      case 'webhook':
        return channel.url;
      case 'voice':
        return channel.phone;
      default:
        return unitName;
    }
  }
}
