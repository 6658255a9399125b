import { useState } from 'react';
import { openShifts } from '#shared/domain/shift.ts';
import { handOverWords } from '#shared/text/handOverWords.ts';
import { refusalSentence } from '#shared/text/refusals.ts';
import { formatMinute } from '#shared/text/time.ts';
import type { SignInAnswer } from '../../live/signIn.ts';
import { Form } from '../../ui/form/Form.tsx';
import { FormDialog } from '../../ui/form/FormDialog.tsx';
import { SelectField } from '../../ui/form/SelectField.tsx';
import { TextField } from '../../ui/form/TextField.tsx';
import { isShallowEqual } from '../../ui/useFollow.ts';
import { useCommands, useLanguage, useLive, useNow, useText } from '../desk.tsx';
import { AnswerLine } from './AnswerLine.tsx';

/** Once, as it appears. */
const focusNow = (field: HTMLInputElement | null) => field?.focus();

type ShiftWish = 'planned' | 'any' | 'none';

export function SignInForm() {
  const { view, signIn } = useCommands();
  const text = useText().accounts;
  const language = useLanguage();
  const [loginName, setLoginName] = useState('');
  const [password, setPassword] = useState('');
  /** Null: nobody has asked for one. */
  const [code, setCode] = useState<string | null>(null);
  const [answer, setAnswer] = useState<SignInAnswer | null>(null);
  const [isWaiting, setWaiting] = useState(false);
  const { options, suggested } = useShiftWishes();
  const [wish, setWish] = useState<ShiftWish | null>(null);
  const shift = wish ?? suggested;
  const dismiss = () => view.change({ dialog: null });
  const send = async () => {
    if (isWaiting || !loginName.trim() || !password || code === '') return;
    setWaiting(true);
    const more = { ...(code !== null && { code }), ...(shift !== 'none' && { shift }) };
    const came = await signIn.signIn(loginName, password, more);
    setWaiting(false);
    setAnswer(came);
    if (came.state === 'refused' && /^secondFactor/.test(came.code)) return setCode('');
    // Whatever else came of it, the word is not kept on the screen.
    setPassword('');
    setCode(null);
    if (came.state !== 'done') return;
    dismiss();
    if (came.shift?.ok !== false) return;
    // Signed in, and not on duty: the sheet where that can be mended. What waits there needs no words besides.
    view.change({ sheet: { id: 'shift', focus: null } });
    if (came.shift.code === 'handOverWaiting') return;
    view.say({ tone: 'refused', title: refusalSentence(came.shift, language), detail: null });
  };
  const isAsked = answer?.state === 'refused' && answer.code === 'secondFactorNeeded';
  return (
    <FormDialog
      title={text.signInTitle}
      onClose={dismiss}
      testId="dialog-sign-in"
      cancelLabel={text.cancel}
      confirmLabel={text.signIn}
      onConfirm={send}
      isReady={loginName.trim() !== '' && password !== '' && code !== ''}
      isWaiting={isWaiting}
      confirmTestId="sign-in"
    >
      <p className={signIn.wasEnded ? 'is-warn' : 'sign-in__why'}>{signIn.wasEnded ? text.ended : text.signInWhy}</p>
      <Form onSend={() => void send()}>
        <TextField
          label={text.loginName}
          value={loginName}
          onChange={setLoginName}
          autoComplete="username"
          data-autofocus
        />
        <TextField
          label={text.password}
          value={password}
          onChange={setPassword}
          type="password"
          autoComplete="current-password"
        />
        {code !== null && (
          <TextField
            label={text.code}
            value={code}
            onChange={setCode}
            hint={text.codeHint}
            autoComplete="one-time-code"
            inputMode="numeric"
            // The only thing left to type.
            ref={focusNow}
            data-testid="sign-in-code"
          />
        )}
        <SelectField
          label={text.withShift}
          options={options}
          value={shift}
          onChange={setWish}
          data-testid="sign-in-shift"
        />
      </Form>
      <AnswerLine answer={isAsked ? null : answer} testId="sign-in-error" />
    </FormDialog>
  );
}

/** By the clock and the roster: the shift that may be come on duty for now stands first, with who is down for it. */
function useShiftWishes() {
  const text = useText().accounts;
  const language = useLanguage();
  const now = useNow();
  const shifts = useLive(({ live }) => [...live.world.duty.shifts.values()], isShallowEqual);
  const [open] = openShifts(shifts, now).filter(({ isAdHoc }) => !isAdHoc);
  const names = open?.people.map(({ name }) => name).join(language === 'en' ? ', ' : '、') ?? '';
  const called = open && (open.name || handOverWords[language].adHoc);
  const options: { value: ShiftWish; name: string }[] = [
    ...(open
      ? [
          {
            value: 'planned' as const,
            name: text.shiftPlanned(
              called ?? '',
              formatMinute(open.startAt, now),
              formatMinute(open.endAt, now),
              names,
            ),
          },
        ]
      : []),
    { value: 'any', name: open ? text.shiftAny : text.shiftAdHoc },
    { value: 'none', name: text.shiftNone },
  ];
  return { options, suggested: open ? ('planned' as const) : ('none' as const) };
}
