import assert from 'node:assert/strict';
import { test } from 'node:test';
import { signatureHelp } from '../../server/src/features/signature.ts';
import { openFixture } from '../support/fixture.ts';

/** The signature with the part at the cursor between angles. */
function shown(line: string): string | undefined {
  const { unit, cursor } = openFixture(`[Service]\n${line}\n`);
  const help = signatureHelp(unit, cursor);
  const [signature] = help?.signatures ?? [];
  if (!signature) return undefined;
  const [from, to] = signature.parameters![help!.activeParameter!]!.label as [number, number];
  return `${signature.label.slice(0, from)}«${signature.label.slice(from, to)}»${signature.label.slice(to)}`;
}

test('marks the part at the cursor', () => {
  assert.equal(shown('BindPaths=<|>'), 'BindPaths=«[-]SOURCE»[:DESTINATION][:OPTIONS] …');
  assert.equal(shown('BindPaths=/a:<|>'), 'BindPaths=[-]SOURCE«[:DESTINATION]»[:OPTIONS] …');
  assert.equal(shown('BindPaths=/a:/b:no<|>rbind'), 'BindPaths=[-]SOURCE[:DESTINATION]«[:OPTIONS]» …');
  assert.equal(shown('BindPaths=/a:/b /c<|>'), 'BindPaths=«[-]SOURCE»[:DESTINATION][:OPTIONS] …');
  assert.equal(shown('LimitNOFILE=1024:<|>'), 'LimitNOFILE=SOFT«[:HARD]»');
  assert.equal(shown('DeviceAllow=/dev/null <|>'), 'DeviceAllow=DEVICE« ACCESS»');
});

test('nothing for values of one piece', () => {
  assert.equal(shown('User=<|>'), undefined);
  assert.equal(shown('Bind<|>Paths=/a'), undefined);
});
