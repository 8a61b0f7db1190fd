import { SETTINGS } from '../../server/src/settings.ts';

/** The table of settings in the README. */
export function settingsTable(): string {
  const rows = SETTINGS.map(({ name, default: preset, summary }) => `| \`${name}\` | \`${preset}\` | ${summary} |`);
  return `| Setting | Default | What it does |\n| --- | --- | --- |\n${rows.join('\n')}\n`;
}
