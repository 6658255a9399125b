import { useState } from 'react';
import { pick } from '#shared/text/language.ts';
import {
  DRILL_GROUNDS,
  type DrillGroundId,
  type DrillRoomAnswer,
  type DrillRoomState,
  mayOpenDrillRoom,
} from '#shared/wire/drillRoom.ts';
import { runCommand } from '../../commands/registry.ts';
import { signInNeed } from '../../commands/sessionCommands.ts';
import type { DrillRoomPowers } from '../../live/machine.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { ChoiceField } from '../../ui/form/ChoiceField.tsx';
import { useCommands, useLanguage, useLive, useText, useView } from '../desk.tsx';
import { keyLabel } from '../keyLabel.ts';
import { useDrillRoom } from '../useDrillRoom.ts';
import './drillRoom.css';

/** From a desk to a drill: at a live station into the drill room beside it, at a drill station to its director's window. */
export function DrillRoomDialog() {
  const isOpen = useView(({ dialog }) => dialog?.kind === 'drillRoom');
  const { machine, view } = useCommands();
  const text = useText();
  const realm = useLive(({ live }) => live.station?.realm ?? null);
  const powers = machine.drillRoom;
  if (!isOpen || powers === null) return null;
  const isDrill = realm === 'drill';
  return (
    <Dialog
      title={isDrill ? text.drillRoom.ownTitle : text.drillRoom.title}
      closeLabel={text.dialogs.cancel}
      onClose={() => view.change({ dialog: null })}
      testId="dialog-drill-room"
    >
      {isDrill ? <OwnStation powers={powers} /> : <Beside powers={powers} />}
    </Dialog>
  );
}

function OwnStation({ powers }: { readonly powers: DrillRoomPowers }) {
  const say = useText().drillRoom;
  const asking = useAsking();
  return (
    <div className="drill-room">
      <p>{say.ownHint}</p>
      <Door
        asking={asking}
        name={say.director}
        hint={say.directorHint}
        testId="open-director"
        ask={powers.openDirector}
      />
      <Refusal said={asking.refused} />
    </div>
  );
}

function Beside({ powers }: { readonly powers: DrillRoomPowers }) {
  const say = useText().drillRoom;
  const room = useDrillRoom();
  return (
    <div className="drill-room">
      <p className="drill-room__about">{say.about}</p>
      {room.state === 'open' ? <OpenRoom room={room} powers={powers} /> : <ShutRoom room={room} powers={powers} />}
    </div>
  );
}

interface RoomProps {
  readonly room: DrillRoomState;
  readonly powers: DrillRoomPowers;
}

function ShutRoom({ room, powers }: RoomProps) {
  const say = useText().drillRoom;
  const language = useLanguage();
  const asking = useAsking();
  const mayOpen = useLive(({ live: { seat, signIn } }) => seat !== null && mayOpenDrillRoom({ ...seat, signIn }));
  const isUnset = useLive(({ live }) => live.signIn === 'unset');
  const context = useCommands();
  const need = useLive(() => signInNeed(context));
  const host = context.machine.start.join?.joined ?? null;
  const [wanted, setGround] = useState<DrillGroundId>('own');
  const ground = host === null ? wanted : 'demo';
  const isOpening = room.state === 'opening';
  const failure = room.state === 'failed' && room.reason ? pick(room.reason, language) : null;
  return (
    <>
      {host === null ? (
        <ChoiceField
          label={say.ground}
          options={DRILL_GROUNDS.map((value) => ({ value, name: say.grounds[value], testId: `ground-${value}` }))}
          chosen={ground}
          onChoose={setGround}
          layout="row"
          hint={say.groundHints[ground]}
        />
      ) : (
        <p data-testid="demo-only">{say.demoOnly(host.stationName)}</p>
      )}
      <Button
        look="primary"
        size="big"
        disabled={!mayOpen}
        isWaiting={isOpening || asking.isAsking}
        onClick={() => asking.ask(() => powers.openDrillRoom({ ground }))}
        data-testid="open-drill-room"
      >
        {isOpening ? say.opening : say.open}
      </Button>
      {mayOpen && isUnset && (
        <p className="drill-room__hint" data-testid="drill-room-unset">
          {say.unset}
        </p>
      )}
      <Refusal said={mayOpen ? (asking.refused ?? failure) : isUnset ? say.hostUnset : say.mayNot} />
      {!mayOpen && need === 'required' && <SignInDoor />}
    </>
  );
}

/** What to do about it, where nobody has signed in: the sign-in takes the place of this dialog. */
function SignInDoor() {
  const context = useCommands();
  const text = useText();
  return (
    <Button
      keyLabel={keyLabel('Control+l', text)}
      onClick={() => runCommand(context, 'session.open')}
      data-testid="drill-room-sign-in"
    >
      {text.accounts.signIn}
    </Button>
  );
}

function OpenRoom({ room: { ground, drill, reason }, powers }: RoomProps) {
  const say = useText().drillRoom;
  const language = useLanguage();
  const asking = useAsking();
  const [isSure, setSure] = useState(false);
  const close = () => {
    if (drill !== null && !isSure) setSure(true);
    else void powers.closeDrillRoom();
  };
  return (
    <>
      <p className="drill-room__state" data-testid="drill-room-state">
        <strong>{say.isOpen(say.grounds[ground ?? 'own'])}</strong>
        <span>{drill ? say.drill(pick(drill.title, language), say.phase[drill.phase]) : say.noDrill}</span>
        {reason && <span>{say.coreAway}</span>}
      </p>
      <Door
        asking={asking}
        name={say.director}
        hint={say.directorHint}
        testId="open-director"
        ask={powers.openDirector}
      />
      <Door asking={asking} name={say.desk} hint={say.deskHint} testId="open-drill-desk" ask={powers.openDrillDesk} />
      <div className="drill-room__door">
        <Button look="danger" onClick={close} data-testid="close-drill-room">
          {isSure ? say.closeSure : say.close}
        </Button>
        {isSure ? (
          <Button onClick={() => setSure(false)}>{say.keepOpen}</Button>
        ) : (
          <span className="drill-room__hint">{say.closeHint}</span>
        )}
      </div>
      <Refusal said={asking.refused} />
    </>
  );
}

function Door({
  name,
  hint,
  testId,
  ask: request,
  asking,
}: {
  readonly name: string;
  readonly hint: string;
  readonly testId: string;
  readonly ask: () => Promise<DrillRoomAnswer>;
  readonly asking: Asking;
}) {
  return (
    <div className="drill-room__door">
      <Button look="primary" isWaiting={asking.isAsking} onClick={() => asking.ask(request)} data-testid={testId}>
        {name}
      </Button>
      <span className="drill-room__hint">{hint}</span>
    </div>
  );
}

function Refusal({ said }: { readonly said: string | null }) {
  if (said === null) return null;
  return (
    <p className="drill-room__refusal" role="alert" data-testid="drill-room-refusal">
      {said}
    </p>
  );
}

interface Asking {
  readonly isAsking: boolean;
  /** Why the last wish was not granted; null: it was, or none was made. */
  readonly refused: string | null;
  ask(request: () => Promise<DrillRoomAnswer>): void;
}

function useAsking(): Asking {
  const language = useLanguage();
  const [isAsking, setAsking] = useState(false);
  const [refused, setRefused] = useState<string | null>(null);
  const ask = async (request: () => Promise<DrillRoomAnswer>) => {
    setAsking(true);
    setRefused(null);
    const answer = await request().finally(() => setAsking(false));
    if (!answer.ok) setRefused(pick(answer.reason, language));
  };
  return { isAsking, refused, ask: (request) => void ask(request) };
}
