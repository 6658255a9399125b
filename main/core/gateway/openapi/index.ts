import { alarmPaths } from './alarms.ts';
import { commandPaths } from './commands.ts';
import { devicePaths } from './devices.ts';
import { drillPaths } from './drill.ts';
import { fieldPaths } from './field.ts';
import { incidentPaths } from './incidents.ts';
import { publicReportPaths } from './publicReports.ts';
import { replayPaths } from './replay.ts';
import { reviewPaths } from './review.ts';
import { scenePaths } from './scene.ts';
import { sessionPaths } from './session.ts';
import { trackPaths } from './tracks.ts';
import { list, page, read } from './words.ts';

/** OpenAPI 3.1 of the gateway; a file a noun, as the routes are. */
export function openApi() {
  return {
    openapi: '3.1.0',
    info: { title: "Ping'an Command core", version: '1' },
    components: { securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } } },
    security: [{ bearer: [] }],
    paths: {
      '/healthz': { get: { summary: 'Liveness', security: [], responses: { 200: { description: 'OK' } } } },
      '/metrics': { get: { summary: 'Prometheus text', security: [], responses: { 200: { description: 'OK' } } } },
      '/api/journal': read('Events of the journal and its head', 'journal', list('events'), page),
      ...incidentPaths(),
      ...alarmPaths(),
      ...fieldPaths(),
      ...trackPaths(),
      ...replayPaths(),
      ...reviewPaths(),
      ...scenePaths(),
      ...devicePaths(),
      ...publicReportPaths(),
      ...drillPaths(),
      ...sessionPaths(),
      ...commandPaths(),
    },
  };
}
