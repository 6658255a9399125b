/**
 * The whole real core on a database that does not wait for the disk (synchronous=OFF): the control that must lose in a power
 * cut. The journal refuses to run like this, so the driver under it is made to lie about it, here and nowhere else.
 */
import Database from 'better-sqlite3';

const { pragma } = Database.prototype;

Database.prototype.pragma = function lie(this: Database.Database, source: string, options?: Database.PragmaOptions) {
  if (source === 'synchronous = FULL') return pragma.call(this, 'synchronous = OFF', options);
  if (source === 'synchronous') return 2;
  return pragma.call(this, source, options);
};

await import('#main/serve.ts');
