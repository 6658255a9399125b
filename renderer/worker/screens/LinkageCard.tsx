import { useState } from 'react';
import { type LinkAnswer, NEXT_LINK_ANSWER } from '#shared/domain/linkage.ts';
import type { WorkerLinkage } from '#shared/wire/worker.ts';
import { usePhone, usePhoneState, useText } from '../phoneContext.ts';
import { ReasonSheet } from '../ui/ReasonSheet.tsx';
import { wayWords } from './wayWords.ts';

/** The unit's group is called in: each member answers for himself. */
export function LinkageCard({ linkage }: { readonly linkage: WorkerLinkage }) {
  const { phone } = usePhone();
  const { fix, language } = usePhoneState();
  const text = useText();
  const [isRefusing, setRefusing] = useState(false);
  const { incidentId, groupId, memberId, state } = linkage;
  const next = NEXT_LINK_ANSWER[state];
  const answer = (said: LinkAnswer, reason?: string) =>
    phone.command('incident.answerLink', { incidentId, groupId, memberId, state: said, ...(reason && { reason }) });
  return (
    <section
      className={next === 'acknowledged' ? 'linkage linkage--hot' : 'linkage'}
      data-testid="linkage"
      data-state={state}
    >
      <p>
        <span className={`level level--${linkage.level}`}>{text.order.level(linkage.level)}</span>
        <span className="tag tag--info">{text.linkage.state[state]}</span>
      </p>
      <h2>{text.linkage.title(linkage.groupName)}</h2>
      <p>
        {linkage.number} {linkage.title}
      </p>
      <p>{linkage.address}</p>
      <p className="hint">{wayWords(fix && [fix.lon, fix.lat], [linkage.lon, linkage.lat], text, language)}</p>
      {next && (
        <div className="pair">
          {next === 'acknowledged' && (
            <button type="button" className="big" onClick={() => setRefusing(true)} data-testid="linkage-refuse">
              {text.linkage.answer.refused}
            </button>
          )}
          <button type="button" className="big big--main" onClick={() => answer(next)} data-testid="linkage-answer">
            {text.linkage.answer[next]}
          </button>
        </div>
      )}
      {isRefusing && (
        <ReasonSheet
          title={text.order.refuseTitle}
          chips={text.order.refuseChips}
          onReason={(reason) => {
            answer('refused', reason);
            setRefusing(false);
          }}
          onClose={() => setRefusing(false)}
        />
      )}
    </section>
  );
}
