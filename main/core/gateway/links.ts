/** What the link panel asks: every wire with its counters, the last frames of one, and who calls without being enrolled. */
import type { FastifyInstance, FastifyReply, preHandlerAsyncHookHandler } from 'fastify';
import type { Socket } from 'socket.io';
import { z } from 'zod';
import type { Links } from '#main/core/links/index.ts';
import { describeIssue } from '#shared/kit/issue.ts';
import type { DeviceHealth, SeatToServer } from '#shared/wire/seat.ts';
import type { GatewayContext } from './context.ts';

/** Links as seats and /api see them: nothing here changes one. */
export type LinkWatch = Pick<Links, 'health' | 'frames' | 'contacts' | 'unknownCallers' | 'countUnknownCallers'>;

const DEVICES_A_QUESTION = 5_000;

const nothing = z.strictObject({});
const linkFramesRequest = z.strictObject({ linkId: z.string().min(1).max(80) });
const deviceHealthRequest = z.strictObject({
  deviceIds: z.array(z.string().min(1).max(80)).max(DEVICES_A_QUESTION),
});

export function addLinkQuestions(socket: Pick<Socket<SeatToServer>, 'on'>, context: GatewayContext): void {
  const { links } = context;
  socket.on('linkReports', (request, answer) => {
    if (isAsked(nothing, request, answer)) answer({ ok: true, links: links.health() });
  });
  socket.on('linkFrames', (request, answer) => {
    if (!isAsked(linkFramesRequest, request, answer)) return;
    if (!context.execution.desk.world.links.has(request.linkId)) return answer(unknownLink(request.linkId));
    answer({ ok: true, frames: links.frames(request.linkId) });
  });
  socket.on('unknownCallers', (request, answer) => {
    if (isAsked(nothing, request, answer)) answer({ ok: true, callers: links.unknownCallers() });
  });
  socket.on('deviceHealth', (request, answer) => {
    if (isAsked(deviceHealthRequest, request, answer)) {
      answer({ ok: true, devices: healthOf(request.deviceIds, context) });
    }
  });
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

/** Answers whoever asked something else. */
function isAsked(schema: z.ZodType, request: unknown, answer: unknown): boolean {
  if (typeof answer !== 'function') return false;
  const parsed = schema.safeParse(request);
  if (!parsed.success) answer({ ok: false, code: 'badBody', message: describeIssue(parsed.error) });
  return parsed.success;
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
