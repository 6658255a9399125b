import { z } from 'zod';
import { ACCOUNT_COMMAND_BODIES } from '#shared/domain/accountCommands.ts';
import { alarmReviewSchema } from '#shared/domain/alarm.ts';
import { DEVICE_COMMAND_BODIES } from '#shared/domain/deviceCommands.ts';
import { GROUP_COMMAND_BODIES } from '#shared/domain/group.ts';
import { INCIDENT_COMMAND_BODIES } from '#shared/domain/incidentCommands.ts';
import { LAN_COMMAND_BODIES } from '#shared/domain/lan.ts';
import { LINKAGE_COMMAND_BODIES } from '#shared/domain/linkage.ts';
import { MACHINE_COMMAND_BODIES } from '#shared/domain/machine.ts';
import { PERSON_COMMAND_BODIES } from '#shared/domain/person.ts';
import { PUBLIC_REPORT_COMMAND_BODIES } from '#shared/domain/publicReportCommands.ts';
import { SHIFT_COMMAND_BODIES } from '#shared/domain/shiftCommands.ts';
import { TASK_COMMAND_BODIES } from '#shared/domain/taskCommands.ts';
import { PHONE_COMMAND_BODIES } from '#shared/domain/unitPhone.ts';
import { FIND_KINDS, QUERY_LENGTH } from '#shared/search/findable.ts';
import { alarmReportSchema } from '#shared/wire/alarmReport.ts';
import { REPLAY_FORMATS } from '#shared/wire/replay.ts';
import { COMMAND_ROLES, type CommandKind, READ_ROLES, REPORT_ROLES, type ReadScope } from '#shared/wire/roles.ts';
import {
  ownPasswordSchema,
  secondFactorBeginSchema,
  secondFactorConfirmSchema,
  secondFactorEndSchema,
  signInSchema,
} from '#shared/wire/session.ts';

const json = (schema: unknown) => ({ content: { 'application/json': { schema } } });
const list = (name: string) => ({
  type: 'object',
  required: [name],
  properties: { [name]: { type: 'array', items: { type: 'object' } } },
});
const refusal = {
  type: 'object',
  required: ['ok', 'code', 'message'],
  properties: { ok: { const: false }, code: { type: 'string' }, message: { type: 'string' } },
};
const query = (name: string, schema: unknown, description: string) => ({ name, in: 'query', schema, description });
const pathId = { name: 'id', in: 'path', required: true, schema: { type: 'string' } };
const page = [
  query('after', { type: 'integer', minimum: 0, default: 0 }, 'Only rows with a greater seq'),
  query('limit', { type: 'integer', minimum: 1, default: 1000 }, 'Rows a page; never more than 1000'),
];

function read(summary: string, scope: ReadScope, schema: unknown, parameters: readonly unknown[] = []) {
  return {
    get: {
      summary,
      description: `Roles: ${READ_ROLES[scope].join(', ')}`,
      parameters,
      responses: {
        200: { description: 'OK', ...json(schema) },
        401: { description: 'Missing or unknown token', ...json(refusal) },
        403: { description: 'The role may not read this', ...json(refusal) },
      },
    },
  };
}

function reportPath() {
  const answer = {
    type: 'object',
    required: ['ok', 'seq', 'alarmId', 'incidentId'],
    properties: {
      ok: { const: true },
      seq: { type: 'integer' },
      alarmId: { type: 'string' },
      incidentId: { type: ['string', 'null'], description: 'Opened or joined; null when this class opens none' },
    },
  };
  return {
    post: {
      summary: 'An alarm of another system: access control, video analytics, fire panel, 110 transfer',
      description:
        `Roles: ${REPORT_ROLES.join(', ')}. class or code; deviceId, or lon and lat, or both. ` +
        'Send again with the same id until it is answered 201 or 200.',
      requestBody: {
        required: true,
        ...json(z.toJSONSchema(alarmReportSchema, { io: 'input', unrepresentable: 'any' })),
      },
      responses: {
        201: { description: 'On disk', ...json(answer) },
        200: { description: 'This id was delivered before: the first answer', ...json(answer) },
        400: { description: 'Not understood; the message names the field', ...json(refusal) },
        401: { description: 'Missing or unknown token', ...json(refusal) },
        403: { description: 'The role may not deliver alarms', ...json(refusal) },
        429: {
          description: 'Too fast. Recorded by the station; send again with the same id',
          headers: { 'Retry-After': { schema: { type: 'integer' } } },
          ...json(refusal),
        },
      },
    },
  };
}

function trackPaths() {
  const answer = {
    type: 'object',
    required: ['fixes', 'damage'],
    properties: {
      fixes: { type: 'array', items: { type: 'object' } },
      isReduced: { type: 'boolean', description: 'There were more fixes than the limit' },
      damage: { type: 'array', items: { type: 'object' }, description: 'Stretches that cannot be read' },
    },
  };
  const moment = { type: 'string', description: 'Epoch ms, or ISO 8601 with offset' };
  const span = [
    query('from', moment, 'An hour before `to` when absent'),
    query('to', moment, 'An hour after `from`, or now, when absent'),
    query('limit', { type: 'integer', minimum: 1, maximum: 20_000, default: 5_000 }, 'Fixes at most'),
  ];
  const side = (name: string) => ({ ...query(name, { type: 'number' }, 'WGS-84 degrees'), required: true });
  return {
    '/api/tracks': read("One unit's track, simplified to the limit; at most 31 days", 'desk', answer, [
      { ...query('unit', { type: 'string' }, 'Unit id'), required: true },
      ...span,
    ]),
    '/api/tracks/box': read('Every fix in a box and a span; at most one day', 'desk', answer, [
      ...['west', 'south', 'east', 'north'].map(side),
      ...span,
    ]),
    '/api/tracks/at': read('Everybody as the desk knew it at a moment', 'desk', answer, [
      { ...query('t', moment, 'The moment'), required: true },
    ]),
    '/api/positions': read('How positions come in, and the state of their history', 'desk', { type: 'object' }),
  };
}

function scenePaths() {
  const found = {
    type: 'object',
    required: ['groups'],
    properties: {
      groups: {
        type: 'array',
        description: 'Best group first; at most 8 hits each, `total` in all',
        items: {
          type: 'object',
          required: ['kind', 'total', 'hits'],
          properties: {
            kind: { enum: FIND_KINDS },
            total: { type: 'integer' },
            hits: { type: 'array', items: { type: 'object', required: ['kind', 'id', 'name', 'code', 'lon', 'lat'] } },
          },
        },
      },
    },
  };
  return {
    '/api/search': read('By name, code, address, pinyin or initials', 'desk', found, [
      {
        ...query('q', { type: 'string', minLength: 1, maxLength: QUERY_LENGTH }, 'Words; every one must be met'),
        required: true,
      },
      query('lon', { type: 'number' }, 'Of equals the nearer comes first: WGS-84 degrees, with lat'),
      query('lat', { type: 'number' }, ''),
    ]),
    '/api/grids/{code}': read(
      'A grid, community, town or district: owners, people, counts, and what goes on in it now',
      'desk',
      { type: 'object', required: ['grid'], properties: { grid: { type: 'object' } } },
      [{ ...pathId, name: 'code' }],
    ),
  };
}

function replayPaths() {
  const moment = { type: 'string', description: 'Epoch ms, or ISO 8601 with offset' };
  const span = [
    { ...query('from', moment, 'Not after `to`'), required: true },
    { ...query('to', moment, 'Not in the future'), required: true },
  ];
  const part = (summary: string, required: readonly string[], parameters: readonly unknown[]) =>
    read(summary, 'desk', { type: 'object', required }, parameters);
  return {
    '/api/replay/world': part(
      'Everything the journal held at a moment, or after an event',
      ['at', 'seq', 'world'],
      [
        query('at', moment, 'The moment; this or `seq`'),
        query('seq', { type: 'integer', minimum: 0 }, 'The event; this or `at`'),
      ],
    ),
    '/api/replay/events': part(
      'Events after one, up to a moment',
      ['events', 'isWhole'],
      [
        { ...query('after', { type: 'integer', minimum: 0 }, 'Only events with a greater seq'), required: true },
        { ...query('until', moment, 'The moment'), required: true },
        query('limit', { type: 'integer', minimum: 1, maximum: 2_000, default: 2_000 }, 'Events at most'),
      ],
    ),
    '/api/replay/positions': part(
      'Positions of at most five minutes as they came in',
      ['state', 'moves'],
      [
        ...span,
        query('every', { type: 'integer', minimum: 0, maximum: 60_000, default: 0 }, 'ms; one fix a unit in each'),
      ],
    ),
    '/api/replay/overview': part('Alarms, incidents and timelines of at most a day', ['incidents', 'entries'], span),
    '/api/replay/alarm-quality': part(
      'Alarm figures of at most 31 days: rates, floods, chattering, standing, worst sources',
      ['announced', 'floods', 'badActors'],
      span,
    ),
    '/api/replay/export': part(
      'A file of at most a day: GeoJSON, CSV or GPX 1.1',
      [],
      [...span, { ...query('format', { enum: REPLAY_FORMATS }, 'Of the file'), required: true }],
    ),
  };
}

function previewPath() {
  const answer = {
    type: 'object',
    required: ['ok', 'preview'],
    properties: { ok: { const: true }, preview: { type: 'object', required: ['previewId', 'counts', 'rows'] } },
  };
  return {
    post: {
      summary: 'What importing a list of devices would do: CSV, xlsx or GeoJSON as the body',
      description: `Roles: ${COMMAND_ROLES['device.import'].join(', ')}. Changes nothing; send device.import with its previewId.`,
      parameters: [
        query('name', { type: 'string' }, 'Name of the file, to be shown'),
        query('datum', { enum: ['wgs84', 'gcj02', 'bd09'], default: 'wgs84' }, 'What its positions are in'),
        query('mapping', { type: 'string' }, 'JSON object of our fields to columns of the file'),
      ],
      requestBody: {
        required: true,
        content: { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } },
      },
      responses: {
        200: { description: 'Read, every bad row named', ...json(answer) },
        400: { description: 'No list of devices, or damaged', ...json(refusal) },
        401: { description: 'Missing or unknown token', ...json(refusal) },
        403: { description: 'The role may not import, or the page is not ours', ...json(refusal) },
        413: { description: 'Larger than 16 MiB', ...json(refusal) },
      },
    },
  };
}

function sessionPaths() {
  const session = {
    type: 'object',
    required: ['ok', 'id', 'name', 'role', 'scope', 'bearer', 'signIn'],
    properties: { bearer: { enum: ['person', 'machine', 'program'] }, signIn: { enum: ['required', 'unset', 'off'] } },
  };
  const ownRefusals = {
    401: { description: 'The password or the code is wrong', ...json(refusal) },
    403: { description: 'Not an administrator, or not over TLS', ...json(refusal) },
    409: { description: 'Not a session, not begun, already on or off', ...json(refusal) },
    429: { description: 'Too many attempts', ...json(refusal) },
  };
  return {
    '/api/session': {
      get: {
        summary: 'Who this token is',
        responses: { 200: { description: 'OK', ...json(session) }, 401: { description: 'Unknown', ...json(refusal) } },
      },
      post: {
        summary: 'Sign in',
        security: [],
        requestBody: { required: true, ...json(z.toJSONSchema(signInSchema, { io: 'input' })) },
        responses: {
          200: {
            description: 'A token, answered once',
            ...json({ type: 'object', required: ['ok', 'token', 'account'] }),
          },
          401: { description: 'Wrong name or wrong password', ...json(refusal) },
          403: { description: 'Locked, a page of somebody else, or not over TLS', ...json(refusal) },
          429: {
            description: 'Too many attempts',
            headers: { 'Retry-After': { schema: { type: 'integer' } } },
            ...json(refusal),
          },
        },
      },
      delete: {
        summary: 'Sign out',
        responses: {
          200: { description: 'The token is no more' },
          409: { description: 'Not a session', ...json(refusal) },
        },
      },
    },
    '/api/session/password': {
      put: {
        summary: 'Give oneself another password; the other sessions of this account end',
        requestBody: { required: true, ...json(z.toJSONSchema(ownPasswordSchema, { io: 'input' })) },
        responses: {
          200: { description: 'Changed' },
          401: { description: 'The present password is wrong', ...json(refusal) },
          409: { description: 'Not a session', ...json(refusal) },
          422: { description: 'Too weak', ...json(refusal) },
          429: { description: 'Too many attempts', ...json(refusal) },
        },
      },
    },
    '/api/session/second-factor': {
      post: {
        summary: 'Begin to set up a second factor of one’s own',
        requestBody: { required: true, ...json(z.toJSONSchema(secondFactorBeginSchema, { io: 'input' })) },
        responses: {
          200: { description: 'For an authenticator', ...json({ type: 'object', required: ['ok', 'secret', 'uri'] }) },
          ...ownRefusals,
        },
      },
      put: {
        summary: 'Turn it on with the first code',
        requestBody: { required: true, ...json(z.toJSONSchema(secondFactorConfirmSchema, { io: 'input' })) },
        responses: {
          200: {
            description: 'Spare codes, answered once',
            ...json({ type: 'object', required: ['ok', 'spareCodes'] }),
          },
          ...ownRefusals,
        },
      },
      delete: {
        summary: 'Turn it off',
        requestBody: { required: true, ...json(z.toJSONSchema(secondFactorEndSchema, { io: 'input' })) },
        responses: { 200: { description: 'Off' }, ...ownRefusals },
      },
    },
    '/api/accounts': {
      get: {
        summary: 'Accounts and where people are signed in',
        description: 'Roles: admin',
        responses: {
          200: { description: 'OK', ...json({ type: 'object', required: ['accounts', 'sessions'] }) },
          403: { description: 'The role may not read this', ...json(refusal) },
        },
      },
    },
  };
}

/** OpenAPI 3.1 of the gateway. Command bodies are generated from the schemas that check them. */
export function openApi() {
  const bodies: Readonly<Record<CommandKind, z.ZodType>> = {
    ...INCIDENT_COMMAND_BODIES,
    ...DEVICE_COMMAND_BODIES,
    ...TASK_COMMAND_BODIES,
    ...GROUP_COMMAND_BODIES,
    ...LINKAGE_COMMAND_BODIES,
    ...PUBLIC_REPORT_COMMAND_BODIES,
    ...SHIFT_COMMAND_BODIES,
    ...PHONE_COMMAND_BODIES,
    ...ACCOUNT_COMMAND_BODIES,
    ...PERSON_COMMAND_BODIES,
    ...LAN_COMMAND_BODIES,
    ...MACHINE_COMMAND_BODIES,
    'alarm.review': alarmReviewSchema,
  };
  const commands = Object.entries(bodies).map(([kind, schema]) => ({
    title: kind,
    description: `Roles: ${COMMAND_ROLES[kind as keyof typeof COMMAND_ROLES].join(', ')}`,
    type: 'object',
    additionalProperties: false,
    required: ['commandId', 'kind', 'body'],
    properties: {
      commandId: {
        type: 'string',
        minLength: 8,
        maxLength: 80,
        description: 'Made by the client; repeated, it gets the first answer',
      },
      kind: { const: kind },
      body: z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }),
    },
  }));
  const incident = { type: 'object', required: ['incident'], properties: { incident: { type: 'object' } } };
  return {
    openapi: '3.1.0',
    info: { title: "Ping'an Command core", version: '1' },
    components: { securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } } },
    security: [{ bearer: [] }],
    paths: {
      '/healthz': { get: { summary: 'Liveness', security: [], responses: { 200: { description: 'OK' } } } },
      '/metrics': { get: { summary: 'Prometheus text', security: [], responses: { 200: { description: 'OK' } } } },
      '/api/incidents': read('Open and recently closed incidents', 'desk', list('incidents'), [
        query('state', { enum: ['open', 'closed'] }, 'Only these'),
      ]),
      '/api/incidents/{id}': read('One incident with its timeline and dispatches', 'desk', incident, [pathId]),
      '/api/coverage': read('Live 1-3-5 coverage of roads, key places and grids by the free and fresh units', 'desk', {
        type: 'object',
        required: ['state'],
        properties: { state: { enum: ['ready', 'starting', 'unavailable'] }, report: { type: 'object' } },
      }),
      '/api/incidents/{id}/coverage': read(
        'What sending each candidate would uncover, and the relocation that closes the gap',
        'desk',
        { type: 'object', required: ['at', 'departures', 'gap', 'moveUp'] },
        [pathId],
      ),
      '/api/incidents/{id}/recommendation': read(
        'Who should go, and why each nearer unit was passed over',
        'desk',
        { type: 'object', required: ['candidates', 'passedOver'] },
        [pathId],
      ),
      '/api/report-points': read('Places with a QR code of the public form, and its public address', 'desk', {
        type: 'object',
        required: ['url', 'points'],
        properties: { url: { type: ['string', 'null'] }, points: { type: 'array', items: { type: 'object' } } },
      }),
      '/ingest/wechat': {
        get: {
          summary: 'Handshake of a WeChat official account',
          security: [],
          responses: { 200: { description: 'echostr' }, 403: { description: 'Wrong signature; empty' } },
        },
        post: {
          summary: 'A push: stored, then answered `success` or a passive reply',
          security: [],
          responses: {
            200: { description: 'Stored' },
            400: { description: 'Signed, and not understood; empty' },
            403: { description: 'Wrong signature; empty' },
          },
        },
      },
      '/report/': {
        get: {
          summary: 'Form of the public; 404 where it is not configured',
          security: [],
          parameters: [query('p', { type: 'string' }, 'Code of a place')],
          responses: { 200: { description: 'HTML' }, 404: { description: 'Not configured' } },
        },
        post: {
          summary: 'A report by the form, multipart/form-data',
          security: [],
          responses: { 303: { description: 'To its receipt' }, 429: { description: 'Too many' } },
        },
      },
      '/api/alarms': {
        ...read('Alarms as received, ascending by seq', 'desk', list('alarms'), page),
        ...reportPath(),
      },
      '/api/units': read('Units with their positions', 'desk', list('units')),
      ...trackPaths(),
      ...replayPaths(),
      ...scenePaths(),
      '/api/tasks': read('Tasks of the field with their proofs', 'desk', list('tasks')),
      '/api/shifts': read(
        'Shifts, who is on duty, hand-overs, and the fingerprint files are signed with',
        'desk',
        list('shifts'),
      ),
      '/api/routes': read('Patrol routes and when each was last walked', 'desk', list('routes')),
      '/api/devices': read('Devices with their health and trust', 'desk', list('devices')),
      '/api/devices/{id}': read(
        'One device with its health and trust',
        'desk',
        { type: 'object', required: ['device'], properties: { device: { type: 'object' } } },
        [pathId],
      ),
      '/api/devices/preview': previewPath(),
      '/api/links': read(
        'Links as configured, each with its traffic; report is null while one is stopped',
        'desk',
        list('links'),
      ),
      '/api/links/{id}/frames': read('The last 50 frames of one link, newest last', 'desk', list('frames'), [pathId]),
      '/api/links/callers': read('Callers nobody has enrolled, heard last first', 'desk', list('callers')),
      '/api/journal': read('Events of the journal and its head', 'journal', list('events'), page),
      ...sessionPaths(),
      '/api/commands': {
        post: {
          summary: 'One command',
          requestBody: { required: true, ...json({ oneOf: commands }) },
          responses: {
            200: { description: 'Done and durable', ...json({ type: 'object', required: ['ok', 'seq'] }) },
            400: { description: 'Not understood', ...json(refusal) },
            401: { description: 'Missing or unknown token', ...json(refusal) },
            403: { description: 'The role may not do this', ...json(refusal) },
            404: { description: 'No such incident, unit or dispatch', ...json(refusal) },
            409: { description: 'Refused by a rule; the message says who or what stands against it', ...json(refusal) },
          },
        },
      },
      '/ingest/owntracks': {
        post: {
          summary: 'A message of OwnTracks; 200 and [] for everything that is JSON',
          security: [],
          requestBody: { required: true, ...json({ type: 'object' }) },
          responses: {
            200: { description: 'Kept, or nothing in it for us', ...json({ type: 'array', maxItems: 0 }) },
            400: { description: 'Not JSON', ...json(refusal) },
          },
        },
      },
      '/ingest/osmand': {
        get: {
          summary: 'A position by OsmAnd or Traccar Client',
          security: [],
          parameters: [
            query('id', { type: 'string' }, 'Unit id'),
            query('lat', { type: 'number' }, ''),
            query('lon', { type: 'number' }, ''),
          ],
          responses: {
            200: { description: 'Kept' },
            400: { description: 'Bad parameter, named' },
            404: { description: 'Unknown unit' },
          },
        },
        post: { summary: 'The same as a form or as JSON', security: [], responses: { 200: { description: 'Kept' } } },
      },
    },
  };
}
