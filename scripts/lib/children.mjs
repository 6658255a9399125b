// Running other programs: captured when we need their words, attached when the person does.
import { spawn, spawnSync } from 'node:child_process';
import { constants } from 'node:os';
import { root } from './paths.mjs';

const forwardedSignals = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/**
 * Runs a program to its end and returns what it said. Never throws for a non-zero exit; `code` is null when it could not start.
 * @param {string} command
 * @param {string[]} args
 * @param {{cwd?: string, env?: NodeJS.ProcessEnv, timeoutMs?: number, input?: string}} [options]
 */
export function capture(command, args, options = {}) {
  const result = spawnSync(command, args, {
    cwd: options.cwd ?? root,
    env: options.env ?? process.env,
    timeout: options.timeoutMs ?? 60_000,
    input: options.input ?? '',
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  return { code: result.status, stdout: result.stdout ?? '', stderr: result.stderr ?? result.error?.message ?? '' };
}

/**
 * Runs a program asynchronously and collects its output; `timedOut` says that we ended it.
 * @param {string} command
 * @param {string[]} args
 * @param {{cwd?: string, env?: NodeJS.ProcessEnv, timeoutMs?: number, onStart?: (child: import('node:child_process').ChildProcess) => void}} [options]
 * @returns {Promise<{code: number, output: string, timedOut: boolean}>}
 */
export function collect(command, args, options = {}) {
  return new Promise((done) => {
    const child = spawn(command, args, {
      cwd: options.cwd ?? root,
      env: options.env ?? process.env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    options.onStart?.(child);
    const endWithUs = () => child.kill('SIGTERM');
    process.once('exit', endWithUs);
    const pieces = [];
    let timedOut = false;
    const timer = options.timeoutMs
      ? setTimeout(() => {
          timedOut = true;
          child.kill('SIGKILL');
        }, options.timeoutMs)
      : undefined;
    child.stdout.on('data', (piece) => pieces.push(piece));
    child.stderr.on('data', (piece) => pieces.push(piece));
    const finish = (code) => {
      clearTimeout(timer);
      process.off('exit', endWithUs);
      done({ code, output: Buffer.concat(pieces).toString('utf8'), timedOut });
    };
    child.on('error', (error) => {
      pieces.push(Buffer.from(error.message));
      finish(127);
    });
    child.on('close', (code, signal) => finish(exitCodeOf(code, signal)));
  });
}

/**
 * Hands this process's signals to the child and resolves with the exit code a shell would show.
 * @param {import('node:child_process').ChildProcess} child
 * @returns {Promise<number>}
 */
export function attend(child) {
  return new Promise((done) => {
    const forward = (signal) => child.kill(signal);
    for (const signal of forwardedSignals) process.on(signal, forward);
    const finish = (code) => {
      for (const signal of forwardedSignals) process.off(signal, forward);
      done(code);
    };
    child.on('error', (error) => {
      process.stderr.write(`${error.message}\n`);
      finish(127);
    });
    child.on('exit', (code, signal) => finish(exitCodeOf(code, signal)));
  });
}

function exitCodeOf(code, signal) {
  return code ?? 128 + (constants.signals[signal] ?? 1);
}
