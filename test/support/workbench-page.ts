/** The page of a workbench, with verbs a test reads well with. Every verb waits for what it is about. */

import assert from 'node:assert/strict';
import path from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { root } from '../../scripts/support/root.ts';

export type Theme = 'dark' | 'light';

const timeout = 20_000;
export const screenshots = path.join(root, 'test-results/screenshots');

export class WorkbenchPage {
  readonly #host: string;
  readonly #page: Page;
  /** Addresses outside this machine that the page asked for: there should be none. */
  readonly foreignRequests: string[] = [];
  /** What the page itself complained of, to be read when a test fails. */
  readonly #complaints: string[] = [];

  constructor(host: string, page: Page) {
    this.#host = host;
    this.#page = page;
    page.setDefaultTimeout(timeout);
    page.on('pageerror', (error) => this.#complaints.push(error.stack ?? error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') this.#complaints.push(message.text());
    });
    page.on('request', (request) => {
      const { protocol, hostname } = new URL(request.url());
      if (protocol.startsWith('http') && hostname !== '127.0.0.1') this.foreignRequests.push(request.url());
    });
  }

  /** Runs a part of a test; when it fails, leaves a picture and what the page complained of. */
  async watched<T>(name: string, work: () => Promise<T>): Promise<T> {
    this.#complaints.length = 0;
    try {
      return await work();
    } catch (error) {
      await this.screenshot(`failed-${name.replaceAll(/\W+/g, '-')}`).catch(() => {});
      for (const complaint of this.#complaints) console.error(`  page: ${complaint.slice(0, 500)}`);
      throw error;
    }
  }

  async goto(url: string): Promise<void> {
    await this.#page.goto(url);
    await this.#page.locator('.explorer-folders-view .monaco-list-row').first().waitFor();
  }

  /** Opens a file of the workspace, `folder/name` or `name`, by the explorer, which both hosts have. */
  async openFile(name: string): Promise<void> {
    const parts = name.split('/');
    for (const [index, part] of parts.entries()) {
      const row = this.#page
        .locator('.explorer-folders-view .monaco-list-row')
        .filter({ has: this.#page.locator('.label-name', { hasText: exactly(part) }) })
        .first();
      if (index === parts.length - 1) await row.dblclick();
      else if ((await row.getAttribute('aria-expanded')) !== 'true') await row.click();
    }
    await this.#page.locator('.tab.active', { hasText: parts.at(-1) ?? '' }).waitFor();
    await this.#editor.locator('.view-line').first().waitFor();
  }

  /** Opens an unsaved document in the given language. */
  async newDocument(language: string): Promise<void> {
    await this.command('File: New Untitled Text File');
    await this.#page.locator('.tab.active', { hasText: 'Untitled' }).waitFor();
    await this.command('Change Language Mode');
    await this.#input.fill(language);
    await this.#pick(language);
    await this.#page.locator('#status\\.editor\\.mode', { hasText: language }).waitFor();
  }

  /** The name of the language in the status bar, once there is one of that name. */
  async language(name: string): Promise<string> {
    const entry = this.#page.locator('#status\\.editor\\.mode', { hasText: name });
    await entry.waitFor();
    return textOf(entry);
  }

  /** The visible lines of the editor. */
  async lines(): Promise<string[]> {
    return (await this.#numberedLines()).map(({ text }) => text);
  }

  /** Waits until a line reads so. */
  async hasLine(text: string): Promise<void> {
    await this.#until(
      async () => (await this.lines()).includes(text),
      async () => `no line reads ${JSON.stringify(text)} in:\n${(await this.lines()).join('\n')}`,
    );
  }

  /** Puts the cursor at the start or the end of the first such text. */
  async putCursor(where: 'before' | 'after', text: string): Promise<void> {
    const lines = await this.#numberedLines();
    const line = lines.find((candidate) => candidate.text.includes(text));
    assert.ok(line, `${JSON.stringify(text)} is not in the editor:\n${lines.map((each) => each.text).join('\n')}`);
    const column = line.text.indexOf(text) + (where === 'after' ? text.length : 0);
    await this.#editor.locator('.native-edit-context, textarea.inputarea').first().focus();
    await this.#page.keyboard.press('Control+G');
    await this.#input.fill(`:${line.number}:${column + 1}`);
    await this.#page.keyboard.press('Enter');
    await this.#page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
  }

  /** Types at the cursor as a person would, so that what opens by itself can open. */
  async type(text: string): Promise<void> {
    await this.#page.keyboard.type(text, { delay: 20 });
  }

  async press(key: string): Promise<void> {
    await this.#page.keyboard.press(key);
  }

  /** Points at a word and gives the text of the hover that contains the expected words. */
  async hoverWord(word: string, expected: string): Promise<string> {
    const box = await this.#editor.locator('.view-lines').evaluate((element, wanted) => {
      const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const at = node.textContent?.indexOf(wanted) ?? -1;
        if (at < 0) continue;
        const range = document.createRange();
        range.setStart(node, at);
        range.setEnd(node, at + wanted.length);
        const { x, y, width, height } = range.getBoundingClientRect();
        return { x: x + width / 2, y: y + height / 2 };
      }
      return undefined;
    }, word);
    assert.ok(box, `the word ${word} is not in the editor`);
    const hover = this.#page.locator('.monaco-hover:visible', { hasText: expected });
    // A hover that opens while the server still starts may be of something else: point again.
    await this.#until(
      async () => {
        await this.#page.mouse.move(box.x + 200, box.y + 250);
        await this.#page.mouse.move(box.x, box.y, { steps: 3 });
        return hover
          .first()
          .waitFor({ timeout: 3000 })
          .then(() => true)
          .catch(() => false);
      },
      async () => `no hover with ${JSON.stringify(expected)} over ${word}`,
    );
    return textOf(hover.first());
  }

  /** Ends what floats over the editor. */
  async dismiss(): Promise<void> {
    await this.#page.keyboard.press('Escape');
    await this.#page.mouse.move(900, 700);
    await this.#page.keyboard.press('Escape');
  }

  /** What the completion list offers, once it offers the expected entry. */
  async suggestions(expected: string): Promise<string[]> {
    const rows = this.#page.locator('.suggest-widget.visible .monaco-list-row');
    const labels = () => rows.locator('.label-name').allInnerTexts();
    await this.#until(
      async () => (await labels()).includes(expected),
      async () => `${expected} is not offered, but: ${(await labels()).join(', ') || 'nothing'}`,
    );
    return labels();
  }

  /** Opens the completion list by its key, if it is not open already. */
  async triggerSuggest(): Promise<void> {
    const list = this.#page.locator('.suggest-widget.visible .monaco-list-row').first();
    await this.#until(
      async () => {
        // Pressed on an open list, the key would show the details instead.
        if (await list.isVisible()) return true;
        await this.#page.keyboard.press('Control+Space');
        return list
          .waitFor({ timeout: 2000 })
          .then(() => true)
          .catch(() => false);
      },
      async () => 'the completion list does not open',
    );
  }

  /** What stands beside the list about the chosen entry; opened by the key that people use. */
  async suggestionDetails(expected: string): Promise<string> {
    const details = this.#page.locator('.suggest-details-container', { hasText: expected });
    await this.#until(
      async () => {
        if (await details.isVisible()) return true;
        await this.#page.keyboard.press('Control+Space');
        return details
          .waitFor({ timeout: 2000 })
          .then(() => true)
          .catch(() => false);
      },
      async () => `no details with ${JSON.stringify(expected)} beside the list`,
    );
    return textOf(details);
  }

  async acceptSuggestion(label: string): Promise<void> {
    await this.suggestions(label);
    await this.#suggestion(label).first().click();
    await this.#suggestion(label).first().waitFor({ state: 'hidden' });
  }

  /** Types a snippet's prefix at the cursor and takes the snippet from the list. */
  async insertSnippet(prefix: string): Promise<void> {
    await this.type(prefix);
    await this.triggerSuggest();
    const row = this.#suggestion(prefix).filter({ has: this.#page.locator('.codicon-symbol-snippet') });
    await row.first().click();
    await row.first().waitFor({ state: 'hidden' });
  }

  /** The rows of the Problems view, once one of them contains the text. */
  async problems(expected: string): Promise<string[]> {
    await this.command('Problems: Focus on Problems View');
    const rows = this.#page.locator('.markers-panel .monaco-list-row');
    await rows.filter({ hasText: expected }).first().waitFor();
    const texts = (await rows.allInnerTexts()).map((text) => text.replace(/\s+/g, ' ').trim());
    await this.command('View: Hide Panel');
    return texts;
  }

  async hasSquiggle(severity: 'error' | 'warning' | 'info'): Promise<void> {
    await this.#editor.locator(`.squiggly-${severity}`).first().waitFor();
  }

  async hasNoSquiggle(severity: 'error' | 'warning' | 'info'): Promise<void> {
    await this.#editor.locator(`.squiggly-${severity}`).first().waitFor({ state: 'detached' });
  }

  /** Opens the lightbulb's list at a text and gives the titles in it. */
  async openQuickFixes(text: string): Promise<string[]> {
    await this.putCursor('before', text);
    const rows = this.#page.locator('.action-widget .monaco-list-row.action');
    await this.#until(
      async () => {
        await this.#page.keyboard.press('ControlOrMeta+.');
        return rows
          .first()
          .waitFor({ timeout: 3000 })
          .then(() => true)
          .catch(() => false);
      },
      async () => `no fix is offered at ${text}`,
    );
    return (await rows.allInnerTexts()).map((title) => title.trim());
  }

  /** Applies a fix of the lightbulb's list. */
  async quickFix(text: string, title: RegExp): Promise<void> {
    const titles = await this.openQuickFixes(text);
    const chosen = titles.findIndex((candidate) => title.test(candidate));
    assert.ok(chosen >= 0, `no fix matches ${title}, there are: ${titles.join(' | ')}`);
    await this.#page.locator('.action-widget .monaco-list-row.action').nth(chosen).click();
  }

  /** The TextMate scopes at a text, the innermost first. */
  async scopesAt(text: string): Promise<string[]> {
    await this.putCursor('before', text);
    await this.command('Developer: Inspect Editor Tokens and Scopes');
    const widget = this.#page.locator('.token-inspect-widget');
    const scopes = widget.locator('tr', { hasText: 'textmate scopes' }).locator('td').nth(1);
    await scopes.waitFor();
    const found = (await textOf(scopes)).split('\n').map((scope) => scope.trim());
    await this.#page.keyboard.press('Escape');
    await widget.waitFor({ state: 'hidden' });
    return found.filter(Boolean);
  }

  /** Runs a command by its title in the command palette. */
  async command(title: string): Promise<void> {
    await this.#page.keyboard.press('F1');
    await this.#input.fill(`>${title}`);
    await this.#pick(title);
  }

  async setTheme(theme: Theme): Promise<void> {
    const workbench = this.#page.locator(`.monaco-workbench.${theme === 'dark' ? 'vs-dark' : 'vs'}`);
    if ((await workbench.count()) > 0) return;
    await this.command('Preferences: Toggle between Light/Dark Themes');
    await workbench.waitFor();
  }

  /** A picture for people to look at, in test-results/screenshots/. */
  async screenshot(name: string): Promise<void> {
    await this.#page.screenshot({ path: path.join(screenshots, `${this.#host}-${name}.png`) });
  }

  /** The text of a notification that contains the words. */
  async notification(words: string): Promise<string> {
    const toast = this.#page.locator('.notification-toast', { hasText: words });
    await toast.waitFor();
    return (await textOf(toast)).replace(/\s+/g, ' ').trim();
  }

  /** The editor draws only the lines in view, in any order; their numbers stand beside them at the same height. */
  async #numberedLines(): Promise<{ number: number; text: string }[]> {
    return this.#editor.evaluate((editor) => {
      const top = (element: Element) => Number.parseFloat((element as HTMLElement).style.top);
      const numbers = new Map(
        [...editor.querySelectorAll('.margin-view-overlays > div')].map((row) => [
          top(row),
          Number(row.querySelector('.line-numbers')?.textContent),
        ]),
      );
      return (
        [...editor.querySelectorAll('.view-lines > .view-line')]
          // Every blank is drawn as a no-break space.
          .map((line) => ({
            number: numbers.get(top(line)) ?? 0,
            text: (line.textContent ?? '').replaceAll('\u00a0', ' '),
          }))
          .sort((a, b) => a.number - b.number)
      );
    });
  }

  get #editor(): Locator {
    return this.#page.locator('.editor-group-container.active .editor-instance .monaco-editor').first();
  }

  get #input(): Locator {
    return this.#page.locator('.quick-input-widget:visible input').first();
  }

  async #pick(title: string): Promise<void> {
    const label = this.#page.locator('.quick-input-list .monaco-list-row .label-name', { hasText: exactly(title) });
    await label.first().waitFor();
    await label.first().click();
  }

  #suggestion(label: string): Locator {
    return this.#page
      .locator('.suggest-widget.visible .monaco-list-row')
      .filter({ has: this.#page.locator('.label-name', { hasText: exactly(label) }) });
  }

  async #until(done: () => Promise<boolean>, otherwise: () => Promise<string>): Promise<void> {
    const end = Date.now() + timeout;
    while (!(await done())) {
      if (Date.now() > end) assert.fail(await otherwise());
      await this.#page.waitForTimeout(50);
    }
  }
}

/** What a person reads there, with the line breaks as they are drawn. */
async function textOf(locator: Locator): Promise<string> {
  const [text = ''] = await locator.allInnerTexts();
  return text.trim();
}

function exactly(text: string): RegExp {
  return new RegExp(`^\\s*${text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}\\s*$`);
}
