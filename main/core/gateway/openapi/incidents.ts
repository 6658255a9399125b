import { list, pathId, query, read } from './words.ts';

const incident = { type: 'object', required: ['incident'], properties: { incident: { type: 'object' } } };

export const incidentPaths = () => ({
  '/api/incidents': read('Open and recently closed incidents', 'desk', list('incidents'), [
    query('state', { enum: ['open', 'closed'] }, 'Only these'),
  ]),
  '/api/incidents/{id}': read('One incident with its timeline and dispatches', 'desk', incident, [pathId]),
  '/api/incidents/{id}/recommendation': read(
    'Who should go, and why each nearer unit was passed over',
    'desk',
    { type: 'object', required: ['candidates', 'passedOver'] },
    [pathId],
  ),
  '/api/incidents/{id}/coverage': read(
    'What sending each candidate would uncover, and the relocation that closes the gap',
    'desk',
    { type: 'object', required: ['at', 'departures', 'gap', 'moveUp'] },
    [pathId],
  ),
  '/api/coverage': read('Live 1-3-5 coverage of roads, key places and grids by the free and fresh units', 'desk', {
    type: 'object',
    required: ['state'],
    properties: { state: { enum: ['ready', 'starting', 'unavailable'] }, report: { type: 'object' } },
  }),
});
