import { useState } from 'react';
import type { IncidentState } from '#shared/domain/incident.ts';
import {
  hasAnswered,
  hasSpoken,
  isLinkLoud,
  isUnreached,
  type LinkedGroup,
  standingOf,
} from '#shared/domain/linkage.ts';
import { answeredBy, linkReason, linkState } from '#shared/text/linkageWords.ts';
import { actorName } from '#shared/text/system.ts';
import { formatTime } from '#shared/text/time.ts';
import { callGroup, heldCall } from '../../commands/callCommands.ts';
import { maySend } from '../../commands/context.ts';
import { proposalsFor, tellGroups } from '../../commands/linkageCommands.ts';
import { Badge } from '../../ui/Badge.tsx';
import { Button } from '../../ui/Button.tsx';
import { Section } from '../../ui/Section.tsx';
import { CommandButton } from '../CommandButton.tsx';
import { useCommands, useLanguage, useLive, useText } from '../desk.tsx';
import { MemberMarks, MemberRow } from './LinkedMembers.tsx';

/** Other bodies on this incident: one row a group, who answered and who did not at a glance, members on demand. */
export function LinkageSection({ incident }: { readonly incident: IncidentState }) {
  const context = useCommands();
  const text = useText().linkage;
  const { linkage } = incident;
  const hasGroups = useLive(({ live }) => live.world.linkage.groups.size > 0);
  const may = useLive(() => maySend(context, 'incident.link')) && incident.closedAt === null && hasGroups;
  const hasProposals = useLive(() => proposalsFor(context, incident).length > 0);
  if (linkage.length === 0 && !may) return null;
  const answered = linkage.filter(hasAnswered).length;
  return (
    <Section title={text.section} aside={linkage.length > 0 && text.answered(answered, linkage.length)}>
      {linkage.length > 0 && (
        <ul className="linkage" data-testid="linkage">
          {linkage.map((group) => (
            <GroupRow key={group.groupId} incident={incident} group={group} />
          ))}
        </ul>
      )}
      {linkage.length === 0 && <p className="incident__line">{text.none}</p>}
      {may && (
        <div className="linkage__actions">
          {hasProposals && <Proposed incident={incident} />}
          <Button
            onClick={() =>
              context.view.change({
                dialog: { kind: 'linkage', incidentId: incident.id, groupId: null },
              })
            }
            data-testid="linkage-choose"
          >
            {text.choose}
          </Button>
        </div>
      )}
    </Section>
  );
}

/** Whom the one key would tell, and why. */
function Proposed({ incident }: { readonly incident: IncidentState }) {
  const context = useCommands();
  const language = useLanguage();
  const text = useText().linkage;
  const { groups } = context.client.live.world.linkage;
  const names = proposalsFor(context, incident).map(({ groupId, reasons }) => {
    const why = reasons.map((reason) => linkReason(reason, language)).join(language === 'en' ? ', ' : '，');
    return { groupId, name: groups.get(groupId)?.name ?? groupId, why };
  });
  return (
    <>
      <ul className="linkage__proposed">
        {names.map(({ groupId, name, why }) => (
          <li key={groupId}>
            {name} <span className="incident__faint">{why}</span>
          </li>
        ))}
      </ul>
      <CommandButton id="incident.link" look="primary" testId="linkage-tell">
        {text.tell}
      </CommandButton>
    </>
  );
}

function GroupRow({ incident, group }: { readonly incident: IncidentState; readonly group: LinkedGroup }) {
  const context = useCommands();
  const language = useLanguage();
  const { linkage: text, calls } = useText();
  const [isOpen, setIsOpen] = useState(false);
  const standing = standingOf(group);
  const isLoud = isLinkLoud(group);
  const isOpenIncident = incident.closedAt === null;
  const may = useLive(() => maySend(context, 'incident.answerLink')) && isOpenIncident;
  const hasSaid = hasAnswered(group);
  const mayCall = useLive(() => maySend(context, 'call.start') && heldCall(context) === null) && isOpenIncident;
  const hasPictures = group.members.some(({ channel }) => channel === 'phone' || channel === 'seat');
  return (
    <li
      className={isLoud ? 'linkage__group linkage__group--loud' : 'linkage__group'}
      data-testid={`linkage-${group.groupId}`}
      data-state={standing.state}
      data-loud={isLoud}
    >
      <div className="linkage__row">
        <span className="linkage__kind">{text.groupKind[group.kind]}</span>
        <strong className="linkage__name">{group.name}</strong>
        <Badge tone={isLoud ? 'bad' : hasSaid ? 'good' : 'neutral'}>{standingWords()}</Badge>
        <Button look="plain" aria-expanded={isOpen} onClick={() => setIsOpen(!isOpen)}>
          {isOpen ? text.hideMembers : text.members(group.members.length)}
        </Button>
        {may && (
          <Button
            look="plain"
            onClick={() =>
              context.view.change({
                dialog: { kind: 'linkage', incidentId: incident.id, groupId: group.groupId },
              })
            }
          >
            {text.onBehalf}
          </Button>
        )}
        {hasPictures && (
          <Button
            look="plain"
            disabled={!mayCall}
            onClick={() => callGroup(context, group.groupId, incident.id)}
            data-testid={`linkage-call-${group.groupId}`}
          >
            {calls.callGroup}
          </Button>
        )}
        {isLoud && isOpenIncident && (
          <Button onClick={() => tellGroups(context, incident.id, [group.groupId])} data-testid="linkage-again">
            {text.tellAgain}
          </Button>
        )}
      </div>
      <p className="linkage__said">
        {formatTime(standing.at)} {standing.memberName} {hasSaid && actorName(standing.by, language)}
        {answeredBy(standing.via, standing.saidBy, language)} {standing.reason}
      </p>
      {group.members.length > 1 && !isOpen && <MemberMarks group={group} />}
      {isOpen && (
        <ul className="linkage__members">
          {group.members.map((member) => (
            <MemberRow key={member.memberId} incidentId={incident.id} group={group} member={member} may={may} />
          ))}
        </ul>
      )}
    </li>
  );

  function standingWords(): string {
    const { answers, members, own, silentAt, silenceSeconds } = group;
    if (answers === 'everyone' && !hasSpoken(own))
      return text.membersAnswered(members.filter(hasSpoken).length, members.length);
    if (hasSaid) return linkState(standing.state, language);
    if (isUnreached(group)) return text.unreached;
    return silentAt === null ? linkState(standing.state, language) : text.silent(silenceSeconds);
  }
}
