/**
 * A link record while it is being filled in: plain JSON that need not be a good record yet. What is empty is absent, so that the
 * record's own default holds; what is no number stays as typed, so that the refusal can name it.
 */
import { type LinkRecord, linkRecordSchema } from '#shared/wire/links/index.ts';

export type Draft = Readonly<Record<string, unknown>>;
type Protocol = LinkRecord['protocol'];
type TransportKind = LinkRecord['transport']['kind'];

/** In the order a site meets them. */
export const PROTOCOLS: readonly Protocol[] = linkRecordSchema.options.map(({ shape }) => shape.protocol.value);

/** What a protocol can run over, its usual one first. */
export function transportsOf(protocol: Protocol): readonly TransportKind[] {
  const option = linkRecordSchema.options.find(({ shape }) => shape.protocol.value === protocol);
  return option?.shape.transport.options.map(({ shape }) => shape.kind.value) ?? [];
}

export function newDraft(protocol: Protocol, id = ''): Draft {
  const [kind = 'udp'] = transportsOf(protocol);
  const boxes = protocol === 'modbus' ? { boxes: [NEW_BOX] } : {};
  return { id, protocol, transport: newTransport(kind), ...boxes };
}

export function newTransport(kind: TransportKind): Draft {
  return kind === 'udp' || kind === 'tcp' ? { kind, host: '0.0.0.0' } : { kind };
}

export const NEW_BUTTON: Draft = { input: 0 };
export const NEW_BOX: Draft = { buttons: [NEW_BUTTON] };
export const NEW_SIREN: Draft = { coil: 0, watchdog: { kind: 'register' } };

/** `transport.port`, `boxes.0.unit`; undefined where there is nothing. */
export function valueAt(draft: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((value, key) => (isGroup(value) ? value[key] : undefined), draft);
}

/** The same with one value changed, or taken away when it is undefined. Groups on the way must exist. */
export function withValue(draft: Draft, path: string, value: unknown): Draft {
  return change(draft, path.split('.'), value) as Draft;
}

function change(group: unknown, [key, ...rest]: readonly string[], value: unknown): unknown {
  if (key === undefined) return value;
  if (Array.isArray(group)) return group.toSpliced(Number(key), 1, change(group[Number(key)], rest, value));
  const { [key]: before, ...others } = isGroup(group) ? group : {};
  const next = change(before, rest, value);
  return next === undefined ? others : { ...(isGroup(group) ? group : {}), [key]: next };
}

const isGroup = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

/** What is typed into a field for a number. */
export function numberFrom(text: string): number | string | undefined {
  const trimmed = text.trim();
  if (trimmed === '') return undefined;
  return /^-?\d+(\.\d+)?$/.test(trimmed) ? Number(trimmed) : trimmed;
}

/** What the record's own schema puts where nothing is filled in, for hints beside the fields. */
export function defaultsOf(draft: Draft): Draft {
  const kind = valueAt(draft, 'transport.kind');
  const full = {
    id: 'x',
    protocol: draft.protocol,
    transport: kind === 'serial' ? { kind, path: 'x' } : { kind, host: 'x', port: 1 },
    ...(draft.protocol === 'modbus' && { boxes: [PLAIN_BOX] }),
    ...(draft.protocol === 'nmea' && { unit: 'x' }),
  };
  const parsed = linkRecordSchema.safeParse(full);
  return parsed.success ? parsed.data : {};
}

const PLAIN_BOX = {
  account: 'x',
  unit: 1,
  buttons: [{ input: 0 }],
  siren: { coil: 0, watchdog: { kind: 'register', address: 0 } },
};
