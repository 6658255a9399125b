import { expect, test } from 'vitest';
import { Passwords } from './passwords.ts';

const passwords = new Passwords(Buffer.alloc(32, 1));
const hashed = async (password: string, by = passwords) => {
  const made = await by.hash(password);
  if (!made.ok) throw new Error(made.failure.message);
  return made.value;
};

test('a hash is Argon2id of 19 MiB, 2 passes and 1 lane, salted anew each time', async () => {
  const [one, other] = [await hashed('Dongxi-Lu-2026!'), await hashed('Dongxi-Lu-2026!')];
  expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[\w+/]{22}\$[\w+/]{43}$/);
  expect(one).not.toBe(other);
});

test('the right word is right, also typed in full width; another word, or another station, is not', async () => {
  const kept = await hashed('Dongxi-Lu-2026!');
  const answers = await Promise.all([
    passwords.isRight(kept, 'Dongxi-Lu-2026!'),
    passwords.isRight(kept, 'Ｄongxi-Lu-2026!'),
    passwords.isRight(kept, 'dongxi-lu-2026!'),
    new Passwords(Buffer.alloc(32, 2)).isRight(kept, 'Dongxi-Lu-2026!'),
  ]);
  expect(answers).toEqual([true, true, false, false].map((value) => ({ ok: true, value })));
});

test('nobody has a password, not even the one nobody has', async () => {
  expect(await passwords.isRight(undefined, 'nobody has this password')).toEqual({ ok: true, value: false });
});

test('too many at once are told to come again', async () => {
  const answers = await Promise.all(Array.from({ length: 40 }, () => passwords.isRight(undefined, 'x')));
  const codes = answers.map((answer) => (answer.ok ? 'looked at' : answer.failure.code));
  expect([
    codes.filter((code) => code === 'looked at').length,
    codes.filter((code) => code === 'signInBusy').length,
  ]).toEqual([34, 6]);
});
