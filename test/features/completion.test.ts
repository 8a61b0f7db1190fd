import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type CompletionItem, CompletionItemTag } from 'vscode-languageserver-types';
import { complete } from '../../server/src/features/completion.ts';
import { applyEdits } from '../../server/src/rules/edits.ts';
import { type FixtureOptions, openFixture } from '../support/fixture.ts';

function completeAt(source: string, options: FixtureOptions = {}): CompletionItem[] {
  const { unit, cursor } = openFixture(source, options);
  return complete(unit, cursor).sort((a, b) => (a.sortText! < b.sortText! ? -1 : 1));
}

function labels(source: string, options: FixtureOptions = {}): string[] {
  return completeAt(source, options).map((item) => item.label);
}

/** The text after an item has been taken. */
function accept(source: string, label: string, options: FixtureOptions = {}): string {
  const { unit, cursor } = openFixture(source, options);
  const item = complete(unit, cursor).find((each) => each.label === label);
  assert.ok(item?.textEdit && 'range' in item.textEdit, `no item ${label}`);
  const { range, newText } = item.textEdit;
  const edit = { start: unit.document.offsetAt(range.start), end: unit.document.offsetAt(range.end), text: newText };
  assert.ok(edit.start <= cursor && cursor <= edit.end, 'the cursor stands in what is replaced');
  return applyEdits(unit.document.getText(), [edit]);
}

describe('section headers', () => {
  test('in an empty file', () => assert.deepEqual(labels('<|>'), ['[Unit]', '[Service]', '[Install]']));
  test('of the unit’s own type', () =>
    assert.deepEqual(labels('<|>', { path: 'a.timer' }), ['[Unit]', '[Timer]', '[Install]']));
  test('for a drop-in, those of its unit', () =>
    assert.deepEqual(labels('<|>', { path: 'a.socket.d/b.conf' }), ['[Unit]', '[Socket]', '[Install]']));
  test('behind an opened bracket, those missing first', () =>
    assert.deepEqual(labels('[Unit]\nDescription=x\n\n[<|>'), ['[Service]', '[Install]', '[Unit]']));
  test('with a bracket that the editor closed', () =>
    assert.equal(accept('[Unit]\n\n[Ser<|>]', '[Service]'), '[Unit]\n\n[Service]'));
  test('half typed', () => assert.equal(accept('[Ser<|>\nUser=x\n', '[Service]'), '[Service]\nUser=x\n'));
  test('in a new tab without a name', () => assert.ok(labels('[<|>', { path: 'Untitled-1' }).includes('[Timer]')));
});

describe('directives', () => {
  test('of the section', () => {
    const names = labels('[Install]\n<|>');
    assert.deepEqual(
      names.filter((name) => !name.startsWith('[')),
      ['Alias', 'Also', 'DefaultInstance', 'RequiredBy', 'UpheldBy', 'WantedBy'],
    );
  });
  test('at the end without a line end', () => assert.ok(labels('[Service]\nExec<|>').includes('ExecStart')));
  test('with what is typed replaced', () =>
    assert.equal(accept('[Service]\n  Exec<|>\nUser=x\n', 'ExecStart'), '[Service]\n  ExecStart=\nUser=x\n'));
  test('without a second equals sign', () =>
    assert.equal(accept('[Service]\nRes<|>tart=no\n', 'RestartSec'), '[Service]\nRestartSec=no\n'));
  test('the list of values opens by itself', () => {
    const items = completeAt('[Service]\n<|>');
    const find = (label: string) => items.find((item) => item.label === label);
    assert.equal(find('Restart')?.command?.command, 'editor.action.triggerSuggest');
    assert.equal(find('ExecStart')?.command, undefined, 'nothing to offer yet');
  });
  test('single ones that are set are marked and come later', () => {
    const items = completeAt('[Service]\nType=exec\nExecStart=/bin/a\n<|>');
    const type = items.findIndex((item) => item.label === 'Type');
    assert.equal(items[type]?.labelDetails?.description, 'is set');
    assert.ok(type > items.findIndex((item) => item.label === 'WorkingDirectory'));
    assert.equal(items.find((item) => item.label === 'ExecStart')?.labelDetails, undefined, 'may stand several times');
  });
  test('old ones come last, struck out', () => {
    const items = completeAt('[Service]\n<|>');
    const old = items.findIndex((item) => item.label === 'MemoryLimit');
    assert.deepEqual(items[old]?.tags, [CompletionItemTag.Deprecated]);
    assert.ok(old > items.findIndex((item) => item.label === 'WorkingDirectory'));
  });
  test('those too new for the target are struck out with their version', () => {
    const item = completeAt('[Service]\n<|>', { version: 252 }).find(({ label }) => label === 'RestartSteps');
    assert.deepEqual(item?.tags, [CompletionItemTag.Deprecated]);
    assert.equal(item?.labelDetails?.description, 'systemd 254');
  });
});

describe('values', () => {
  test('of an enumeration', () =>
    assert.deepEqual(labels('[Service]\nKillMode=<|>').sort(), ['control-group', 'mixed', 'none', 'process']));
  test('of a boolean', () => assert.deepEqual(labels('[Service]\nRemainAfterExit=<|>\n'), ['yes', 'no']));
  test('half typed, with blanks', () =>
    assert.equal(accept('[Service]\nType = no<|>\n', 'notify'), '[Service]\nType = notify\n'));
  test('behind a blank', () => assert.equal(accept('[Service]\nType= <|>\n', 'exec'), '[Service]\nType= exec\n'));
  test('on a continued line', () =>
    assert.equal(accept('[Service]\nType=\\\n  no<|>\n', 'notify'), '[Service]\nType=\\\n  notify\n'));
  test('by section: Type= of a mount is no service type', () =>
    assert.deepEqual(labels('[Mount]\nType=<|>', { path: 'a.mount' }), []));
  test('those too new are struck out', () => {
    const item = completeAt('[Service]\nType=<|>', { version: 252 }).find(({ label }) => label === 'notify-reload');
    assert.deepEqual(item?.tags, [CompletionItemTag.Deprecated]);
  });
});

describe('specifiers', () => {
  test('behind a percent sign', () => {
    assert.ok(labels('[Service]\nUser=%<|>\n').includes('%i'));
    assert.equal(accept('[Service]\nUser=a%<|>\n', '%n'), '[Service]\nUser=a%n\n');
    assert.equal(accept('[Service]\nUser=%<|>x\n', '%n'), '[Service]\nUser=%n\n');
  });
  test('not behind two', () => assert.ok(!labels('[Service]\nUser=%%<|>\n').includes('%i')));
  test('in [Install], its own', () => {
    assert.ok(!labels('[Install]\nWantedBy=%<|>\n').includes('%h'));
    assert.ok(labels('[Install]\nWantedBy=%<|>\n').includes('%i'));
  });
});

describe('nothing', () => {
  test('in comments', () => {
    assert.deepEqual(labels('[Service]\n# Res<|>\n'), []);
    assert.deepEqual(labels('[Service]\nExecStart=/a \\\n# Res<|>\n  b\n'), []);
  });
  test('behind a finished header', () => assert.deepEqual(labels('[Service] <|>\n'), []));
  test('in a value without a list', () => assert.deepEqual(labels('[Unit]\nDescription=<|>\n'), []));
  test('on the continued line of a command', () => assert.deepEqual(labels('[Service]\nExecStart=/a \\\n  <|>\n'), []));
  test('in other programs’ files', () => assert.deepEqual(labels('[D-BUS Service]\nName=x\n<|>'), []));
});
