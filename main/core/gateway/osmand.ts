import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { GatewayContext } from './context.ts';
import { type OsmandReport, parseOsmandJson, parseOsmandQuery } from './osmandParse.ts';

/**
 * `/ingest/osmand`: OsmAnd and Traccar Client (PROTOCOLS §4.1). 200 with an empty body only after the report is kept, 400
 * naming the bad parameter, 404 for a unit nobody enrolled: the clients send again on anything but 2xx.
 */
export function addOsmandRoutes(app: FastifyInstance, context: GatewayContext): void {
  app.get('/ingest/osmand', (request, reply) => accept(context, parseOsmandQuery(textFields(request.query)), reply));
  app.post('/ingest/osmand', (request: FastifyRequest, reply) => {
    const isJson = request.headers['content-type']?.startsWith('application/json');
    const fields = { ...textFields(request.query), ...textFields(request.body) };
    return accept(context, isJson ? parseOsmandJson(request.body) : parseOsmandQuery(fields), reply);
  });
}

async function accept(context: GatewayContext, parsed: ReturnType<typeof parseOsmandJson>, reply: FastifyReply) {
  if (!parsed.ok) return reply.code(400).type('text/plain').send(parsed.failure.message);
  const report = parsed.value;
  if (!context.execution.desk.world.units.has(report.deviceKey)) {
    return reply.code(404).type('text/plain').send(`unknown unit ${report.deviceKey}`);
  }
  const receivedAt = context.clock();
  if (report.position) context.acceptFix(toFix(report, report.position, receivedAt));
  if (report.alarm) await context.raiseSos(report.deviceKey, report.alarm);
  return reply.code(200).send();
}

function toFix(report: OsmandReport, position: NonNullable<OsmandReport['position']>, receivedAt: number) {
  const { deviceKey: unitId, batteryPercent } = report;
  return { unitId, source: 'osmand', ...position, batteryPercent, fixAt: report.fixAt ?? receivedAt, receivedAt };
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
