import { refusalSentence } from '#shared/text/refusals.ts';
import type { OwnAnswer, SignInAnswer } from '../../live/signIn.ts';
import { useLanguage, useText } from '../desk.tsx';

/** What came of what was sent, under its form: the refusal in words, or that nobody answered; nothing where it was done. */
export function AnswerLine({
  answer,
  testId,
}: {
  /** Null: nothing has been sent, or what came back is no fault. */
  readonly answer: SignInAnswer | OwnAnswer | null;
  readonly testId: string;
}) {
  const text = useText().accounts;
  const language = useLanguage();
  if (answer === null || answer.state === 'done') return null;
  return (
    <p className="sign-in__error" role="alert" data-testid={testId}>
      {answer.state === 'refused' ? refusalSentence(answer, language) : text.unreachable}
    </p>
  );
}
