import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bracketed, functionBody, readVersion, splitArguments, stripComments } from '../../scripts/catalog/source.ts';

test('comments go, strings and line breaks stay', () => {
  assert.equal(stripComments('a /* b\nc */ d // e\n"/* f */" \'"\' // g'), 'a     \n     d     \n"/* f */" \'"\'     ');
});

test('arguments are split at commas outside of brackets and strings', () => {
  assert.deepEqual(splitArguments('a, f(b, c), { d, "e, f" }, \',\','), ['a', 'f(b, c)', '{ d, "e, f" }', "','"]);
  assert.deepEqual(splitArguments(' '), []);
});

test('what is between brackets', () => {
  assert.equal(bracketed('x { a { b } "}" } y', 2, 'test'), ' a { b } "}" ');
  assert.throws(() => bracketed('{ {', 0, 'test'), { message: /^test: the bracket at offset 0 is never closed$/ });
});

test('the body of a function, not of its prototype or of a call', () => {
  const c =
    'int f(int a);\nint g(void) {\n        return f(1);\n}\nstatic const char* f(\n    int a) {\n  return 2;\n}\n';
  assert.equal(functionBody(c, 'f')?.trim(), 'return 2;');
  assert.equal(functionBody(c, 'g')?.trim(), 'return f(1);');
  assert.equal(functionBody(c, 'h'), undefined);
});

test('major versions', () => {
  assert.deepEqual(
    ['262\n', '257.13', '258~rc1'].map((text) => readVersion(text, 'test')),
    [262, 257, 258],
  );
  assert.throws(() => readVersion('next', 'test'), { name: 'GeneratorError' });
});
