import { RULES } from '../../server/src/rules/index.ts';
import type { Category, Rule } from '../../server/src/rules/rule.ts';

const CATEGORIES: Readonly<Record<Category, string>> = {
  assignment: 'seen on one line by itself',
  unit: 'seen on the whole unit',
  workspace: 'seen between files',
  advice: 'our advice: systemd says nothing',
};

const MADE = '<!-- Made by npm run generate from the rule itself. -->';

/** The page of one rule: what it finds and why, bad and good examples, what systemd prints. */
export function rulePage(rule: Rule): string {
  const parts = [
    `# ${rule.code}`,
    MADE,
    `**${rule.summary}** · ${rule.severity} · ${CATEGORIES[rule.category]}`,
    rule.explanation,
  ];
  if (rule.bad.length > 0) parts.push('## Bad');
  for (const { text, path, version, fixed } of rule.bad) {
    parts.push(ini(text, path, version));
    if (fixed !== undefined) parts.push('Mended by the quick fix:', ini(fixed));
  }
  parts.push('## Good', ...rule.good.map(({ text, path, version }) => ini(text, path, version)));
  if (rule.systemd) {
    const { prints, source } = rule.systemd;
    parts.push('## What systemd does');
    if (prints !== undefined) parts.push(`\`systemd-analyze verify\` prints: \`${prints}\``);
    parts.push(`The decision stands in \`${source}\` of systemd’s source.`);
  }
  return `${parts.join('\n\n')}\n`;
}

/** The list of all rules: docs/rules/README.md. */
export function rulesIndex(): string {
  return `# Rules\n\n${MADE}\n\n${rulesTable('')}`;
}

/** @param folder where the pages stand, seen from the file that the table goes into */
export function rulesTable(folder: string): string {
  const rows = RULES.map(
    (rule) =>
      `| [${rule.code}](${folder}${rule.code}.md) | ${rule.severity} | ${rule.summary.replaceAll('|', '\\|')} |`,
  );
  return `| Rule | Severity | What it finds |\n| --- | --- | --- |\n${rows.join('\n')}\n`;
}

/** An example, with its carets: they show the place. Signs that cannot be printed are written out. */
function ini(text: string, path?: string, version?: number): string {
  const notes = [path ? `\`${path}\`` : '', version ? `checked for systemd ${version}` : ''].filter(
    (note) => note !== '',
  );
  const shown = text.replace(/[\ufdd0-\ufdef]/g, '\ufffd').replace(/^( *\^+ [a-z0-9-]+).*$/gm, '$1');
  return `${notes.length > 0 ? `${notes.join(', ')}:\n\n` : ''}\`\`\`ini\n${shown.endsWith('\n') ? shown : `${shown}\n`}\`\`\``;
}
