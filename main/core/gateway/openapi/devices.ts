import { COMMAND_ROLES } from '#shared/wire/roles.ts';
import { json, list, pathId, query, read, refusal } from './words.ts';

export const devicePaths = () => ({
  '/api/devices': read('Devices with their health and trust', 'desk', list('devices')),
  '/api/devices/{id}': read(
    'One device with its health and trust',
    'desk',
    { type: 'object', required: ['device'], properties: { device: { type: 'object' } } },
    [pathId],
  ),
  '/api/devices/preview': previewPath(),
  '/api/links': read(
    'Links as configured, each with its traffic; report is null while one is stopped',
    'desk',
    list('links'),
  ),
  '/api/links/{id}/frames': read('The last 50 frames of one link, newest last', 'desk', list('frames'), [pathId]),
  '/api/links/callers': read('Callers nobody has enrolled, heard last first', 'desk', list('callers')),
});

function previewPath() {
  const answer = {
    type: 'object',
    required: ['ok', 'preview'],
    properties: { ok: { const: true }, preview: { type: 'object', required: ['previewId', 'counts', 'rows'] } },
  };
  return {
    post: {
      summary: 'What importing a list of devices would do: CSV, xlsx or GeoJSON as the body',
      description: `Roles: ${COMMAND_ROLES['device.import'].join(', ')}. Changes nothing; send device.import with its previewId.`,
      parameters: [
        query('name', { type: 'string' }, 'Name of the file, to be shown'),
        query('datum', { enum: ['wgs84', 'gcj02', 'bd09'], default: 'wgs84' }, 'What its positions are in'),
        query('mapping', { type: 'string' }, 'JSON object of our fields to columns of the file'),
      ],
      requestBody: {
        required: true,
        content: { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } },
      },
      responses: {
        200: { description: 'Read, every bad row named', ...json(answer) },
        400: { description: 'No list of devices, or damaged', ...json(refusal) },
        401: { description: 'Missing or unknown token', ...json(refusal) },
        403: { description: 'The role may not import, or the page is not ours', ...json(refusal) },
        413: { description: 'Larger than 16 MiB', ...json(refusal) },
      },
    },
  };
}
