/** `/api/devices`: every device with its health and how far it is to be believed, and lists of devices from outside. */
import type { FastifyInstance, FastifyReply, FastifyRequest, preHandlerAsyncHookHandler } from 'fastify';
import { z } from 'zod';
import type { DeviceState } from '#shared/domain/device.ts';
import { judgeTrust } from '#shared/domain/deviceTrust.ts';
import { describeIssue } from '#shared/kit/issue.ts';
import { DEVICE_IMPORT_BYTES } from '#shared/wire/deviceImport.ts';
import { mayCommand } from '#shared/wire/roles.ts';
import { isAllowedOrigin } from './auth.ts';
import type { GatewayContext } from './context.ts';
import { tableQuery } from './tableQuery.ts';

interface RouteTools {
  /** Sets `request.account`, or answers 401. */
  readonly guard: (request: FastifyRequest, reply: FastifyReply) => Promise<unknown>;
  readonly desk: { preHandler: preHandlerAsyncHookHandler };
  refuse(reply: FastifyReply, status: number, code: string, message: string): unknown;
}

const LONGEST_ANSWER_MS = 120_000;
const PREVIEW = '/api/devices/preview';

const previewQuery = tableQuery.extend({ mapping: z.string().max(10_000).optional() });

export function addDeviceRoutes(app: FastifyInstance, context: GatewayContext, tools: RouteTools): void {
  const { desk, refuse } = tools;
  const { devices } = context.execution.desk.world;

  app.get('/api/devices', desk, async () => {
    const seen = lastSeen(context);
    return { devices: [...devices.values()].map((device) => deviceView(context, device, seen)) };
  });
  app.get<{ Params: { id: string } }>('/api/devices/:id', desk, async (request, reply) => {
    const device = devices.get(request.params.id);
    if (!device) return refuse(reply, 404, 'unknownDevice', '没有登记这台设备');
    return { device: deviceView(context, device, lastSeen(context)) };
  });
  app.register(async (scope) => addPreviewRoute(scope, context, tools));
}

/** The body is the file, whatever it is said to be: what it is shows in it. */
function addPreviewRoute(app: FastifyInstance, context: GatewayContext, { guard, refuse }: RouteTools): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: DEVICE_IMPORT_BYTES }, (_request, body, done) =>
    done(null, body),
  );
  app.setErrorHandler((error: { statusCode?: number; message: string }, _request, reply) => {
    if (error.statusCode !== 413) throw error;
    return refuse(reply, 413, 'fileTooLarge', `文件最大 ${DEVICE_IMPORT_BYTES / 1024 / 1024} MB`);
  });
  const fromOwnPage = async (request: FastifyRequest, reply: FastifyReply) => {
    const { origin } = request.headers;
    reply.header('vary', 'origin');
    if (!isAllowedOrigin(request.raw)) return refuse(reply, 403, 'wrongOrigin', '只接受本系统窗口的请求');
    if (origin !== undefined) reply.header('access-control-allow-origin', origin);
  };

  app.options(PREVIEW, { onRequest: fromOwnPage }, async (_request, reply) =>
    reply
      .header('access-control-allow-methods', 'POST')
      .header('access-control-allow-headers', 'authorization, content-type')
      .header('access-control-max-age', '600')
      .code(204)
      .send(),
  );
  // Who may not is turned away before the file is read.
  const mayImport = async (request: FastifyRequest, reply: FastifyReply) => {
    const { role } = request.account!;
    if (!mayCommand(role, 'device.import')) return refuse(reply, 403, 'roleMayNot', `角色 ${role} 不能导入设备`);
  };
  app.post(PREVIEW, { onRequest: [fromOwnPage, guard, mayImport] }, async (request, reply) => {
    const query = previewQuery.safeParse(request.query);
    if (!query.success) return refuse(reply, 400, 'badQuery', describeIssue(query.error));
    answerLater(request);
    const bytes = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
    const preview = await context.previewDevices({ ...query.data, bytes });
    if (!preview.ok) return refuse(reply, 400, preview.failure.code, preview.failure.message);
    return { ok: true, preview: preview.value };
  });
}

/** A long list takes longer than a connection may be quiet otherwise. */
export function answerLater({ raw }: FastifyRequest): void {
  raw.socket.setTimeout(LONGEST_ANSWER_MS);
}

type Seen = ReadonlyMap<string, number | null>;

const lastSeen = ({ links }: GatewayContext): Seen =>
  new Map(links.contacts().map(({ deviceId, lastSeenAt }) => [deviceId, lastSeenAt]));

/** Its facts, what it was last known to be, and what to think of its next alarm; ages by the core's clock, ms. */
function deviceView({ clock }: GatewayContext, device: DeviceState, seen: Seen) {
  const { stationFingerprint, ...facts } = device;
  const now = clock();
  const lastSeenAt = seen.get(device.id) ?? null;
  return {
    ...facts,
    lastSeenAt,
    ageMs: lastSeenAt === null ? null : Math.max(0, now - lastSeenAt),
    supervisionSeconds: device.supervisionSeconds ?? null,
    trust: judgeTrust(device, now),
  };
}
