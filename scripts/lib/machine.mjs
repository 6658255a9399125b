// A figure means nothing without the machine it was measured on.
import { cpus, release, totalmem, type } from 'node:os';
import { capture } from './children.mjs';
import { resolveNode } from './node-runtime.mjs';

/** @returns {{cpu: string, cores: number, memoryGiB: number, kernel: string, node: string}} */
export function describeMachine() {
  const processors = cpus();
  return {
    cpu: processors[0]?.model.trim() ?? 'unknown',
    cores: processors.length,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    kernel: `${type()} ${release()}`,
    node: capture(resolveNode().path, ['--version']).stdout.trim(),
  };
}
