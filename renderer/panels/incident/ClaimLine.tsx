import type { IncidentState } from '#shared/domain/incident.ts';
import { actorName } from '#shared/text/system.ts';
import { othersAt, ownPersonId } from '../../live/presence.ts';
import { isShallowEqual } from '../../ui/useFollow.ts';
import { CommandButton } from '../CommandButton.tsx';
import { useLanguage, useLive, useNow, useText } from '../desk.tsx';

/** Whose it is, who else is looking, and, while somebody asks for it, how long it may still be kept. */
export function ClaimLine({ incident }: { readonly incident: IncidentState }) {
  const text = useText().life;
  const language = useLanguage();
  const now = useNow();
  const { claim } = incident;
  const own = useLive(({ live }) => ownPersonId(live));
  const others = useLive(({ live }) => othersAt(live, incident.id), isShallowEqual);
  const isMine = claim !== null && claim.personId === own;
  const leftSeconds = claim?.wantedBy ? Math.max(0, Math.ceil((claim.wantedBy.dueAt - now) / 1_000)) : 0;
  const watching = others.filter((name) => name !== claim?.name).map((name) => actorName(name, language));
  return (
    <div className={claim?.wantedBy ? 'claim claim--wanted' : 'claim'} data-testid="incident-claim">
      <span className="claim__who" role={claim?.wantedBy ? 'alert' : undefined}>
        {sentence()}
      </span>
      {watching.length > 0 && <span className="claim__others">{text.claim.watching(watching.join('、'))}</span>}
      {!claim && <Move label={text.claim.take} />}
      {claim && !isMine && !claim.wantedBy && <Move label={text.claim.ask} />}
      {isMine && claim.wantedBy && <Move label={text.claim.keep} isUrgent />}
      {isMine && !claim.wantedBy && (
        <CommandButton id="incident.release" look="plain" testId="claim-release">
          {text.claim.release}
        </CommandButton>
      )}
    </div>
  );

  function sentence(): string {
    if (!claim) return text.claim.nobody;
    const { wantedBy } = claim;
    if (!wantedBy) return isMine ? text.claim.mine : text.claim.theirs(actorName(claim.name, language));
    if (wantedBy.personId === own) return text.claim.asked(leftSeconds);
    return text.claim.wanted(actorName(wantedBy.name, language), leftSeconds);
  }
}

function Move({ label, isUrgent = false }: { readonly label: string; readonly isUrgent?: boolean }) {
  return (
    <CommandButton id="incident.claim" look={isUrgent ? 'primary' : 'plain'} testId="claim-move">
      {label}
    </CommandButton>
  );
}
