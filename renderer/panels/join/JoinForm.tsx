import { type FormEvent, useState } from 'react';
import type { Bilingual } from '#shared/kit/bilingual.ts';
import { readJoinCode } from '#shared/kit/joinCode.ts';
import { pick } from '#shared/text/language.ts';
import type { HostLook } from '#shared/wire/join.ts';
import type { HostPowers } from '../../live/machine.ts';
import { Button } from '../../ui/Button.tsx';
import { Fingerprint } from '../../ui/Fingerprint.tsx';
import { CheckField } from '../../ui/form/CheckField.tsx';
import { TextField } from '../../ui/form/TextField.tsx';
import { WarningIcon } from '../../ui/icons.tsx';
import { useLanguage, useText } from '../desk.tsx';

export interface JoinFormProps {
  readonly host: HostPowers;
  readonly first: { readonly address: string; readonly code: string };
}

/** Address, comparison, code: in that order, so that the code never goes to a host nobody has compared. */
export function JoinForm({ host, first }: JoinFormProps) {
  const language = useLanguage();
  const say = useText().join;
  const [address, setAddress] = useState(first.address);
  const [code, setCode] = useState(first.code);
  const [look, setLook] = useState<HostLook | null>(null);
  const [isSame, setSame] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Bilingual | null>(null);

  const ask = async <Value,>(asked: Promise<{ ok: true; value: Value } | { ok: false; reason: Bilingual }>) => {
    setBusy(true);
    setProblem(null);
    const answer = await asked;
    setBusy(false);
    if (!answer.ok) setProblem(answer.reason);
    return answer.ok ? answer.value : null;
  };
  const onLook = async (event: FormEvent) => {
    event.preventDefault();
    setSame(false);
    setLook(await ask(host.lookAtHost(address)));
  };
  const onJoin = async (event: FormEvent) => {
    event.preventDefault();
    if (look && isSame) await ask(host.joinHost({ ...look, code }));
  };

  return (
    <>
      <form onSubmit={(event) => void onLook(event)} className="join__row">
        <TextField
          label={say.address}
          hint={say.addressHint}
          className="join__field"
          value={address}
          onChange={(typed) => {
            setAddress(typed);
            setLook(null);
          }}
          placeholder="192.168.1.10:4743"
          spellCheck={false}
          data-testid="join-address"
        />
        <Submit isWaiting={isBusy && look === null} disabled={address.trim() === ''} testId="join-look">
          {say.look}
        </Submit>
      </form>
      {look && (
        <form onSubmit={(event) => void onJoin(event)} className="join__compare" data-testid="join-compare">
          <h3 className="join__station">
            {say.compare} <span>{look.address}</span>
          </h3>
          <p>{say.compareHint}</p>
          <Fingerprint sha256={look.fingerprint} whole={say.whole} />
          <CheckField label={say.isSame} className="join__same" isOn={isSame} onChange={setSame} testId="join-same" />
          <div className="join__row">
            <TextField
              label={say.code}
              hint={say.codeHint}
              className="join__field join__code"
              value={code}
              onChange={setCode}
              placeholder="ABCD-2345"
              maxLength={20}
              spellCheck={false}
              disabled={!isSame}
              data-testid="join-code"
            />
            <Submit
              isWaiting={isBusy}
              disabled={!isSame || readJoinCode(code) === null}
              testId="join-confirm"
              look="primary"
            >
              {say.join}
            </Submit>
          </div>
        </form>
      )}
      {problem && (
        <p className="join__problem" role="alert" data-testid="join-problem">
          <WarningIcon />
          {pick(problem, language)}
        </p>
      )}
    </>
  );
}

/** A button of ours submits nothing by itself: Enter in a field and a click on it are the same here. */
function Submit({
  testId,
  children,
  ...rest
}: {
  readonly isWaiting: boolean;
  readonly disabled: boolean;
  readonly testId: string;
  readonly look?: 'primary';
  readonly children: string;
}) {
  return (
    <Button
      {...rest}
      onClick={({ currentTarget }) => currentTarget.form?.requestSubmit()}
      className="join__submit"
      data-testid={testId}
    >
      {children}
    </Button>
  );
}
