import type { IncidentCoverage } from '#shared/domain/coverage.ts';
import { gapSentence, moveUpSentence } from '#shared/text/coverage.ts';
import { pick } from '#shared/text/language.ts';
import { maySend } from '../../commands/context.ts';
import { moveUpName, sendMoveUp } from '../../commands/coverageCommands.ts';
import { commandOf } from '../../commands/registry.ts';
import { Button } from '../../ui/Button.tsx';
import { useCommands, useLanguage, useLive, useText, useView } from '../desk.tsx';
import { keyLabel } from '../keyLabel.ts';

/** The gap this incident has made in the coverage, and the cheapest relocation that closes it. */
export function MoveUpLine({ coverage: { gap, moveUp } }: { readonly coverage: IncidentCoverage }) {
  const context = useCommands();
  const text = useText();
  const language = useLanguage();
  const name = moveUpName(moveUp);
  const isWaiting = useView((view) => view.pending.includes(name));
  const may = useLive(() => maySend(context, 'incident.dispatch'));
  const lost = gapSentence(gap);
  if (!lost) return null;
  return (
    <div className="move-up" data-testid="move-up">
      <p className="is-warn">{pick(lost, language)}</p>
      {moveUp ? (
        <p className="move-up__offer">
          <span>{pick(moveUpSentence(moveUp), language)}</span>
          <Button
            isWaiting={isWaiting}
            disabled={!may}
            keyLabel={keyLabel(commandOf('incident.moveUp').keys[0] ?? '', text)}
            data-testid="move-up-send"
            onClick={() => sendMoveUp(context)}
          >
            {text.coverage.moveUpSend}
          </Button>
        </p>
      ) : (
        <p>{text.coverage.noMoveUp}</p>
      )}
    </div>
  );
}
