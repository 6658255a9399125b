import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { SosCall } from '#main/core/desk/sos.ts';
import { plainText } from '#shared/kit/plainText.ts';
import { parseOsmandJson, parseOsmandQuery } from '#shared/wire/phones/osmandParse.ts';
import type { PhoneReport } from '#shared/wire/phones/report.ts';
import type { GatewayContext } from './context.ts';

/**
 * `/ingest/osmand`: OsmAnd and Traccar Client (PROTOCOLS §4.1). 200 with an empty body only after the report is kept, 400
 * naming the bad parameter, 404 for a unit nobody enrolled: the clients send again on anything but 2xx.
 */
export function addOsmandRoutes(app: FastifyInstance, context: GatewayContext): void {
  app.get('/ingest/osmand', (request, reply) =>
    accept(context, parseOsmandQuery(textFields(request.query)), request, reply),
  );
  app.post('/ingest/osmand', (request: FastifyRequest, reply) => {
    const isJson = request.headers['content-type']?.startsWith('application/json');
    const fields = { ...textFields(request.query), ...textFields(request.body) };
    return accept(context, isJson ? parseOsmandJson(request.body) : parseOsmandQuery(fields), request, reply);
  });
}

async function accept(
  context: GatewayContext,
  parsed: ReturnType<typeof parseOsmandJson>,
  request: FastifyRequest,
  reply: FastifyReply,
) {
  const receivedAt = context.clock();
  if (!parsed.ok) {
    context.ingest.count('osmand', receivedAt, parsed.failure.code);
    return reply.code(400).type('text/plain').send(parsed.failure.message);
  }
  const report = parsed.value;
  const unitId = context.findUnit(report.deviceKey);
  if (unitId === undefined) {
    context.ingest.count('osmand', receivedAt, 'unknownUnit');
    return reply
      .code(404)
      .type('text/plain')
      .send(`unknown unit ${plainText(report.deviceKey, 80)}`);
  }
  if (report.position) context.acceptFix(toFix(unitId, report, report.position, receivedAt));
  if (report.alarm) {
    const position = report.position && context.positionIngest.toWgs84('osmand', report.position);
    await context.raiseSos(toCall(unitId, report, position, report.alarm, request));
  }
  context.ingest.count('osmand', receivedAt);
  return reply.code(200).send();
}

function toCall(
  unitId: string,
  { deviceKey, fixAt }: PhoneReport,
  position: SosCall['position'],
  text: string,
  request: FastifyRequest,
) {
  const raw = request.method === 'GET' ? request.url : JSON.stringify(request.body);
  return {
    source: 'osmand' as const,
    unitKey: deviceKey,
    unitId,
    text,
    deviceAt: fixAt,
    position: position && { lon: position.lon, lat: position.lat },
    raw: Buffer.from(raw).toString('hex'),
  };
}

function toFix(
  unitId: string,
  report: PhoneReport,
  position: NonNullable<PhoneReport['position']>,
  receivedAt: number,
) {
  const { batteryPercent } = report;
  return { unitId, source: 'osmand', door: 'osmand', ...position, batteryPercent, deviceAt: report.fixAt, receivedAt };
}

/** Only plain text fields; a repeated parameter (an array) keeps its first value. */
function textFields(input: unknown): Record<string, string | undefined> {
  if (typeof input !== 'object' || input === null) return {};
  const fields = Object.entries(input).map(([key, value]): [string, unknown] => [
    key,
    Array.isArray(value) ? value[0] : value,
  ]);
  return Object.fromEntries(fields.filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
}
