import { query, read } from './words.ts';

export const publicReportPaths = () => ({
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
});
