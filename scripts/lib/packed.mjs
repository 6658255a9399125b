// Where the unpacked application stands after `npm run pack`, and what is inside it.
import { closeSync, existsSync, openSync, readdirSync, readFileSync, readSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { releaseDirectory } from './paths.mjs';

const folderNames = { linux: 'linux-unpacked', win32: 'win-unpacked', darwin: 'mac' };

const fuseSentinel = Buffer.from('dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX');
const fuseOn = 0x31;
const fuseNames = [
  'runAsNode',
  'cookieEncryption',
  'nodeOptionsEnvironmentVariable',
  'nodeCliInspectArguments',
  'embeddedAsarIntegrityValidation',
  'onlyLoadAppFromAsar',
  'loadBrowserProcessSpecificV8Snapshot',
  'grantFileProtocolExtraPrivileges',
];

/** @returns {{directory: string, executable: string, resources: string, archive: string} | null} null before `npm run pack` */
export function packedApplication() {
  const suffix = process.platform === 'linux' && process.arch === 'arm64' ? 'linux-arm64-unpacked' : undefined;
  const directory = join(releaseDirectory, suffix ?? folderNames[process.platform] ?? 'unpacked');
  const resources = join(directory, 'resources');
  const executable = join(directory, process.platform === 'win32' ? "Ping'an Command.exe" : 'pingan-command');
  const archive = join(resources, 'app.asar');
  return existsSync(archive) ? { directory, executable, resources, archive } : null;
}

/** @param {string} archive @returns {string[]} every file in the asar, unpacked ones included, with forward slashes and no leading one */
export function filesInArchive(archive) {
  const file = openSync(archive, 'r');
  try {
    // An asar opens with four little-endian lengths, the last being that of the JSON header which follows.
    const lengths = Buffer.alloc(16);
    readSync(file, lengths, 0, 16, 0);
    const header = Buffer.alloc(lengths.readUInt32LE(12));
    readSync(file, header, 0, header.length, 16);
    return listEntries(JSON.parse(header.toString('utf8')).files, '');
  } finally {
    closeSync(file);
  }
}

/**
 * The fuses burnt into an Electron executable, in the order of Electron's fuse wire version 1.
 * @param {string} executable
 * @returns {Record<string, boolean>} only those this Electron knows
 */
export function fusesOf(executable) {
  const binary = readFileSync(executable);
  const at = binary.indexOf(fuseSentinel);
  if (at < 0) throw new Error(`${executable} carries no fuse wire.`);
  const [version, length] = [binary[at + fuseSentinel.length], binary[at + fuseSentinel.length + 1]];
  if (version !== 1) throw new Error(`${executable} has fuse wire version ${version}, which we cannot read.`);
  const states = [...binary.subarray(at + fuseSentinel.length + 2, at + fuseSentinel.length + 2 + length)];
  return Object.fromEntries(
    states.flatMap((state, index) => (fuseNames[index] ? [[fuseNames[index], state === fuseOn]] : [])),
  );
}

/** @returns {number} bytes of a file or of everything in a folder */
export function bytesOf(path) {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (!stat) return 0;
  if (!stat.isDirectory()) return stat.size;
  return readdirSync(path).reduce((sum, name) => sum + bytesOf(join(path, name)), 0);
}

function listEntries(files, prefix) {
  return Object.entries(files).flatMap(([name, entry]) =>
    entry.files ? listEntries(entry.files, `${prefix}${name}/`) : [`${prefix}${name}`],
  );
}
