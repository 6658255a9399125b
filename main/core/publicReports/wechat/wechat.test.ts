/** The codec of WeChat pushes from bytes: the documented example, valid messages at random, and everything that is none. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isSignature, signatureOf, WechatCipher } from './crypt.ts';
import { cdata, readFields } from './fields.ts';
import { readMessage } from './message.ts';

const KEY = 'MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY';
const cipher = new WechatCipher(KEY, 'wx0123456789abcdef');
const EXAMPLE = {
  clear: '<xml><MsgType><![CDATA[text]]></MsgType><Content><![CDATA[help]]></Content></xml>',
  encrypted:
    '734H5rOppjjhWnfkswouTKQ3my17d2f+Yt3MOyY5Wqs37KsaeGeEjD9xMy8BwvA2l8IIZl3PIzMurRPvWTGSBiJBgIq4kKLKwQfNV2VCiv6XcOjwsIPgWGkfOmT51YwYzN14YEaaizNjLBaJRf3CAQ5XuME+vr9zqoxSR2b5qxk=',
  signature: '7028b1be95d81615cd4c40f71cc9085f85ce528e',
};

test('the documented example is signed, sealed and opened byte for byte', () => {
  expect(signatureOf(['streetWatch2031', '1930000000', '7788'])).toBe('5a871a55bcb309bf590ab8978a9ef638bcfe7c77');
  expect(cipher.encrypt(EXAMPLE.clear, Buffer.from('abcdefghijklmnop'))).toBe(EXAMPLE.encrypted);
  expect(cipher.decrypt(EXAMPLE.encrypted)).toEqual({ ok: true, value: EXAMPLE.clear });
  const parts = ['streetWatch2031', '1930000000', '7788', EXAMPLE.encrypted];
  expect(isSignature(EXAMPLE.signature, parts)).toBe(true);
  expect(isSignature(EXAMPLE.signature.toUpperCase(), parts)).toBe(false);
  expect(isSignature(undefined, parts)).toBe(false);
});

test('any text goes through the envelope unchanged, and one changed bit never does', () => {
  const text = fc.string({ unit: 'grapheme', maxLength: 300 });
  fc.assert(
    fc.property(text, fc.uint8Array({ minLength: 16, maxLength: 16 }), fc.nat(), (said, random, at) => {
      const encrypted = cipher.encrypt(said, Buffer.from(random));
      expect(cipher.decrypt(encrypted)).toEqual({ ok: true, value: said });
      const bytes = Buffer.from(encrypted, 'base64');
      bytes[at % bytes.length]! ^= 1;
      const changed = bytes.toString('base64');
      expect(isSignature(signatureOf(['t', '1', '2', encrypted]), ['t', '1', '2', changed])).toBe(false);
    }),
  );
});

test('an envelope of another account, cut short, or no base64 is refused by name', () => {
  const other = new WechatCipher(KEY, 'wxffffffffffffffff');
  const codeOf = (encrypted: string) => {
    const opened = cipher.decrypt(encrypted);
    return opened.ok ? 'ok' : opened.failure.code;
  };
  expect(codeOf(other.encrypt('x', Buffer.alloc(16)))).toBe('appId');
  expect(codeOf(EXAMPLE.encrypted.slice(0, 64))).not.toBe('ok');
  expect(codeOf('')).toBe('ciphertext');
  expect(codeOf(`${EXAMPLE.encrypted}!`)).toBe('ciphertext');
});

test('10,000 random buffers are refused or read, and nothing is thrown', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      const text = Buffer.from(bytes).toString('utf8');
      const fields = readFields(text);
      if (fields.ok) readMessage(fields.value);
      cipher.decrypt(Buffer.from(bytes).toString('base64'));
    }),
    { numRuns: 10_000 },
  );
});

test('a field keeps any text that XML can carry, also what would end its section', () => {
  const printable = fc.string({ unit: 'grapheme', maxLength: 200 });
  fc.assert(
    fc.property(printable, (said) => {
      const read = readFields(`<xml><Content>${cdata(said)}</Content></xml>`);
      expect(read.ok && read.value.get('Content')).toBe(said);
    }),
  );
  const split = readFields(`<xml><Content>${cdata('a ]]> b')}</Content></xml>`);
  expect(split.ok && split.value.get('Content')).toBe('a ]]> b');
});

test('a message cut at any byte is no message', () => {
  const whole = `<xml><FromUserName>oX</FromUserName><CreateTime>1930000000</CreateTime><MsgType>text</MsgType><Content>${cdata('救命')}</Content><MsgId>9007199254740993</MsgId></xml>`;
  const read = readFields(whole);
  expect(read.ok && readMessage(read.value)).toMatchObject({
    ok: true,
    value: { key: 'message:9007199254740993', text: '救命' },
  });
  for (let length = 0; length < whole.length; length += 1) expect(readFields(whole.slice(0, length)).ok).toBe(false);
});
