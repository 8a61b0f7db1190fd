import { type Directive, directive as find, knownIn, manualUrl, sectionsWith, wordsOf } from '../catalog/lookup.ts';
import type { Prose } from '../catalog/prose.ts';

/** Everything we say of a directive, as Markdown: the hover, and the documentation of its completion. */
export function describeDirective(directive: Directive, prose: Prose, version: number): string {
  const parts = [heading(directive)];
  const today = directive.replacement;
  const explained = prose.directive(directive) ?? (today && ofReplacement(today, prose));
  if (directive.removed) {
    parts.push(
      `systemd does nothing with it any more.${today ? ` Use \`${today.name}=\` in [${today.section}].` : ''}`,
    );
  } else if (today) {
    parts.push(`An old form of \`${today.name}=\` in [${today.section}]; systemd still reads it.`);
  }
  if (explained && !directive.removed) parts.push(explained.summary, explained.body);
  else if (!explained && !today && !directive.removed) parts.push(factsAlone(directive));
  const note = versionNote(directive, version);
  if (note) parts.push(note);
  parts.push(footer(directive));
  return parts.filter((part) => part !== '').join('\n\n');
}

/** What the target version has to say of a directive; empty where it knows it. */
function versionNote(directive: Directive, version: number): string {
  return !knownIn(directive, version)
    ? `⚠ systemd ${version}, which this unit is checked for, does not know it yet.`
    : '';
}

function heading({ name, section }: Directive): string {
  const others = sectionsWith(name).filter((other) => other !== section);
  const shown = [section, ...others].map((each) => `[${each}]`);
  return `**${name}=** · ${shown.join(' ')}`;
}

function ofReplacement(today: { section: string; name: string }, prose: Prose) {
  const directive = find(today.section, today.name);
  return directive && prose.directive(directive);
}

/** For directives without prose: what the facts tell. */
function factsAlone(directive: Directive): string {
  const words = wordsOf(directive.parser);
  if (words) {
    const all = [...(words.booleanToo ? ['yes', 'no'] : []), ...words.words.map((word) => word.name)];
    return `Takes one of: ${[...new Set(all)].map((word) => `\`${word}\``).join(', ')}.`;
  }
  return directive.parser === 'bool' ? 'Takes yes or no.' : '';
}

function footer(directive: Directive): string {
  const parts: string[] = [];
  const url = manualUrl(directive);
  if (url !== undefined && directive.page !== undefined) parts.push(`[${directive.page}(5)](${url})`);
  const since = sinceNote(directive);
  if (since) parts.push(since);
  return parts.join(' · ');
}

/** The manual keeps no count of what came before 201, and is often some versions late where nothing confirms it. */
function sinceNote({ since, sinceConfirmed }: Directive): string {
  if (since === undefined || since <= 201) return '';
  return sinceConfirmed ? `since systemd ${since}` : `since systemd ${since} or earlier`;
}
