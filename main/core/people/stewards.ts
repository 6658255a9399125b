/** Commands about people in the vault: what is seen, held or let go is recorded first; values go into the answer and nowhere else. */
import type { ExecuteContext, Outcome, Steward } from '#main/core/desk/command.ts';
import { decidePerson, PERSON_COMMAND_BODIES, type PersonCommandKind } from '#shared/domain/person.ts';
import { describeIssue } from '#shared/kit/issue.ts';
import { ok, refuse } from '#shared/kit/result.ts';
import type { PeopleVault } from './vault.ts';

export function peopleStewards(vault: PeopleVault): ExecuteContext['stewards'] {
  return {
    'person.reveal': steward('person.reveal', ({ ref, fields, reason }) => {
      const decided = decidePerson(vault.record(ref), { kind: 'person.reveal', fields, reason });
      return decided.ok ? ok({ drafts: decided.value, revealed: vault.reveal(ref, fields) ?? {} }) : decided;
    }),
    'person.hold': steward('person.hold', ({ ref, reason }) => {
      const decided = decidePerson(vault.record(ref), { kind: 'person.hold', reason });
      if (!decided.ok) return decided;
      // Before the event: a hold that is recorded must never be followed by a purge.
      vault.hold(ref, reason);
      return ok({ drafts: decided.value });
    }),
    'person.release': steward('person.release', ({ ref, reason }) => {
      const decided = decidePerson(vault.record(ref), { kind: 'person.release', reason });
      if (!decided.ok) return decided;
      vault.hold(ref, null);
      return ok({ drafts: decided.value });
    }),
  };
}

type Body<Kind extends PersonCommandKind> = ReturnType<(typeof PERSON_COMMAND_BODIES)[Kind]['parse']>;
type Decided = ReturnType<typeof ok<Outcome>> | ReturnType<typeof refuse>;

function steward<Kind extends PersonCommandKind>(kind: Kind, decide: (body: Body<Kind>) => Decided): Steward {
  return (input) => {
    const parsed = PERSON_COMMAND_BODIES[kind].safeParse(input);
    return Promise.resolve(
      parsed.success ? ok(() => decide(parsed.data as Body<Kind>)) : refuse('badBody', describeIssue(parsed.error)),
    );
  };
}
