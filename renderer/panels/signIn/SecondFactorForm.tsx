import qrcode from 'qrcode-generator';
import { useMemo, useState } from 'react';
import type { SecondFactorOffer } from '#shared/wire/session.ts';
import type { OwnAnswer } from '../../live/signIn.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Form } from '../../ui/form/Form.tsx';
import { FormDialog } from '../../ui/form/FormDialog.tsx';
import { TextField } from '../../ui/form/TextField.tsx';
import { useCommands, useText } from '../desk.tsx';
import { AnswerLine } from './AnswerLine.tsx';

/** An administrator turns the second factor of his own account on, step by step, or off. */
export function SecondFactorForm({ isOn, onDone }: { readonly isOn: boolean; readonly onDone: () => void }) {
  const { signIn } = useCommands();
  const text = useText().accounts;
  // Which way it goes is settled when it is opened: turning it on must not turn the form round.
  const [isEnding] = useState(isOn);
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const [offer, setOffer] = useState<SecondFactorOffer | null>(null);
  const [spares, setSpares] = useState<readonly string[] | null>(null);
  const [answer, setAnswer] = useState<OwnAnswer | null>(null);
  const [isWaiting, setWaiting] = useState(false);
  const needsPassword = isEnding || offer === null;
  const needsCode = isEnding || offer !== null;
  const isReady = (!needsPassword || password !== '') && (!needsCode || code.trim() !== '');
  const send = async () => {
    if (!isReady || isWaiting) return;
    setWaiting(true);
    let came: OwnAnswer;
    if (isEnding) came = await signIn.endSecondFactor(password, code);
    else if (offer === null) {
      const begun = await signIn.beginSecondFactor(password);
      if (begun.state === 'done') setOffer(begun.told);
      came = begun;
    } else {
      const confirmed = await signIn.confirmSecondFactor(code);
      if (confirmed.state === 'done') setSpares(confirmed.told.spareCodes);
      came = confirmed;
    }
    setWaiting(false);
    setAnswer(came);
    setCode('');
    setPassword('');
    if (isEnding && came.state === 'done') onDone();
  };
  if (spares) return <SpareCodes codes={spares} onDone={onDone} />;
  return (
    <FormDialog
      title={text.secondFactor}
      onClose={onDone}
      testId="dialog-second-factor"
      cancelLabel={text.cancel}
      confirmLabel={isEnding ? text.secondFactorEnd : offer === null ? text.secondFactorNext : text.secondFactorTurnOn}
      onConfirm={send}
      isReady={isReady}
      isWaiting={isWaiting}
      look={isEnding ? 'danger' : 'primary'}
      confirmTestId="second-factor-send"
    >
      <p className="sign-in__why">
        {isEnding ? text.secondFactorEndMeans : offer === null ? text.secondFactorMeans : text.secondFactorScan}
      </p>
      {offer && <SquareCode offer={offer} />}
      <Form onSend={() => void send()}>
        {needsPassword && (
          <TextField
            label={text.currentPassword}
            value={password}
            onChange={setPassword}
            type="password"
            autoComplete="current-password"
            data-autofocus
            data-testid="second-factor-password"
          />
        )}
        {needsCode && (
          <TextField
            label={text.code}
            value={code}
            onChange={setCode}
            hint={text.codeHint}
            autoComplete="one-time-code"
            inputMode="numeric"
            data-testid="second-factor-code"
          />
        )}
      </Form>
      <AnswerLine answer={answer} testId="second-factor-error" />
    </FormDialog>
  );
}

function SquareCode({ offer: { uri, secret } }: { readonly offer: SecondFactorOffer }) {
  const text = useText().accounts;
  const picture = useMemo(() => {
    const code = qrcode(0, 'M');
    code.addData(uri);
    code.make();
    return code.createDataURL(5, 10);
  }, [uri]);
  return (
    <div className="second-factor">
      <img className="second-factor__square" src={picture} alt={text.secondFactorScan} />
      <div>
        <p className="sign-in__why">{text.secondFactorTyped}</p>
        <p className="second-factor__secret" data-testid="second-factor-secret">
          {secret.match(/.{1,4}/g)?.join(' ')}
        </p>
      </div>
    </div>
  );
}

function SpareCodes({ codes, onDone }: { readonly codes: readonly string[]; readonly onDone: () => void }) {
  const text = useText().accounts;
  return (
    <Dialog
      title={text.spareTitle}
      closeLabel={text.cancel}
      onClose={onDone}
      testId="dialog-spare-codes"
      footer={
        <Button look="primary" onClick={onDone} data-autofocus data-testid="spare-codes-kept">
          {text.spareKept}
        </Button>
      }
    >
      <p className="is-warn">{text.spareMeans}</p>
      <ul className="second-factor__spares" data-testid="spare-codes">
        {codes.map((one) => (
          <li key={one}>{one}</li>
        ))}
      </ul>
    </Dialog>
  );
}
