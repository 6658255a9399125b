/** What every simulator of `npm run sim` can be told on the command line. */
import { parseArgs } from 'node:util';
import { z } from 'zod';

export const OPTIONS_HELP = `  --to WHERE        udp:HOST:PORT, tcp:HOST:PORT, serial:PATH, or listen:HOST:PORT to be called
  --accounts A,B    who speaks, in turn: accounts, ids of units, uids (default 70A1)
  --count N         messages, 0 without end (default 10)
  --rate N          messages a second, all accounts together (default 1)
  --heartbeat S     a sign of life every S seconds, 0 none (default 30)
  --loss X --duplicates X --reorder X --garbage X
                    how many transmissions, 0 to 1, are lost, doubled, sent after the next one, follow noise
  --skew S          the device's clock runs S seconds ahead
  --key K           pole and button: hex:… or ascii:…, everything encrypted
  --seed N          the same accidents again (default 1)
  --at LAT,LON      phone, tak, jt808, nmea: move round here (default the demo district)
  --sos N           phone, tak, jt808: every Nth message calls for help, 0 none (default 0)
  --as FORM         phone: owntracks, osmand or traccar; tak: xml or tak; jt808: 2013 or 2019 (default the first)`;

const share = z.coerce.number().min(0).max(1).default(0);
const port = z.coerce.number().int().min(0).max(65_535);

const schema = z.object({
  to: z.string().transform((text, context) => {
    const target = readTarget(text);
    if (!target) context.addIssue('no wire is called so');
    return target ?? z.NEVER;
  }),
  accounts: z
    .string()
    .default('70A1')
    .transform((text) => text.split(','))
    .pipe(
      z
        .array(
          z.string().regex(/^[0-9A-Za-z][0-9A-Za-z_./-]{0,119}$/, 'letters, digits, dot, dash, slash and underscore'),
        )
        .min(1),
    ),
  count: z.coerce.number().int().min(0).default(10),
  rate: z.coerce.number().positive().max(10_000).default(1),
  heartbeat: z.coerce.number().min(0).default(30),
  loss: share,
  duplicates: share,
  reorder: share,
  garbage: share,
  skew: z.coerce.number().default(0),
  key: z
    .string()
    .regex(/^(hex|ascii):.+$/)
    .optional()
    .transform((text) => {
      if (text === undefined) return undefined;
      const at = text.indexOf(':');
      return { encoding: text.slice(0, at) as 'hex' | 'ascii', value: text.slice(at + 1) };
    }),
  seed: z.coerce.number().int().default(1),
  at: z
    .string()
    .regex(/^-?\d+(\.\d+)?,-?\d+(\.\d+)?$/, 'LAT,LON in degrees')
    .default('25.07,117.01')
    .transform((text) => {
      const [lat, lon] = text.split(',').map(Number);
      return { lat: lat ?? 0, lon: lon ?? 0 };
    }),
  sos: z.coerce.number().int().min(0).default(0),
  as: z.enum(['owntracks', 'osmand', 'traccar', 'xml', 'tak', '2013', '2019']).optional(),
});
export type SimulatorOptions = z.output<typeof schema>;

export type Target =
  | { readonly kind: 'udp' | 'tcp' | 'listen'; readonly host: string; readonly port: number }
  | { readonly kind: 'serial'; readonly path: string };

/** Words for what is wrong, or the options. */
export function readOptions(args: readonly string[]): SimulatorOptions | string {
  const names = Object.keys(schema.shape);
  try {
    const options = Object.fromEntries(names.map((name) => [name, { type: 'string' as const }]));
    const { values } = parseArgs({ args: [...args], options, strict: true });
    const parsed = schema.safeParse(values);
    if (parsed.success) return parsed.data;
    return parsed.error.issues.map(({ path, message }) => `--${path.join('.')}: ${message}`).join('; ');
  } catch (error) {
    return (error as Error).message;
  }
}

function readTarget(text: string): Target | null {
  const [, kind, rest] = /^(udp|tcp|listen|serial):(.+)$/.exec(text) ?? [];
  if (kind === undefined || rest === undefined) return null;
  if (kind === 'serial') return { kind, path: rest };
  const colon = rest.lastIndexOf(':');
  const read = port.safeParse(rest.slice(colon + 1));
  if (colon < 1 || !read.success) return null;
  return { kind: kind as 'udp' | 'tcp' | 'listen', host: rest.slice(0, colon), port: read.data };
}
