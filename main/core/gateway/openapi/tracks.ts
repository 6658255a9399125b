import { query, read } from './words.ts';

export function trackPaths() {
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
