/** What a person sees and does in VS Code: the same in every host. */

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { skip } from '../support/skips.ts';
import { type HostKind, missingForWorkbench, type Opened, openWorkbench } from '../support/workbench.ts';
import type { WorkbenchPage } from '../support/workbench-page.ts';

const files = {
  // RestartMode= came with systemd 254.
  'newer.service': '[Service]\nExecStart=/bin/true\nRestartMode=direct\n',
  'inside.service': `[Unit]
After=network.tar

[Service]
User=ro
ExecStart=-/usr/bin/shop --name %n "two words"
SystemCallFilter=~@cl
CapabilityBoundingSet=CAP_CHOWN CAP_NET_B
TimeoutStopSec=5 minuts
`,
  'inside.timer': '[Timer]\nOnCalendar=Mon..Fri 08:30\nOnCalendar=wee\n',
  'empty.service': '\n',
  'typed.service': '[Unit]\nDescription=Typed by a test\n\n',
};

/** Declares one test on the open workbench. */
export type Check = (name: string, work: (page: WorkbenchPage, opened: Opened) => Promise<void>) => void;

/** Declares the suite for a host; `more` adds what only that host can show. */
export function testWorkbench(kind: HostKind, more: (check: Check) => void = () => {}): void {
  describe(`in a real VS Code, ${kind} host`, { skip: skip(missingForWorkbench()), timeout: 300_000 }, () => {
    let opened: Opened;
    before(async () => {
      opened = await openWorkbench(kind, files);
    });
    after(() => opened?.close());
    const check: Check = (name, work) => it(name, () => opened.page.watched(name, () => work(opened.page, opened)));

    check('knows a unit file as such', async (page) => {
      await page.openFile('web/guestbook.service');
      assert.equal(await page.language('systemd unit'), 'systemd unit');
    });

    check('knows a drop-in as such', async (page) => {
      await page.openFile('dropins/gateway.service.d/override.conf');
      assert.equal(await page.language('systemd unit'), 'systemd unit');
    });

    check('colours sections, directives and comments', async (page) => {
      await page.openFile('mistakes.service');
      for (const [text, scope] of [
        ['[Service]', /section/],
        ['ExecStart=', /directive|key|property|variable/],
        ['# Neither yes', /^comment\./],
      ] as const) {
        const scopes = await page.scopesAt(text);
        assert.equal(scopes.at(-1), 'source.systemd');
        assert.ok(
          scopes.some((candidate) => scope.test(candidate)),
          `${text} has the scopes ${scopes.join(', ')}`,
        );
      }
    });

    check('shows a problem and mends it by the lightbulb', async (page) => {
      await page.openFile('mistakes.service');
      await page.hasSquiggle('error');
      const problems = await page.problems('Restrat=');
      assert.ok(problems.length > 1, problems.join('\n'));
      for (const theme of ['light', 'dark'] as const) {
        await page.setTheme(theme);
        await page.openQuickFixes('Restrat');
        await page.screenshot(`problems-${theme}`);
        await page.dismiss();
      }
      await page.quickFix('Restrat', /“Restart=”/);
      await page.hasLine('Restart=on-failure');
    });

    check('explains a directive where the mouse points', async (page) => {
      await page.openFile('web/guestbook.service');
      for (const theme of ['light', 'dark'] as const) {
        await page.setTheme(theme);
        const text = await page.hoverWord('Restart', 'Restart=');
        assert.match(text, /restart/i);
        await page.screenshot(`hover-${theme}`);
        await page.dismiss();
      }
    });

    check('completes a section, a directive and its value', async (page) => {
      await page.openFile('typed.service');
      await page.press('ControlOrMeta+End');
      await page.type('[');
      await page.acceptSuggestion('[Service]');
      await page.hasLine('[Service]');
      await page.press('End');
      await page.type('\nResta');
      await page.suggestions('Restart');
      assert.match(await page.suggestionDetails('Restart='), /starts the service again/);
      for (const theme of ['light', 'dark'] as const) {
        await page.setTheme(theme);
        await page.putCursor('after', 'Resta');
        await page.triggerSuggest();
        await page.suggestions('Restart');
        await page.screenshot(`directives-${theme}`);
      }
      await page.acceptSuggestion('Restart');
      await page.hasLine('Restart=');
      // Without another key: the values open as soon as the directive is there.
      const values = await page.suggestions('on-failure');
      assert.ok(values.includes('always'), values.join(', '));
      await page.screenshot('values-dark');
      await page.acceptSuggestion('on-failure');
      await page.hasLine('Restart=on-failure');
    });

    check('opens the values when a directive is typed by hand', async (page) => {
      await page.openFile('typed.service');
      await page.press('ControlOrMeta+End');
      await page.type('\nType');
      await page.dismiss();
      await page.type('=');
      const values = await page.suggestions('notify');
      assert.ok(values.includes('oneshot'), values.join(', '));
      await page.dismiss();
    });

    check('completes inside values', async (page) => {
      await page.openFile('inside.service');
      for (const [before, word, picture] of [
        ['After=network.tar', 'network.target', undefined],
        ['SystemCallFilter=~@cl', '@clock', 'system-calls'],
        ['CAP_CHOWN CAP_NET_B', 'CAP_NET_BIND_SERVICE', 'capabilities'],
        ['User=ro', 'root', undefined],
      ] as const) {
        await page.putCursor('after', before);
        await page.triggerSuggest();
        await page.suggestions(word);
        if (picture) await page.screenshot(`${picture}-dark`);
        await page.dismiss();
      }
      await page.openFile('inside.timer');
      await page.putCursor('after', 'OnCalendar=wee');
      await page.triggerSuggest();
      await page.suggestions('weekly');
      await page.dismiss();
    });

    check('explains parts of values', async (page) => {
      await page.openFile('inside.service');
      await page.hasSquiggle('error');
      assert.match(await page.hoverWord('%n', 'specifier'), /%n/);
      await page.dismiss();
      assert.match(await page.hoverWord('/usr/bin/shop', 'two words'), /two words/);
      await page.screenshot('command-dark');
      await page.dismiss();
      await page.openFile('inside.timer');
      for (const theme of ['light', 'dark'] as const) {
        await page.setTheme(theme);
        assert.match(await page.hoverWord('Fri', '08:30:00'), /Mon\.\.Fri \*-\*-\* 08:30:00/);
        await page.screenshot(`calendar-${theme}`);
        await page.dismiss();
      }
    });

    check('inserts a snippet of a whole unit', async (page) => {
      await page.openFile('empty.service');
      await page.insertSnippet('service');
      await page.hasLine('[Service]');
      await page.hasLine('[Install]');
      await page.screenshot('snippet-dark');
      await page.dismiss();
    });

    check('checks a document that is not saved anywhere', async (page) => {
      await page.newDocument('systemd unit');
      await page.type('[Service]');
      // Enter would take the suggestion.
      await page.dismiss();
      await page.type('\nRestrat=x');
      await page.hasSquiggle('error');
    });

    more(check);

    it('asks no other machine for anything', () => {
      assert.deepEqual(opened.page.foreignRequests, []);
    });
  });
}
