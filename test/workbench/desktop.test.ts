import assert from 'node:assert/strict';
import { readdirSync, renameSync } from 'node:fs';
import path from 'node:path';
import { testWorkbench } from './behaviours.ts';

testWorkbench('desktop', (check) => {
  check('checks against the systemd version of the settings', async (page, { set }) => {
    await page.openFile('newer.service');
    await page.hasNoSquiggle('error');
    set({ 'unitwright.systemdVersion': 252 });
    await page.hasSquiggle('error');
    assert.match(await page.hoverWord('RestartMode', 'systemd 252 ignores'), /254/);
    await page.dismiss();
    set({});
    await page.hasNoSquiggle('error');
  });

  check('starts the language server again on command', async (page) => {
    await page.openFile('daemons/beacon.service');
    await page.command('systemd: Restart the language server');
    assert.match(await page.hoverWord('ExecStart', 'ExecStart='), /ExecStart=/);
    await page.dismiss();
  });

  check('says in one sentence that the language server cannot be started', async (page, { extensions }) => {
    const folder = readdirSync(extensions).find((name) => name.startsWith('unitwright.'));
    assert.ok(folder, 'the extension is not installed');
    const server = path.join(extensions, folder, 'dist/server.cjs');
    renameSync(server, `${server}.away`);
    try {
      await page.command('systemd: Restart the language server');
      assert.match(
        await page.notification('could not be started'),
        /Show Output .*The language server for systemd units could not be started\./,
      );
      await page.screenshot('no-server-dark');
    } finally {
      renameSync(`${server}.away`, server);
    }
  });
});
