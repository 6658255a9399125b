import { useState } from 'react';
import { type HandOverState, openHandOver } from '#shared/domain/handOver.ts';
import { handOverItems } from '#shared/domain/handOverItems.ts';
import { formatDayTime } from '#shared/text/time.ts';
import { mayCommand } from '#shared/wire/roles.ts';
import { sendCommand } from '../../commands/context.ts';
import { Button } from '../../ui/Button.tsx';
import { Section } from '../../ui/Section.tsx';
import { isShallowEqual } from '../../ui/useFollow.ts';
import { useCommands, useLive, useText } from '../desk.tsx';
import { HandOverItems } from './HandOverItems.tsx';
import { ImportFile } from './ImportFile.tsx';
import { PrintButtons } from './PrintButtons.tsx';
import { Signatures } from './Signatures.tsx';
import { saveHandOver } from './saveHandOver.ts';
import { useOwn } from './useOwn.ts';

/** The hand-over that is under way, or the beginning of one. */
export function HandOverView() {
  const { client } = useCommands();
  const { shift: text } = useText();
  const handOvers = useLive(({ live }) => [...live.world.duty.handOvers.values()], isShallowEqual);
  const open = openHandOver(handOvers);
  const last = handOvers.findLast(({ completed }) => completed !== null);
  return (
    <>
      {open ? <UnderWay handOver={open} /> : <Begin />}
      {!open && last?.completed && (
        <div className="shift__actions">
          <span className="quiet">
            {text.last(last.giver.name, last.taker?.name ?? '', formatDayTime(last.completed.at))}
          </span>
          <PrintButtons
            kind="hand-overs"
            id={last.id}
            name={`${text.tabs.handOver} ${formatDayTime(last.completed.at).slice(0, 5)}`}
          />
          <Button onClick={() => void saveHandOver(client, last.id)} data-testid="hand-over-last-file">
            {text.file}
          </Button>
        </div>
      )}
      <ImportFile />
    </>
  );
}

function Begin() {
  const context = useCommands();
  const { shift: text } = useText();
  const own = useOwn();
  const count = useLive(({ live }) => handOverItems(live.world).length);
  const [to, setTo] = useState('');
  const officers = useLive(
    ({ live }) => [...live.world.accounts.values()].filter(({ role }) => mayCommand(role, 'handOver.touch')),
    isShallowEqual,
  );
  const others = officers.filter(({ id }) => id !== own.accountId);
  return (
    <Section title={text.tabs.handOver} aside={count > 0 ? text.owed(count) : text.nothingOwed}>
      <p className="quiet">{text.openWhy}</p>
      <div className="shift__actions">
        <select className="input" aria-label={text.toWhom} value={to} onChange={(event) => setTo(event.target.value)}>
          <option value="">
            {text.toWhom} {text.anybody}
          </option>
          {others.map(({ id, name }) => (
            <option key={id} value={id}>
              {text.toWhom} {name}
            </option>
          ))}
        </select>
        <Button
          look="primary"
          disabled={own.shiftId === null}
          onClick={() => void sendCommand(context, 'handOver.open', { toAccountId: to === '' ? null : to })}
          data-testid="hand-over-open"
        >
          {text.open}
        </Button>
      </div>
    </Section>
  );
}

function UnderWay({ handOver }: { readonly handOver: HandOverState }) {
  const context = useCommands();
  const { shift: text } = useText();
  const own = useOwn();
  const isGiver = own.accountId === handOver.giver.accountId;
  const title = handOver.sealed
    ? text.sealedBy(handOver.giver.name, formatDayTime(handOver.sealed.at))
    : text.underWay(handOver.giver.name, handOver.taker?.name ?? text.anybody);
  return (
    <Section title={title} aside={handOver.sealed ? null : text.belongsToGiver(handOver.giver.name)}>
      <HandOverItems handOver={handOver} isGiver={isGiver} />
      <Signatures handOver={handOver} isGiver={isGiver} />
      <div className="shift__actions shift__actions--end">
        <PrintButtons
          kind="hand-overs"
          id={handOver.id}
          name={`${text.tabs.handOver} ${formatDayTime(handOver.openedAt).slice(0, 5)}`}
        />
        <Button onClick={() => void saveHandOver(context.client, handOver.id)} data-testid="hand-over-file">
          {text.file}
        </Button>
        {isGiver && !handOver.sealed && (
          <>
            <Button
              title={text.sealWhy}
              onClick={() => void sendCommand(context, 'handOver.seal', { handOverId: handOver.id })}
              data-testid="hand-over-seal"
            >
              {text.seal}
            </Button>
            <Button
              look="danger"
              onClick={() =>
                void sendCommand(context, 'handOver.cancel', { handOverId: handOver.id, reason: text.cancel })
              }
              data-testid="hand-over-cancel"
            >
              {text.cancel}
            </Button>
          </>
        )}
      </div>
      {isGiver && !handOver.sealed && <p className="quiet">{text.sealWhy}</p>}
    </Section>
  );
}
