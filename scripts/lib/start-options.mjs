// What may stand after `npm start --`, and what of it goes to the application.
import { resolve } from 'node:path';

/** option → what its value is; paths are made absolute here because npm changes the current directory */
const optionKinds = {
  '--screenshot': 'path',
  '--config': 'path',
  '--data': 'path',
  '--size': 'size',
  '--lang': 'language',
  '--join': 'text',
  '--code': 'text',
  '--fingerprint': 'text',
  '--wall': 'wall',
};

export const usage =
  'npm start -- [--screenshot FILE] [--config station.json] [--data DIR] [--size WxH] [--lang zh-CN|en] [--wall[=all]] [--join HOST:PORT [--code CODE [--fingerprint DIGITS]]]';

/**
 * @param {string[]} given
 * @param {string} from directory relative paths start at
 * @returns {{args: string[], width: number, height: number, values: Record<string, string>} | {problem: string}}
 */
export function readStartOptions(given, from) {
  const values = {};
  for (let index = 0; index < given.length; index += 1) {
    const [name, inline] = splitOnce(given[index]);
    const kind = optionKinds[name];
    if (!kind) return { problem: `Unknown option ${given[index]}` };
    const value = inline ?? (kind === 'wall' ? 'others' : given[++index]);
    if (value === undefined || value === '') return { problem: `${name} needs a value` };
    if (kind === 'size' && !/^\d{3,5}x\d{3,5}$/.test(value))
      return { problem: '--size is WIDTHxHEIGHT in pixels, such as 1366x768' };
    if (kind === 'language' && !['zh-CN', 'en'].includes(value)) return { problem: '--lang is zh-CN or en' };
    if (kind === 'wall' && !['others', 'all'].includes(value))
      return { problem: '--wall stands alone or as --wall=all' };
    values[name] = kind === 'path' ? resolve(from, value) : value;
  }
  const [width, height] = (values['--size'] ?? '1920x1080').split('x').map(Number);
  return { args: Object.entries(values).map(([name, value]) => `${name}=${value}`), width, height, values };
}

function splitOnce(argument) {
  const at = argument.indexOf('=');
  return at < 0 ? [argument, undefined] : [argument.slice(0, at), argument.slice(at + 1)];
}
