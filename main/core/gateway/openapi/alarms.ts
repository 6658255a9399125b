import { z } from 'zod';
import { alarmReportSchema } from '#shared/wire/alarmReport.ts';
import { REPORT_ROLES } from '#shared/wire/roles.ts';
import { json, list, page, read, refusal } from './words.ts';

export const alarmPaths = () => ({
  '/api/alarms': {
    ...read('Alarms as received, ascending by seq', 'desk', list('alarms'), page),
    ...reportPath(),
  },
});

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
