// The grammar file itself: nothing in it is misspelt, unused or left behind.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { suite, test } from 'node:test';
import oniguruma from 'vscode-oniguruma';
import { decodeRow, FACTS } from '../../server/src/catalog/facts.ts';
import { grammarPath, scopesOf, tokenize } from './tokenizer.ts';

type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

const grammar = JSON.parse(readFileSync(grammarPath, 'utf8')) as { readonly [key: string]: Json };

/** All values of a key, at any depth. */
function valuesOf(key: string, node: Json = grammar): string[] {
  if (typeof node !== 'object' || node === null) return [];
  if (Array.isArray(node)) return node.flatMap((each) => valuesOf(key, each));
  return Object.entries(node as { readonly [key: string]: Json }).flatMap(([name, value]) =>
    name === key && typeof value === 'string' ? [value] : valuesOf(key, value),
  );
}

suite('the grammar', () => {
  test('ends every scope with its own name', () => {
    assert.equal(grammar.scopeName, 'source.systemd');
    const { name: _, ...rest } = grammar;
    const scopes = [...valuesOf('name', rest), ...valuesOf('contentName', rest)].flatMap((name) => name.split(' '));
    assert.ok(scopes.length > 100);
    assert.deepEqual([...new Set(scopes.filter((scope) => !scope.endsWith('.systemd')))], []);
  });

  test('includes what exists, and has nothing that is not included', () => {
    const entries = Object.keys(grammar.repository as object);
    const included = new Set(valuesOf('include').filter((include) => include.startsWith('#')));
    assert.deepEqual([...included].map((include) => include.slice(1)).sort(), entries.sort());
    const foreign = valuesOf('include').filter((include) => !include.startsWith('#'));
    assert.deepEqual([...new Set(foreign.map((include) => include.replace(/#.*/, '')))], ['source.shell']);
  });

  test('has only expressions that compile', () => {
    assert.throws(() => new oniguruma.OnigScanner(['(']));
    for (const expression of ['match', 'begin', 'end', 'while'].flatMap((key) => valuesOf(key))) {
      assert.doesNotThrow(() => new oniguruma.OnigScanner([expression]), expression);
    }
  });
});

suite('the directives that the grammar knows by name', () => {
  const rows = FACTS.groups.flatMap((group) => group.rows.map(decodeRow));
  const namesOf = (parser: string): string[] => [
    ...new Set(rows.filter((row) => row.parser === parser).map(({ name }) => name)),
  ];
  const valueScopes = (name: string, value: string): string => scopesOf(tokenize(`${name}=${value}`)[0], value);

  test('all command lines', () => {
    assert.ok(namesOf('exec').length > 7);
    for (const name of namesOf('exec')) assert.match(valueScopes(name, '/bin/x'), / entity\.name\.function$/, name);
  });

  test('all environment blocks', () => {
    for (const parser of ['environ', 'pass_environ', 'unset_environ']) {
      assert.ok(namesOf(parser).length > 0, parser);
      for (const name of namesOf(parser))
        assert.match(valueScopes(name, 'WORD'), / variable\.other\.environment$/, name);
    }
  });

  test('all whose values are words from a list', () => {
    const parsers = FACTS.words.map((words) => words.slice(0, words.indexOf(' ')));
    assert.ok(parsers.length > 20);
    for (const name of parsers.flatMap(namesOf)) assert.match(valueScopes(name, 'word'), / constant\.language$/, name);
  });

  test('all that take system calls', () => {
    for (const name of [...namesOf('syscall_filter'), ...namesOf('syscall_log')]) {
      assert.match(valueScopes(name, 'word'), / support\.function\.syscall$/, name);
    }
  });

  test('none that systemd does not know', () => {
    const known = new Set(rows.map(({ name }) => name));
    const begins = valuesOf('begin').filter((begin) => /\\t\]\*\([A-Z(]/.test(begin));
    const names = begins.flatMap((begin) => expand(/\\t\]\*(\((?:.*?)\))\[ \\t\]\*\(=\)/.exec(begin)?.[1] ?? ''));
    assert.ok(names.length > 100, `${names.length} names`);
    assert.deepEqual(
      names.filter((name) => !/\[/.test(name) && !known.has(name)),
      [],
    );
  });
});

/** The strings that an expression of letters, groups, alternatives and `?` stands for. */
function expand(expression: string): string[] {
  let at = 0;
  const alternatives = (): string[] => {
    const results: string[] = [];
    let words = [''];
    while (at < expression.length && expression[at] !== ')') {
      if (expression[at] === '|') {
        at++;
        results.push(...words);
        words = [''];
        continue;
      }
      let parts = [expression[at++]!];
      if (parts[0] === '(') {
        if (expression.startsWith('?:', at)) at += 2;
        parts = alternatives();
        at++;
      }
      if (expression[at] === '?') {
        at++;
        parts.push('');
      }
      words = words.flatMap((word) => parts.map((part) => word + part));
    }
    return [...results, ...words];
  };
  return alternatives();
}
