import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { decode } from '../../server/src/cli/decode.ts';
import { isValidUtf8 } from '../../server/src/syntax/lines.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

test('valid UTF-8 comes through as it is, byte-order mark included', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => assert.equal(decode(bytes(text)), text)));
  assert.equal(decode(bytes('\ufeff[Unit]')), '\ufeff[Unit]');
});

test('other bytes become lone surrogates, and what stands around them stays', () => {
  assert.equal(decode(Uint8Array.of(0x61, 0xe4, 0x62)), 'a\udce4b');
  assert.equal(decode(Uint8Array.of(0xc3)), '\udcc3');
  assert.equal(decode(Uint8Array.of(0xc0, 0x80)), '\udcc0\udc80', 'overlong');
  assert.equal(decode(Uint8Array.of(0xed, 0xa0, 0x80)), '\udced\udca0\udc80', 'a surrogate');
  assert.equal(decode(Uint8Array.of(0xf4, 0x90, 0x80, 0x80)), '\udcf4\udc90\udc80\udc80', 'beyond Unicode');
  assert.equal(decode(Uint8Array.of(0xff, 0xc3, 0xa4)), '\udcffä');
});

test('anything can be decoded, and is valid exactly where its bytes are', () => {
  const isUtf8 = (array: Uint8Array): boolean => {
    try {
      new TextDecoder('utf-8', { fatal: true }).decode(array);
      return true;
    } catch {
      return false;
    }
  };
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 40 }), (array) => {
      const hasNoncharacter = /[\ufdd0-\ufdef\ufffe\uffff]/.test(decode(array));
      if (!hasNoncharacter) assert.equal(isValidUtf8(decode(array)), isUtf8(array));
    }),
  );
});
