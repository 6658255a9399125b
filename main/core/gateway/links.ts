/** What the link panel asks: every wire with its counters, the last frames of one, and who calls without being enrolled. */
import type { FastifyInstance, FastifyReply, preHandlerAsyncHookHandler } from 'fastify';
import { z } from 'zod';
import type { Links } from '#main/core/links/index.ts';
import type { DeviceHealth, SeatToServer } from '#shared/wire/seat.ts';
import type { GatewayContext } from './context.ts';
import type { OnQuestion } from './questions.ts';

/** Links as seats and /api see them: nothing here changes one. */
export type LinkWatch = Pick<Links, 'health' | 'frames' | 'contacts' | 'unknownCallers' | 'countUnknownCallers'>;

const DEVICES_A_QUESTION = 5_000;

const nothing = z.strictObject({});
const linkFramesRequest = z.strictObject({ linkId: z.string().min(1).max(80) });
const deviceHealthRequest = z.strictObject({
  deviceIds: z.array(z.string().min(1).max(80)).max(DEVICES_A_QUESTION),
});

export function addLinkQuestions(onQuestion: OnQuestion<SeatToServer>, context: GatewayContext): void {
  const { links } = context;
  onQuestion('linkReports', nothing).answer(() => ({ ok: true, links: links.health() }));
  onQuestion('linkFrames', linkFramesRequest).answer(({ linkId }) =>
    context.execution.desk.world.links.has(linkId) ? { ok: true, frames: links.frames(linkId) } : unknownLink(linkId),
  );
  onQuestion('unknownCallers', nothing).answer(() => ({ ok: true, callers: links.unknownCallers() }));
  onQuestion('deviceHealth', deviceHealthRequest).answer(({ deviceIds }) => ({
    ok: true,
    devices: healthOf(deviceIds, context),
  }));
}

interface RouteTools {
  readonly desk: { preHandler: preHandlerAsyncHookHandler };
  refuse(reply: FastifyReply, status: number, code: string, message: string): unknown;
}

export function addLinkRoutes(app: FastifyInstance, context: GatewayContext, { desk, refuse }: RouteTools): void {
  const { links } = context;
  const { world } = context.execution.desk;
  app.get('/api/links', desk, async () => {
    const reports = new Map(links.health().map((report) => [report.id, report]));
    // A stopped one has no report: it is nowhere but in the configuration.
    return { links: [...world.links.values()].map((link) => ({ ...link, report: reports.get(link.id) ?? null })) };
  });
  app.get('/api/links/callers', desk, async () => ({ callers: links.unknownCallers() }));
  app.get<{ Params: { id: string } }>('/api/links/:id/frames', desk, async (request, reply) => {
    const { id } = request.params;
    if (!world.links.has(id)) return refuse(reply, 404, 'unknownLink', unknownLink(id).message);
    return { frames: links.frames(id) };
  });
}

function unknownLink(linkId: string) {
  return { ok: false, code: 'unknownLink', message: `没有链路 ${linkId}` } as const;
}

function healthOf(deviceIds: readonly string[], { links, execution }: GatewayContext): DeviceHealth[] {
  const contacts = new Map(links.contacts().map((contact) => [contact.deviceId, contact]));
  return deviceIds.flatMap((deviceId) => {
    const device = execution.desk.world.devices.get(deviceId);
    if (!device) return [];
    const lastSeenAt = contacts.get(deviceId)?.lastSeenAt ?? null;
    return [{ deviceId, lastSeenAt, supervisionSeconds: device.supervisionSeconds ?? null }];
  });
}
