/** The browser that shows a workbench to the tests. */

import { existsSync } from 'node:fs';
import path from 'node:path';
import type { BrowserContext } from 'playwright-core';

/** Where this machine has Chromium or Chrome; the variable CHROME may name another. */
export function chromiumPath(): string | undefined {
  const given = process.env.CHROME;
  if (given) return existsSync(given) ? given : undefined;
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
  const folders = ['/usr/bin', ...(process.env.PATH ?? '').split(path.delimiter)];
  const mac = [
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  ];
  return [...names.flatMap((name) => folders.map((folder) => path.join(folder, name))), ...mac].find(existsSync);
}

/** A browser without a window, with a profile of its own. */
export async function launchChromium(profile: string): Promise<BrowserContext> {
  const { chromium } = await import('playwright-core');
  const args = [
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-gpu',
    '--disable-quic',
    '--disable-sync',
    '--no-first-run',
  ];
  // Chromium's sandbox refuses to work for root, which is who runs in most containers.
  if (process.getuid?.() === 0) args.push('--no-sandbox');
  return chromium.launchPersistentContext(profile, {
    executablePath: chromiumPath() ?? '',
    headless: true,
    viewport: { width: 1280, height: 900 },
    args,
  });
}
