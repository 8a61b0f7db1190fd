import assert from 'node:assert/strict';
import { test } from 'node:test';
import { identify, splitUnitName } from '../../server/src/units/identity.ts';

/** Kind, type, unit name and templating tool, in short. */
function say(path: string): string {
  const { kind, type, unitName, templating } = identify(path);
  return [kind, type, unitName, templating].filter((part) => part !== undefined).join(' ');
}

const CASES: Record<string, string> = {
  '/etc/systemd/system/shop.service': 'unit service shop.service',
  'getty@tty1.service': 'unit service getty@tty1.service',
  'getty@.service': 'unit service getty@.service',
  '-.mount': 'unit mount -.mount',
  'srv-data.automount': 'unit automount srv-data.automount',
  'C:\\units\\shop.timer': 'unit timer shop.timer',
  'system.conf': 'unknown',
  '.service': 'unknown',
  service: 'unknown',
  'shop.network': 'unknown',
  'shop.service.d/override.conf': 'drop-in service shop.service',
  'shop@.service.d/10-a.conf': 'drop-in service shop@.service',
  'shop-.service.d/10-a.conf': 'drop-in service shop-.service',
  'service.d/10-a.conf': 'drop-in service',
  'shop.service.d/notes.txt': 'unknown',
  'shop.d/override.conf': 'unknown',
  '/etc/systemd/system/shop.service.d/.#override.conf1a2b3c4d': 'drop-in service shop.service',
  '/etc/systemd/system/.#shop.service1a2b3c4d': 'unit service shop.service',
  'shop.service.in': 'unit service shop.service autoconf',
  'shop.service.j2': 'unit service shop.service jinja',
  'shop.socket.erb': 'unit socket shop.socket erb',
  'shop.timer.mustache': 'unit timer shop.timer mustache',
  'shop.path.tmpl': 'unit path shop.path go',
  'shop.service.d/override.conf.j2': 'drop-in service shop.service jinja',
  'notes.in': 'unknown autoconf',
};

for (const [path, expected] of Object.entries(CASES)) test(path, () => assert.equal(say(path), expected));

test('names of templates and instances', () => {
  assert.deepEqual(splitUnitName('getty@tty1.service'), { prefix: 'getty', instance: 'tty1' });
  assert.deepEqual(splitUnitName('getty@.service'), { prefix: 'getty', instance: '' });
  assert.deepEqual(splitUnitName('a.b@c@d.service'), { prefix: 'a.b', instance: 'c@d' });
  assert.deepEqual(splitUnitName('shop.service'), { prefix: 'shop', instance: undefined });
});
