/**
 * The SOS bit of locations becomes one alarm per 0→1 edge (PROTOCOLS §4.4). The bit stays set until a person confirms, and
 * every frame carries it, so the edge is what counts; the answer to each of them waits for the alarm of the first.
 */
import type { JudgeContext } from '../../contract.ts';
import type { Location } from './location.ts';
import type { Terminal } from './terminals.ts';

/** A standing SOS. */
export interface Press {
  /** Key of its alarm; null when the desk had the alarm before this core heard of it. */
  readonly key: string | null;
  readonly at: number;
  /** Time of the location that began it, by the terminal; null when that was late, and nobody saw how long it stood. */
  readonly deviceAt: number | null;
}

/** A press is stored again under its own key until it is known to be durable: shorter than keys are remembered. */
const STORING_MS = 9 * 60_000;

/** One location as the SOS rule sees it. */
export interface SosReport {
  readonly location: Location;
  /** Kept while there was no network: says nothing of the present. */
  readonly isCatchUp: boolean;
  readonly receivedAt: number;
  /** Key of the alarm, if this is the one that raises it. */
  readonly key: string;
}

export type SosDue =
  | { readonly kind: 'nothing' }
  /** Store an alarm with this key, unless it is stored already. */
  | { readonly kind: 'raise'; readonly key: string }
  | { readonly kind: 'repeat'; readonly key: string };

const NOTHING: SosDue = { kind: 'nothing' };

/** Moves the terminal's state on and says what is due. */
export function weighSos(terminal: Terminal, report: SosReport, context: JudgeContext): SosDue {
  const { location, receivedAt } = report;
  const isLate = report.isCatchUp || isOlder(terminal, location);
  const isSet = location.alarms.includes('sos');
  // A late point must not end a press that began after it; that it saw a press which nobody has heard of is news.
  if (!isSet) {
    if (isLate) return NOTHING;
    terminal.isSosKnown = true;
    if (terminal.press) terminal.raisedSpan = spanOf(terminal.press, location);
    terminal.press = null;
    return NOTHING;
  }
  if (isLate && !terminal.press && isWithin(terminal.raisedSpan, location)) return NOTHING;
  terminal.press ??= firstPress(terminal, report, isLate, context);
  terminal.isSosKnown = true;
  const { key, at } = terminal.press;
  if (key === null) return NOTHING;
  if (context.isDuplicate(key)) return { kind: 'repeat', key };
  return Math.abs(receivedAt - at) < STORING_MS ? { kind: 'raise', key } : NOTHING;
}

/** After a restart the bit may still stand for an alarm that is waiting at the desk: it is not raised again. */
function firstPress(
  { isSosKnown, owner }: Terminal,
  { key, receivedAt, location }: SosReport,
  isLate: boolean,
  context: JudgeContext,
): Press {
  const isWaiting = !isSosKnown && context.terminals?.alarmStateOf(owner.id) === 'waiting';
  return {
    key: isWaiting && !context.isDuplicate(key) ? null : key,
    at: receivedAt,
    deviceAt: isLate ? null : location.at,
  };
}

const isOlder = ({ newestAt }: Terminal, { at }: Location) => at !== null && newestAt !== null && at < newestAt;

function spanOf({ deviceAt }: Press, { at }: Location): Terminal['raisedSpan'] {
  return deviceAt === null || at === null ? null : { from: deviceAt, to: at };
}

function isWithin(span: Terminal['raisedSpan'], { at }: Location): boolean {
  return span !== null && at !== null && at >= span.from && at <= span.to;
}
