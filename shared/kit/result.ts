import type { Bilingual } from './bilingual.ts';

/** An expected outcome: a value, or a failure that is itself a value with a code. Bugs throw; refusals return. */
export type Result<Value, Failure = Refusal> = { ok: true; value: Value } | { ok: false; failure: Failure };

/** What is wrong with one field, as a sentence that names the value and what is allowed. */
export interface Problem extends Bilingual {
  /** `transport.port`; empty when it is about the whole. */
  readonly path: string;
}

/** Why something was not done. `code` is for machines, `message` is the operator's sentence. */
export interface Refusal {
  readonly code: string;
  readonly message: string;
  /** Field by field, where a form can point at them. */
  readonly problems?: readonly Problem[];
}

export function ok<Value>(value: Value): { ok: true; value: Value } {
  return { ok: true, value };
}

export function fail<Failure>(failure: Failure): { ok: false; failure: Failure } {
  return { ok: false, failure };
}

export function refuse(code: string, message: string, problems?: readonly Problem[]): { ok: false; failure: Refusal } {
  return { ok: false, failure: { code, message, ...(problems && { problems }) } };
}
