import { FIND_KINDS, QUERY_LENGTH } from '#shared/search/findable.ts';
import { pathId, query, read } from './words.ts';

export function scenePaths() {
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
