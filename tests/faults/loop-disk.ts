/**
 * A small disk of its own that can be cut off: ext4 in a file on a loop device, or tmpfs of a fixed size. Needs root and
 * mount rights; where they are missing the test that asks is skipped, visibly, with the reason.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

export interface CuttableDisk {
  directory: string;
  /** The power goes: nothing that was not synced reaches the disk any more (FS_IOC_SHUTDOWN without flushing the log). */
  cutPower(): void;
  /** Mounts it again, as after the next start. */
  remount(): void;
}

const IMAGE_BYTES = 96 * 1024 * 1024;
/** _IOR('X', 125, __u32) of linux/fs.h; 2 is FS_SHUTDOWN_FLAGS_NOLOGFLUSH. */
const SHUTDOWN =
  'open(my $f, "<", $ARGV[0]) or die "open: $!"; my $flags = pack("L", 2); defined ioctl($f, 0x8004587d, $flags) or die "ioctl: $!";';

function run(command: string, ...args: string[]): void {
  execFileSync(command, args, { stdio: ['ignore', 'ignore', 'pipe'] });
}

function quietly(work: () => void): void {
  try {
    work();
  } catch {
    return;
  }
}

/** The disk, or why there is none here. Unmounted and removed with the test. */
export function cuttableDisk(): CuttableDisk | string {
  const base = mkdtempSync(join(tmpdir(), 'journal-disk-'));
  const image = join(base, 'disk.img');
  const directory = join(base, 'mount');
  const mount = () => run('mount', '-o', 'loop,commit=300', image, directory);
  onTestFinished(() => {
    quietly(() => run('umount', directory));
    rmSync(base, { recursive: true, force: true });
  });
  try {
    mkdirSync(directory);
    writeFileSync(image, '');
    truncateSync(image, IMAGE_BYTES);
    run('mkfs.ext4', '-q', '-F', image);
    mount();
    run('perl', '-e', 'exit 0');
  } catch (error) {
    return `no loop mounts here: ${reasonOf(error)}`;
  }
  return {
    directory,
    cutPower: () => run('perl', '-e', SHUTDOWN, directory),
    remount() {
      run('umount', directory);
      mount();
    },
  };
}

/** A memory disk of a fixed size, or why there is none here. */
export function smallDisk(bytes: number): string | { directory: string } {
  const directory = mkdtempSync(join(tmpdir(), 'journal-small-'));
  onTestFinished(() => {
    quietly(() => run('umount', directory));
    rmSync(directory, { recursive: true, force: true });
  });
  try {
    run('mount', '-t', 'tmpfs', '-o', `size=${bytes}`, 'tmpfs', directory);
  } catch (error) {
    return `no tmpfs mounts here: ${reasonOf(error)}`;
  }
  return { directory };
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message.split('\n').slice(0, 2).join(' ') : String(error);
}
