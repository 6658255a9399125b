import { z } from 'zod';
import { ACCOUNT_COMMAND_BODIES } from '#shared/domain/accountCommands.ts';
import { alarmReviewSchema } from '#shared/domain/alarm.ts';
import { CALL_COMMAND_BODIES } from '#shared/domain/call.ts';
import { CHANNEL_COMMAND_BODIES } from '#shared/domain/channelEvents.ts';
import { DEVICE_COMMAND_BODIES } from '#shared/domain/deviceCommands.ts';
import { DRILL_COMMAND_BODIES } from '#shared/domain/drill.ts';
import { GROUP_COMMAND_BODIES } from '#shared/domain/group.ts';
import { INCIDENT_COMMAND_BODIES } from '#shared/domain/incidentCommands.ts';
import { LAN_COMMAND_BODIES } from '#shared/domain/lan.ts';
import { LINKAGE_COMMAND_BODIES } from '#shared/domain/linkage.ts';
import { MACHINE_COMMAND_BODIES } from '#shared/domain/machine.ts';
import { PERSON_COMMAND_BODIES } from '#shared/domain/person.ts';
import { PUBLIC_REPORT_COMMAND_BODIES } from '#shared/domain/publicReportCommands.ts';
import { REVIEW_COMMAND_BODIES } from '#shared/domain/review.ts';
import { ROAD_COMMAND_BODIES } from '#shared/domain/roadClosure.ts';
import { SHIFT_COMMAND_BODIES } from '#shared/domain/shiftCommands.ts';
import { TASK_COMMAND_BODIES } from '#shared/domain/taskCommands.ts';
import { PHONE_COMMAND_BODIES } from '#shared/domain/unitPhone.ts';
import { VIDEO_PLAN_BODIES } from '#shared/domain/videoPlan.ts';
import { WALL_COMMAND_BODIES } from '#shared/domain/wallPlan.ts';
import { COMMAND_ROLES, type CommandKind } from '#shared/wire/roles.ts';
import { json, refusal } from './words.ts';

/** The bodies are generated from the schemas that check them. */
export function commandPaths() {
  const bodies: Readonly<Record<CommandKind, z.ZodType>> = {
    ...INCIDENT_COMMAND_BODIES,
    ...CALL_COMMAND_BODIES,
    ...CHANNEL_COMMAND_BODIES,
    ...VIDEO_PLAN_BODIES,
    ...WALL_COMMAND_BODIES,
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
    ...ROAD_COMMAND_BODIES,
    ...REVIEW_COMMAND_BODIES,
    ...DRILL_COMMAND_BODIES,
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
  return {
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
  };
}
