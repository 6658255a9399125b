// A registry mirror often carries native packages for its own platform only. npm install against one writes a lock without the
// others, and `npm ci` then calls that lock out of step on every such mirror and useless on the other platforms. The names and
// exact versions stand in the parents' optionalDependencies, so what is missing can be written down without any registry.

const systems = ['aix', 'android', 'darwin', 'freebsd', 'linux', 'netbsd', 'openbsd', 'openharmony', 'sunos', 'win32'];
const processors = ['arm64', 'arm', 'ia32', 'loong64', 'mips64el', 'ppc64', 'riscv64', 's390x', 'wasm32', 'x64'];

/**
 * @typedef {{packages: Record<string, {version?: string, dev?: boolean, optionalDependencies?: Record<string, string>}>}} Lock
 * @typedef {{at: string, entry: Record<string, unknown>}} Addition where in `packages`, and what
 */

/** @param {Lock} lock @returns {Addition[]} the platform packages some parent names and the lock does not hold in that version */
export function missingFromLock(lock) {
  const additions = new Map();
  for (const [parent, { dev, optionalDependencies = {} }] of Object.entries(lock.packages)) {
    for (const [name, range] of Object.entries(optionalDependencies)) {
      const version = range.replace(/^[~^]/, '');
      const found = resolveFrom(lock, parent, name);
      const fits = found !== null && (lock.packages[found].version === version || range !== version);
      if (fits) continue;
      // A version of another parent stands where ours would go: ours goes inside its parent.
      const at = `${found !== null && parent !== '' ? `${parent}/` : ''}node_modules/${name}`;
      additions.set(at, entryOf(name, version, dev));
    }
  }
  return [...additions].map(([at, entry]) => ({ at, entry }));
}

/** @param {Lock} lock @returns {Lock} with every platform's packages, in npm's order */
export function completed(lock) {
  const added = missingFromLock(lock).map(({ at, entry }) => [at, entry]);
  const packages = [...Object.entries(lock.packages), ...added].sort(([one], [other]) =>
    one.localeCompare(other, 'en'),
  );
  return { ...lock, packages: Object.fromEntries(packages) };
}

/** Node's own rule: the nearest node_modules up the tree. */
function resolveFrom({ packages }, parent, name) {
  for (let folder = parent; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/node_modules/')))) {
    const at = `${folder === '' ? '' : `${folder}/`}node_modules/${name}`;
    if (packages[at]) return at;
    if (folder === '') return null;
  }
}

/** npm leaves a package out by these fields alone, so a foreign platform never asks the registry for it. */
function entryOf(name, version, dev) {
  const parts = name.split(/[/-]/);
  const system = systems.find((candidate) => parts.includes(candidate));
  const processor = processors.find((candidate) => parts.includes(candidate));
  const library = name.includes('musl') ? 'musl' : name.includes('-gnu') ? 'glibc' : undefined;
  return {
    version,
    ...(processor ? { cpu: [processor] } : {}),
    ...(dev ? { dev: true } : {}),
    ...(library ? { libc: [library] } : {}),
    optional: true,
    ...(system ? { os: [system] } : {}),
  };
}
