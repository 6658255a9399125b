import { z } from 'zod';
import { COMMAND_ROLES } from '#shared/wire/roles.ts';
import { scenarioSchema } from '#shared/wire/scenario.ts';
import { json, pathId, read, refusal } from './words.ts';

const FOR_DIRECTORS = `Roles: ${COMMAND_ROLES['drill.launch'].join(', ')}`;

/** One call of whoever leads drills. */
function directing(summary: string, schema: unknown, more: object = {}) {
  return {
    summary,
    description: FOR_DIRECTORS,
    ...more,
    responses: {
      200: { description: 'OK', ...json(schema) },
      401: { description: 'Missing or unknown token', ...json(refusal) },
      403: { description: 'The role may not read this', ...json(refusal) },
    },
  };
}

export function drillPaths() {
  const scenario = z.toJSONSchema(scenarioSchema, { io: 'input', unrepresentable: 'any' });
  const parameters = [pathId];
  return {
    '/api/drill': read('How the drill stands; `script` and `seats` for whoever leads it', 'desk', {
      type: 'object',
      required: ['realm', 'nowAt', 'pace', 'drill', 'seconds', 'script', 'seats'],
    }),
    '/api/drill/score': { get: directing('The score line by line, each with its sentence', { type: 'object' }) },
    '/api/drill/check': {
      post: directing(
        'What is wrong with a scenario, and what this station lacks for it; nothing is kept',
        { type: 'object', required: ['problems', 'misfits'] },
        { requestBody: { required: true, ...json(scenario) } },
      ),
    },
    '/api/drill/scenarios': {
      get: directing('Scenarios of this station', { type: 'object', required: ['scenarios'] }),
      post: directing(
        'Import one; what is wrong is named by path',
        { type: 'object' },
        {
          requestBody: { required: true, ...json(scenario) },
        },
      ),
    },
    '/api/drill/scenarios/{id}': {
      get: directing('Export one', scenario, { parameters }),
      delete: directing('Remove an imported one', { type: 'object' }, { parameters }),
    },
  };
}
