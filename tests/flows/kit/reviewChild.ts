/** Makes the report of one subject from a data folder, as a process of its own: prints the hash of both languages. */
import { createHash } from 'node:crypto';
import { Films } from '#main/core/review/films.ts';
import { ReportDesk } from '#main/core/review/report/index.ts';

const [directory = '', scene = '', subject = ''] = process.argv.slice(2);
const station = { id: 'shifan', name: '示范街道综治中心' };
const options = { directory, scene, station, snapshot: 'none', realm: 'live' } as const;
const films = new Films(options);
const film = films.film(subject, false);
if (!film.ok) throw new Error(film.failure.message);
const reports = new ReportDesk(options);
const hashes: string[] = [];
for (const language of ['zh-CN', 'en'] as const) {
  const page = await reports.page(film.value, language, [], []);
  if (!page.ok) throw new Error(page.failure.message);
  hashes.push(createHash('sha256').update(page.value).digest('hex'));
}
films.close();
process.stdout.write(hashes.join(' '));
