import { REPLAY_FORMATS } from '#shared/wire/replay.ts';
import { query, read } from './words.ts';

export function replayPaths() {
  const moment = { type: 'string', description: 'Epoch ms, or ISO 8601 with offset' };
  const span = [
    { ...query('from', moment, 'Not after `to`'), required: true },
    { ...query('to', moment, 'Not in the future'), required: true },
  ];
  const part = (summary: string, required: readonly string[], parameters: readonly unknown[]) =>
    read(summary, 'desk', { type: 'object', required }, parameters);
  return {
    '/api/replay/world': part(
      'Everything the journal held at a moment, or after an event',
      ['at', 'seq', 'world'],
      [
        query('at', moment, 'The moment; this or `seq`'),
        query('seq', { type: 'integer', minimum: 0 }, 'The event; this or `at`'),
      ],
    ),
    '/api/replay/events': part(
      'Events after one, up to a moment',
      ['events', 'isWhole'],
      [
        { ...query('after', { type: 'integer', minimum: 0 }, 'Only events with a greater seq'), required: true },
        { ...query('until', moment, 'The moment'), required: true },
        query('limit', { type: 'integer', minimum: 1, maximum: 2_000, default: 2_000 }, 'Events at most'),
      ],
    ),
    '/api/replay/positions': part(
      'Positions of at most five minutes as they came in',
      ['state', 'moves'],
      [
        ...span,
        query('every', { type: 'integer', minimum: 0, maximum: 60_000, default: 0 }, 'ms; one fix a unit in each'),
      ],
    ),
    '/api/replay/overview': part('Alarms, incidents and timelines of at most a day', ['incidents', 'entries'], span),
    '/api/replay/alarm-quality': part(
      'Alarm figures of at most 31 days: rates, floods, chattering, standing, worst sources',
      ['announced', 'floods', 'badActors'],
      span,
    ),
    '/api/replay/export': part(
      'A file of at most a day: GeoJSON, CSV or GPX 1.1',
      [],
      [...span, { ...query('format', { enum: REPLAY_FORMATS }, 'Of the file'), required: true }],
    ),
  };
}
