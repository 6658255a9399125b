// Chromium complains on stderr about things a machine without a session bus or a sound card rightly lacks.
// Only these known lines are dropped; everything else reaches the person.
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';

const harmless = [
  /ERROR:(?:dbus\/)?bus\.cc/,
  /ERROR:(?:dbus\/)?object_proxy\.cc/,
  /ERROR:.*gl_surface_presentation_helper\.cc/,
  /ERROR:.*command_buffer_proxy_impl\.cc.*kTransientFailure/,
  /ERROR:.*viz_main_impl\.cc.*Exiting GPU process/,
  /ERROR:.*gpu_memory_buffer_support_x11\.cc/,
  /WARNING:.*sandbox_linux\.cc.*InitializeSandbox\(\) called with multiple threads/,
  /^DevTools listening on ws:/,
];

export const isNoise = (line) => line.trim() === '' || harmless.some((pattern) => pattern.test(line));

/** @param {import('node:stream').Readable} stream @returns {Readable} the same lines without the known harmless ones */
export function withoutNoise(stream) {
  return Readable.from(meaningfulLines(stream));
}

async function* meaningfulLines(stream) {
  for await (const line of createInterface({ input: stream, crlfDelay: Number.POSITIVE_INFINITY })) {
    if (!isNoise(line)) yield `${line}\n`;
  }
}
