import { expect, test } from 'vitest';
import { readShellOptions } from './options.ts';

const nothing = {
  configFile: null,
  dataDirectory: null,
  screenshotFile: null,
  size: null,
  language: null,
  wall: null,
  join: null,
};
const read = (...argv: string[]) => readShellOptions(argv, '/home/officer');
const refusal = (message: string) => ({ ok: false, failure: { code: 'option', message } });

test('without switches the built-in demo district is run', () => {
  expect(read('/opt/pingan/electron', '.')).toEqual({ ok: true, value: nothing });
});

test('switches are found among those of Chromium, in both spellings, wherever they stand', () => {
  const argv = ['electron', '--inspect=0', '--data', 'station', '/app', '--no-sandbox', '--config=/etc/station.json'];
  expect(read(...argv, '--size=1366x768', '--enable-features=X', '--lang=en', '--screenshot', 'a.png')).toEqual({
    ok: true,
    value: {
      configFile: '/etc/station.json',
      dataDirectory: '/home/officer/station',
      screenshotFile: '/home/officer/a.png',
      size: { width: 1366, height: 768 },
      language: 'en',
      wall: null,
      join: null,
    },
  });
});

test('a switch of another name that begins like ours is not ours', () => {
  expect(read('--data-path=/x', '--language=xx', '--configuration', 'y')).toEqual({ ok: true, value: nothing });
});

test('a switch without its value is refused', () => {
  expect(read('--data')).toEqual(refusal('--data 缺少值 / needs a value'));
  expect(read('--data=')).toEqual(refusal('--data 缺少值 / needs a value'));
  expect(read('--data', '--config=x')).toEqual(refusal('--data 缺少值 / needs a value'));
});

test('a switch given twice is refused rather than one of them chosen', () => {
  expect(read('--data=a', '--data=b')).toEqual(refusal('--data 重复 / given twice'));
});

test('a size that is no size is refused', () => {
  const message = '--size 应为 宽x高（像素），例如 1366x768 / is WIDTHxHEIGHT in pixels, such as 1366x768';
  for (const size of ['1366', '0x0', '100x100', '99999x99999', '1366X768', '1366x768;']) {
    expect(read(`--size=${size}`)).toEqual(refusal(message));
  }
});

test('an unknown language is refused', () => {
  expect(read('--lang=fr')).toEqual(refusal('--lang 应为 zh-CN 或 en / is zh-CN or en'));
});

test('a value with a NUL or of unreasonable length is refused', () => {
  expect(read('--data=a\0b')).toEqual(refusal('--data 的值无效 / is not valid'));
  expect(read(`--data=${'x'.repeat(5_000)}`)).toEqual(refusal('--data 的值无效 / is not valid'));
});

test('a host is named by address, with a code and the fingerprint it must have', () => {
  const join = { address: '192.168.1.10:4743', code: 'AB3D-9KQX', fingerprint: '12345 67890' };
  expect(read('--join', '192.168.1.10', '--code=AB3D-9KQX', '--fingerprint=12345 67890')).toEqual({
    ok: true,
    value: { ...nothing, join },
  });
});

test('a machine is a host or a seat, and a code goes to a named host only', () => {
  const codes = ['--join=https://host', '--code=AB3D9KQX', '--join=host --config=a.json'].map((line) => {
    const result = read(...line.split(' '));
    return result.ok ? null : result.failure.code;
  });
  expect(codes).toEqual(['option', 'option', 'option']);
});

test('--wall stands alone, or says that this machine is nothing but a wall', () => {
  const wallOf = (...argv: string[]) => {
    const options = read(...argv);
    return options.ok ? [options.value.wall, options.value.dataDirectory] : options;
  };
  expect([wallOf('--wall', '--data=/d'), wallOf('--data=/d', '--wall'), wallOf('--wall=all')]).toEqual([
    ['others', '/d'],
    ['others', '/d'],
    ['all', null],
  ]);
  expect(read('--wall=left')).toEqual(refusal('--wall 单独使用，或写 --wall=all / stands alone or as --wall=all'));
});
