import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { parseOwntracks } from '#shared/wire/phones/owntracksParse.ts';
import type { PhoneReport } from '#shared/wire/phones/report.ts';
import type { GatewayContext } from './context.ts';

/**
 * `/ingest/owntracks` (PROTOCOLS §4.2). The app sends its queue in order and waits for success, so whatever is JSON is
 * answered 200 with `[]`, and what we could make nothing of is counted where people see it. 400 is for what is no JSON, 500
 * for a call for help that could not be kept: that one must come again.
 */
export function addOwntracksRoutes(app: FastifyInstance, context: GatewayContext): void {
  app.register(async (scope) => {
    // The app calls its JSON by several names; all bodies of this door are read as what they are.
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body));
    scope.post('/ingest/owntracks', (request, reply) => accept(context, request, reply));
  });
}

async function accept(context: GatewayContext, request: FastifyRequest, reply: FastifyReply) {
  const receivedAt = context.clock();
  const count = (reason?: string) => context.ingest.count('owntracks', receivedAt, reason);
  const text = typeof request.body === 'string' ? request.body.replace(/^\uFEFF/, '') : '';
  // A friend was deleted in the app: nothing to keep.
  if (text.trim() === '') {
    count('empty');
    return reply.send([]);
  }
  const message = readJson(text);
  if (message === undefined) {
    count('notJson');
    return reply.code(400).send({ ok: false, code: 'badBody', message: 'body: not JSON' });
  }
  count(await take(context, message, text, receivedAt));
  return reply.send([]);
}

/** The reason to count, or undefined when all of it was used. */
async function take(
  context: GatewayContext,
  message: unknown,
  text: string,
  receivedAt: number,
): Promise<string | undefined> {
  const parsed = parseOwntracks(message);
  if (!parsed.ok) return parsed.failure.code;
  const { deviceKey, position, fixAt, batteryPercent, alarm } = parsed.value;
  const unitId = unitOf(context, deviceKey);
  if (unitId !== undefined && position) {
    const { acceptFix } = context;
    acceptFix({
      unitId,
      source: 'owntracks',
      door: 'owntracks',
      ...position,
      batteryPercent,
      deviceAt: fixAt,
      receivedAt,
    });
  }
  if (alarm !== null) {
    const raw = Buffer.from(text).toString('hex');
    const place = position && context.positionIngest.toWgs84('owntracks', position);
    await context.raiseSos({ ...toCall({ ...parsed.value, position: place }, alarm, unitId), raw });
  }
  return unitId === undefined ? 'unknownUnit' : undefined;
}

const toCall = ({ deviceKey, position, fixAt }: PhoneReport, text: string, unitId: string | undefined) => ({
  source: 'owntracks' as const,
  unitKey: deviceKey,
  unitId: unitId ?? null,
  text,
  deviceAt: fixAt,
  position: position && { lon: position.lon, lat: position.lat },
});

/** `owntracks/user/DEVICE`: the whole topic, or its device part, is the unit's terminal or id. */
function unitOf({ findUnit }: GatewayContext, deviceKey: string): string | undefined {
  return findUnit(deviceKey) ?? findUnit(deviceKey.slice(deviceKey.lastIndexOf('/') + 1));
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
