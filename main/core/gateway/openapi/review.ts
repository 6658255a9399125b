import { REVIEW_LANGUAGES } from '#shared/wire/review.ts';
import { COMMAND_ROLES } from '#shared/wire/roles.ts';
import { query, read } from './words.ts';

export function reviewPaths() {
  const moment = { type: 'string', description: 'Epoch ms, or ISO 8601 with offset' };
  const subject = {
    ...query('subject', { type: 'string' }, 'incident:ID, shift:ID, drill:ID or span:FROM-TO'),
    required: true,
  };
  const description = `Roles: ${COMMAND_ROLES['review.mark'].join(', ')}`;
  const part = (summary: string, required: readonly string[], parameters: readonly unknown[]) => ({
    get: { ...read(summary, 'desk', { type: 'object', required }, parameters).get, description },
  });
  return {
    '/api/review/subjects': part(
      'Incidents, shifts and drills to review, of at most 31 days',
      ['choices', 'isCut'],
      [
        { ...query('from', moment, 'Not after `to`'), required: true },
        { ...query('to', moment, 'End of the time'), required: true },
        query('q', { type: 'string', maxLength: 80 }, 'Words of number, title, place or names'),
      ],
    ),
    '/api/review/report': {
      get: {
        ...part(
          'The report of a film as one page, the same bytes for the same journal',
          [],
          [
            subject,
            query('lang', { enum: REVIEW_LANGUAGES, default: 'zh-CN' }, 'Of its words'),
            query('format', { enum: ['html'], default: 'html' }, 'Of the page'),
          ],
        ).get,
      },
    },
    '/api/review/film': part('The film of one of them', ['incidents', 'seats', 'entries', 'journal'], [subject]),
  };
}
