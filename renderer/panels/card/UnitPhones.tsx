import qrcode from 'qrcode-generator';
import { useMemo, useState } from 'react';
import { phonesOf, type UnitPhone } from '#shared/domain/unitPhone.ts';
import { spokenFingerprint } from '#shared/kit/hostIdentity.ts';
import { showJoinCode } from '#shared/kit/joinCode.ts';
import { formatClockSpan, formatDayTime } from '#shared/text/time.ts';
import type { PhoneDoor } from '#shared/wire/workerPage.ts';
import { maySend, sendCommand } from '../../commands/context.ts';
import { Button } from '../../ui/Button.tsx';
import { useCommands, useLive, useNow, useText, useView } from '../desk.tsx';
import './unitPhones.css';

interface Made {
  readonly code: string;
  readonly untilAt: number;
  readonly door: PhoneDoor | null;
}

/** Phones that speak for this unit: invited here, and put out here. */
export function UnitPhones({ unitId }: { readonly unitId: string }) {
  const context = useCommands();
  const say = useText().cards.phones;
  const now = useNow();
  const held = useLive(({ live }) => live.world.units.get(unitId)?.phones);
  const may = useLive(() => maySend(context, 'worker.invite'));
  const name = `worker.invite ${unitId}`;
  const isWaiting = useView((state) => state.pending.includes(name));
  const [made, setMade] = useState<Made | null>(null);
  const phones = phonesOf({ ...(held && { phones: held }) }, now).filter(({ state }) => state === 'joined');
  const invite = async () => {
    const outcome = await sendCommand(context, 'worker.invite', { unitId }, name);
    if (outcome.state === 'done' && outcome.joinCode) {
      const { code, untilAt, door = null } = outcome.joinCode;
      setMade({ code, untilAt, door });
    }
  };
  return (
    <section className="unit-phones" aria-label={say.title}>
      <header className="unit-phones__head">
        <h3>{say.title}</h3>
        <Button disabled={!may} isWaiting={isWaiting} onClick={() => void invite()} data-testid="phone-invite">
          {say.invite}
        </Button>
      </header>
      {phones.length === 0 && !made && <p className="card__faint">{say.none}</p>}
      {phones.map((phone) => (
        <PhoneRow key={phone.id} unitId={unitId} phone={phone} may={may} />
      ))}
      {made && <Invitation made={made} leftMs={made.untilAt - now} onDone={() => setMade(null)} />}
    </section>
  );
}

interface PhoneRowProps {
  readonly unitId: string;
  readonly phone: UnitPhone;
  readonly may: boolean;
}

function PhoneRow({ unitId, phone, may }: PhoneRowProps) {
  const context = useCommands();
  const say = useText().cards.phones;
  const [isAsked, setAsked] = useState(false);
  const revoke = () => {
    const body = { unitId, phoneId: phone.id, reason: say.revokeReason };
    void sendCommand(context, 'worker.revoke', body, `worker.revoke ${phone.id}`);
  };
  return (
    <div className="unit-phones__row" data-testid="phone-row">
      <span className="ellipsis">
        {phone.model ?? ''}{' '}
        <span className="card__faint">{phone.joinedAt !== null && say.since(formatDayTime(phone.joinedAt))}</span>
      </span>
      {isAsked ? (
        <>
          <Button look="danger" onClick={revoke} data-testid="phone-revoke-now">
            {say.revokeNow}
          </Button>
          <Button onClick={() => setAsked(false)}>{say.keep}</Button>
        </>
      ) : (
        <Button disabled={!may} onClick={() => setAsked(true)} data-testid="phone-revoke">
          {say.revoke}
        </Button>
      )}
    </div>
  );
}

interface InvitationProps {
  readonly made: Made;
  readonly leftMs: number;
  readonly onDone: () => void;
}

/** To be scanned, or read out; and what the phone shows of the certificate, to be compared. */
function Invitation({ made, leftMs, onDone }: InvitationProps) {
  const say = useText().cards.phones;
  const { code, door } = made;
  const [url] = door?.urls ?? [];
  return (
    <div className="unit-phones__made" role="status">
      {url && <QrCode text={`${url}#code=${code}`} label={say.scan} />}
      <div className="unit-phones__words">
        <p className="unit-phones__code" data-testid="phone-code" data-over={leftMs <= 0}>
          {showJoinCode(code)}
        </p>
        <p className="card__faint">{leftMs > 0 ? say.holds(formatClockSpan(leftMs)) : say.over}</p>
        {door?.fingerprint && url && (
          <>
            <p className="card__faint">{say.compare}</p>
            <p className="unit-phones__digits">{spokenFingerprint(door.fingerprint).join(' ')}</p>
          </>
        )}
        <Button onClick={onDone}>{say.done}</Button>
      </div>
      {url ? <p className="selectable unit-phones__url">{url}</p> : <p className="unit-phones__shut">{say.shut}</p>}
    </div>
  );
}

const QUIET_MODULES = 4;

/** Dark on light whatever the theme: a camera has to read it. */
function QrCode({ text, label }: { readonly text: string; readonly label: string }) {
  const { size, path } = useMemo(() => {
    const code = qrcode(0, 'M');
    code.addData(text);
    code.make();
    const count = code.getModuleCount();
    const squares: string[] = [];
    for (let row = 0; row < count; row++) {
      for (let column = 0; column < count; column++) {
        if (code.isDark(row, column)) squares.push(`M${column + QUIET_MODULES} ${row + QUIET_MODULES}h1v1h-1z`);
      }
    }
    return { size: count + 2 * QUIET_MODULES, path: squares.join('') };
  }, [text]);
  return (
    <svg
      className="unit-phones__qr"
      viewBox={`0 0 ${size} ${size}`}
      role="img"
      aria-label={label}
      data-testid="phone-qr"
    >
      <rect width={size} height={size} fill="#fff" />
      <path d={path} fill="#000" shapeRendering="crispEdges" />
    </svg>
  );
}
