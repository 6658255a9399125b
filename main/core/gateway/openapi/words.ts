/** Words the pages of the interface are written in. */
import { READ_ROLES, type ReadScope } from '#shared/wire/roles.ts';

export const json = (schema: unknown) => ({ content: { 'application/json': { schema } } });
export const list = (name: string) => ({
  type: 'object',
  required: [name],
  properties: { [name]: { type: 'array', items: { type: 'object' } } },
});
export const refusal = {
  type: 'object',
  required: ['ok', 'code', 'message'],
  properties: { ok: { const: false }, code: { type: 'string' }, message: { type: 'string' } },
};
export const query = (name: string, schema: unknown, description: string) => ({
  name,
  in: 'query',
  schema,
  description,
});
export const pathId = { name: 'id', in: 'path', required: true, schema: { type: 'string' } };
export const page = [
  query('after', { type: 'integer', minimum: 0, default: 0 }, 'Only rows with a greater seq'),
  query('limit', { type: 'integer', minimum: 1, default: 1000 }, 'Rows a page; never more than 1000'),
];

/** One GET, and who may ask. */
export function read(summary: string, scope: ReadScope, schema: unknown, parameters: readonly unknown[] = []) {
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
