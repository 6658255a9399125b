/** What windows and phones ask over a socket: shape before answer, and an answer also where answering breaks. */
import type { z } from 'zod';
import type { RuleFailures } from '#main/core/desk/ruleFailures.ts';
import { describeIssue } from '#shared/kit/issue.ts';

interface AskedSocket {
  on(event: string, listener: (request: unknown, answer: unknown) => void): unknown;
}

type AnswerTo<Question> = Question extends (request: never, answer: (answer: infer Answer) => void) => void
  ? Answer
  : never;

interface Question<Request, Answer> {
  /** `badBody`, naming the first bad field, has been answered where the request is none; a bug is answered `internal`. */
  answer(reply: (request: Request) => Answer | Promise<Answer>): void;
}

/** One message of the wire `Asks` and the shape its request must have. In two steps, so that each reply is checked against its own. */
export type OnQuestion<Asks> = <Name extends keyof Asks & string, Schema extends z.ZodType>(
  name: Name,
  schema: Schema,
) => Question<z.output<Schema>, AnswerTo<Asks[Name]>>;

export function questionsOf<Asks>(socket: AskedSocket, failures: RuleFailures): OnQuestion<Asks> {
  return (name, schema) => ({
    answer(reply) {
      socket.on(name, async (request, answer) => {
        if (typeof answer !== 'function') return;
        const parsed = schema.safeParse(request);
        if (!parsed.success) return answer({ ok: false, code: 'badBody', message: describeIssue(parsed.error) });
        answer(await answered(name, async () => reply(parsed.data)));
      });
    },
  });

  async function answered(name: string, reply: () => Promise<unknown>): Promise<unknown> {
    try {
      return await reply();
    } catch (error) {
      return failures.forgive(name, error);
    }
  }
}
