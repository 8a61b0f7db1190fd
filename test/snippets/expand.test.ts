// biome-ignore-all lint/suspicious/noTemplateCurlyInString: this is how snippets are written.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { expand } from './expand.ts';

const text = (body: string, variables: Record<string, string> = {}) => expand(body, { variables }).text;

test('plain text and tab stops', () => {
  assert.equal(text('Nice=10\n$0'), 'Nice=10\n');
  assert.equal(text('a$1b${2}c$0'), 'abc');
});

test('placeholders, nested ones and repeated ones', () => {
  assert.equal(text('PartOf=${1:stack}.service After=$1.service'), 'PartOf=stack.service After=stack.service');
  assert.equal(text('$1 first ${1:late}'), 'late first late');
  assert.equal(text('${1:/opt/${2:app}/bin} $2'), '/opt/app/bin app');
});

test('a choice stands for its first value or the chosen one', () => {
  const body = 'Type=${3|exec,simple,a\\,b\\|c|} $3';
  assert.equal(text(body), 'Type=exec exec');
  assert.deepEqual(expand(body).choices, [{ stop: 3, values: ['exec', 'simple', 'a,b|c'] }]);
  assert.equal(expand(body, { chosen: { 3: 'simple' } }).text, 'Type=simple simple');
});

test('variables, their defaults and transforms', () => {
  assert.equal(text('/usr/bin/${TM_FILENAME_BASE}', { TM_FILENAME_BASE: 'demo' }), '/usr/bin/demo');
  assert.equal(text('$NAME ${OTHER:none}', { NAME: 'x' }), 'x none');
  assert.equal(text('${NAME/@.*//}', { NAME: 'worker@mail' }), 'worker');
  assert.equal(text('${NAME/(-)|(\\\\x2d)/${1:+/}${2:+-}/g}', { NAME: 'srv-my\\x2ddata' }), 'srv/my-data');
  assert.equal(text('${NAME/(.)(.*)/${1:/upcase}$2\\/${3:-no}${1:?yes:no}/}', { NAME: 'ab' }), 'Ab/noyes');
  assert.deepEqual(expand('$A ${1:$B}', { variables: { A: '', B: '' } }).variables, ['A', 'B']);
});

test('escapes', () => {
  assert.equal(text('kill \\$MAINPID ${1:\\}} \\\\ \\x2d'), 'kill $MAINPID } \\ \\x2d');
});

test('the numbers of the tab stops', () => {
  assert.deepEqual(expand('$2 ${1:a} ${10|x,y|} $0 $1').stops, [0, 1, 2, 10]);
});

test('a body that is not well-formed is an error', () => {
  assert.throws(() => expand('kill $ x'), /written as \\\$/);
  assert.throws(() => expand('${1:open'), /Expected }/);
  assert.throws(() => expand('${1|a,b}'), /ends with/);
  assert.throws(() => expand('${1:a} ${1:b}'), /two defaults/);
  assert.throws(() => expand('${1:a$1}'), /its own default/);
  assert.throws(() => expand('$UNKNOWN'), /UNKNOWN/);
});
