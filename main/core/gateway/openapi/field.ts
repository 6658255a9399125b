import { json, list, query, read, refusal } from './words.ts';

export const fieldPaths = () => ({
  '/api/units': read('Units with their positions', 'desk', list('units')),
  '/api/tasks': read('Tasks of the field with their proofs', 'desk', list('tasks')),
  '/api/shifts': read(
    'Shifts, who is on duty, hand-overs, and the fingerprint files are signed with',
    'desk',
    list('shifts'),
  ),
  '/api/routes': read('Patrol routes and when each was last walked', 'desk', list('routes')),
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
});
