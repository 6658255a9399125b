import {
  hasSpoken,
  isMemberLoud,
  type LinkedGroup,
  type LinkedMember,
  missingAnswers,
} from '#shared/domain/linkage.ts';
import { answeredBy, linkState } from '#shared/text/linkageWords.ts';
import { actorName } from '#shared/text/system.ts';
import { formatTime } from '#shared/text/time.ts';
import { maySend } from '../../commands/context.ts';
import { Badge } from '../../ui/Badge.tsx';
import { Button } from '../../ui/Button.tsx';
import { useCommands, useLanguage, useLive, useText } from '../desk.tsx';

/** A group may have hundreds: so many are shown, the rest counted. Whoever somebody has to do something about comes first. */
const MARKS_SHOWN = 12;

type Mark = 'loud' | 'refused' | 'answered' | 'waiting' | 'quiet';
/** A sign beside the colour, for whoever does not see it. */
const SIGNS: Readonly<Record<Mark, string>> = { loud: '!', refused: '✕', answered: '✓', waiting: '…', quiet: '·' };

function markOf(group: LinkedGroup, member: LinkedMember): Mark {
  if (member.state === 'refused') return 'refused';
  if (isMemberLoud(group, member)) return 'loud';
  if (hasSpoken(member)) return 'answered';
  // Somebody has spoken for the body already: nobody waits for this one.
  return missingAnswers(group).includes(member) ? 'waiting' : 'quiet';
}

const ORDER: readonly Mark[] = ['loud', 'refused', 'waiting', 'answered', 'quiet'];
const needsSomebody = (mark: Mark) => mark === 'loud' || mark === 'refused';

/** Who has answered and who has not, in one look. */
export function MemberMarks({ group }: { readonly group: LinkedGroup }) {
  const text = useText().linkage;
  const language = useLanguage();
  const marked = group.members.map((member) => ({ member, mark: markOf(group, member) }));
  const ordered =
    marked.length <= MARKS_SHOWN
      ? marked.toSorted((one, other) => Number(needsSomebody(other.mark)) - Number(needsSomebody(one.mark)))
      : marked.toSorted((one, other) => ORDER.indexOf(one.mark) - ORDER.indexOf(other.mark));
  const shown = ordered.slice(0, MARKS_SHOWN);
  return (
    <ul className="linkage__marks" data-testid="linkage-marks">
      {shown.map(({ member, mark }) => (
        <li
          key={member.memberId}
          className={`linkage__mark linkage__mark--${mark}`}
          data-testid={`mark-${member.memberId}`}
          data-mark={mark}
        >
          <span aria-hidden="true">{SIGNS[mark]}</span> {member.name}{' '}
          <span className="linkage__mark-state">{stateWords(member, mark)}</span>
        </li>
      ))}
      {marked.length > shown.length && (
        <li className="linkage__mark linkage__mark--quiet">{text.moreMembers(marked.length - shown.length)}</li>
      )}
    </ul>
  );

  function stateWords(member: LinkedMember, mark: Mark): string {
    if (mark !== 'loud') return mark === 'waiting' ? text.waiting : linkState(member.state, language);
    return member.undelivered === null ? text.overdue(group.silenceSeconds) : text.unreached;
  }
}

/** One member with everything that is known of him, and the way to enter what he said on the phone. */
export function MemberRow({
  incidentId,
  group,
  member,
  may,
}: {
  readonly incidentId: string;
  readonly group: LinkedGroup;
  readonly member: LinkedMember;
  readonly may: boolean;
}) {
  const context = useCommands();
  const language = useLanguage();
  const text = useText().linkage;
  const { ref, memberId } = member;
  const { groupId } = group;
  const mayReveal = useLive(() => maySend(context, 'person.reveal'));
  const mark = markOf(group, member);
  return (
    <li className="linkage__member" data-testid={`member-${memberId}`} data-mark={mark}>
      <span>
        <span aria-hidden="true">{SIGNS[mark]}</span> {member.name} {member.role}
      </span>
      <span className="incident__faint">
        {text.channel[member.channel]} {member.phone}
      </span>
      <Badge tone={needsSomebody(mark) ? 'bad' : mark === 'answered' ? 'good' : 'neutral'}>
        {linkState(member.state, language)}
      </Badge>
      <time>{formatTime(member.at)}</time>
      {hasSpoken(member) && (
        <span className="incident__faint">
          {actorName(member.by, language)}
          {answeredBy(member.via, member.saidBy, language)} {member.reason}
        </span>
      )}
      {member.undelivered && <Badge tone="bad">{`${text.unreached} ${text.reason[member.undelivered] ?? ''}`}</Badge>}
      {may && !hasSpoken(member) && (
        <Button
          look="plain"
          aria-label={text.onBehalfOf(member.name)}
          onClick={() => context.view.change({ dialog: { kind: 'linkage', incidentId, groupId, memberId } })}
          data-testid={`member-answer-${memberId}`}
        >
          {text.onBehalf}
        </Button>
      )}
      {ref !== null && mayReveal && !context.replay?.isOnScreen && (
        <Button
          look="plain"
          onClick={() => context.view.change({ dialog: { kind: 'reveal', ref, fields: ['phone'] } })}
        >
          {text.reveal}
        </Button>
      )}
    </li>
  );
}
