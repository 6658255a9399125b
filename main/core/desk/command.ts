/** What a command of a seat or a phone is to the desk: its sender, its rule, what it comes to. */
import type { z } from 'zod';
import type { Dispatch, DispatchTarget } from '#shared/domain/dispatch.ts';
import type { Actor, Draft } from '#shared/domain/event.ts';
import type { IncidentState, Recommendation } from '#shared/domain/incident.ts';
import type { IncidentReporter } from '#shared/domain/incidentLife.ts';
import type { PersonRef } from '#shared/domain/person.ts';
import { describeIssue } from '#shared/kit/issue.ts';
import { ok, type Result, refuse } from '#shared/kit/result.ts';
import type { ReadPacket } from '#shared/wire/handOver.ts';
import type { CommandKind, Role } from '#shared/wire/roles.ts';
import type { CommandGains } from '#shared/wire/seat.ts';
import type { SignInState } from '#shared/wire/session.ts';
import type { FieldContext } from './field.ts';
import type { OpenIncidentContext } from './openIncident.ts';

/** Who sends a command: the actor written into its events, and the role it may act in. */
export interface Sender {
  readonly actor: Actor;
  readonly role: Role;
  /** A phone may only speak of its own units' dispatches. Absent: any unit. */
  readonly units?: ReadonlySet<string>;
  /** The window it comes from; absent: a program, or a phone. */
  readonly seat?: string;
  /** Area code inside which it may act, with everything under it (GEODATA §2). Absent: the whole station. */
  readonly scope?: string;
  /** It vouches for a machine, not for a person: this one, or one that has joined. Absent: a person, a program or a phone. */
  readonly machine?: 'own' | 'joined';
}

/** What the desk asks of the accounts of the station (main/core/accounts). */
export interface Access {
  readonly signInState: SignInState;
  mayMakeFirstAdmin(sender: Sender): boolean;
  /** Somebody was not allowed to: recorded, and counted where it is often. */
  refused(refused: { actor: Actor; role: string | null; address?: string | null; what: string; code: string }): void;
}

/**
 * A command that must do something outside the journal first: open a port, store a key. What it resolves to is called in the
 * same turn as the recording, so that it decides on the world as it is then.
 */
export type Steward = (body: unknown, sender: Sender) => Promise<Result<() => Result<Outcome>>>;

/** ETA, length and line of a way; null and empty where no road leads there from a known position. */
export type Travel = Pick<Dispatch, 'etaSeconds' | 'routeM' | 'route'>;

export interface ExecuteContext extends OpenIncidentContext {
  readonly access: Access;
  /** Seals what a caller tells of himself (main/core/people) and says what may be shown of it. */
  keepReporter(told: { readonly name: string; readonly phone: string }): IncidentReporter;
  /** Numbers of groups that are called by voice: kept sealed for as long as somebody needs them. */
  readonly contacts: {
    keep(told: { readonly name: string; readonly phone: string }): {
      readonly ref: PersonRef;
      readonly phone: string | null;
    };
    /** Whether this is what is kept under the ref already. */
    isKept(ref: PersonRef, told: { readonly name: string; readonly phone: string }): boolean;
    letGo(ref: PersonRef): void;
  };
  recommend(incident: IncidentState): Recommendation;
  /** The way of one unit to where it is to stand. */
  travel(unitId: string, target: Pick<DispatchTarget, 'lon' | 'lat'>): Travel;
  /** Where a camera stands, listed or not (main/core/video). */
  channelAt(channelId: string): { readonly lon: number; readonly lat: number } | undefined;
  /** What the rules about tasks, patrols and phones ask. */
  readonly field: FieldContext;
  /** Hand-over files that were looked at (main/core/handover). */
  readonly packets: { find(fileHash: string): ReadPacket | undefined };
  readonly stewards: Readonly<Partial<Record<CommandKind, Steward>>>;
  /** What decides the rest (desk/commands.ts). */
  readonly rules: CommandFamily;
}

/** What is to be written, and what its sender is told once it is. */
export interface Outcome extends CommandGains {
  readonly drafts: Draft[];
}

/** Decides on the world as it is now; what it returns is recorded in the same turn. */
export type CommandHandler = (context: ExecuteContext, body: unknown, sender: Sender) => Result<Outcome>;

/** The commands of one noun. A new noun is a family of its own and one line in commands.ts. */
export type CommandFamily = Readonly<Partial<Record<CommandKind, CommandHandler>>>;

/** Shape before rule: `badBody` names the first bad field. */
export function handle<Schema extends z.ZodType>(
  schema: Schema,
  decide: (context: ExecuteContext, body: z.output<Schema>, sender: Sender) => Result<Outcome>,
): CommandHandler {
  return (context, input, sender) => {
    const parsed = schema.safeParse(input);
    return parsed.success ? decide(context, parsed.data, sender) : refuse('badBody', describeIssue(parsed.error));
  };
}

/** What a rule has decided, as the outcome of a command. */
export function drafted(decided: Result<Draft[]>, ids: Omit<Outcome, 'drafts'> = {}): Result<Outcome> {
  return decided.ok ? ok({ drafts: decided.value, ...ids }) : decided;
}
