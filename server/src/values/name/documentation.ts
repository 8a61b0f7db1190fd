/** `Documentation=`: addresses of what there is to read. */
import type { Text } from '../../syntax/text.ts';
import { itemAt, MOST_PROBLEMS, quoted, quotingProblem, readWords, suggest } from '../common/items.ts';
import { specifierProblem } from '../common/specifiers.ts';
import type { Context, Problem, ValueType } from '../value-type.ts';
import { expansionsOf, unknownSpecifierAt } from './name-expansion.ts';

const SCHEMES = [
  { label: 'man:', detail: 'a manual page', documentation: 'A manual page with its section: `man:nginx(8)`.' },
  { label: 'https://', detail: 'a web page' },
  { label: 'http://', detail: 'a web page' },
  { label: 'file:///', detail: 'a file', documentation: 'A file: `file:///usr/share/doc/nginx/README`.' },
  { label: 'info:', detail: 'a page of info', documentation: 'A page of the info manuals: `info:coreutils`.' },
];

/** `src/core/load-fragment.c: config_parse_documentation`, `config_parse_unit_strv_printf` */
export const documentation: ValueType = {
  check(value, context) {
    // Specifiers are replaced before words are told apart.
    const unknownAt = unknownSpecifierAt(value.value, 'unit', context);
    if (unknownAt !== undefined) return [specifierProblem(value, 0, unknownAt, context)];
    return checkWords(value, context);
  },
  complete(value, offset) {
    const item = itemAt(value.value, offset);
    return /[:(]/.test(item.text.slice(0, offset - item.start)) ? [] : suggest(item, 'word', SCHEMES);
  },
  describe(value, offset) {
    const { start, end, text } = itemAt(value.value, offset);
    const page = /^man:([^()\s]+)\(([^()\s]+)\)$/.exec(text);
    if (page)
      return { start, end, text: `The manual page ${page[1]}, section ${page[2]}: \`man ${page[2]} ${page[1]}\`.` };
    return undefined;
  },
};

function checkWords(value: Text, context: Context): Problem[] {
  const problems: Problem[] = [];
  const { words, invalidAt } = readWords(value.value, { unquote: true, retainEscape: true });
  for (const { value: text, start, end } of words) {
    if (problems.length === MOST_PROBLEMS) return problems;
    const urls = expansionsOf(text, 'unit', context).values;
    const url = urls.find(isValidDocumentationUrl) ?? urls[0]!;
    // A word of which nothing is left is none, unless quotes hold its place.
    const isWord = url !== '' || /["']/.test(value.value.slice(start, end));
    if (isWord && !isValidDocumentationUrl(url)) problems.push(urlProblem(text, url, start, end));
  }
  if (invalidAt !== undefined) problems.push(quotingProblem(value.value, invalidAt, 'systemd ignores this line'));
  return problems;
}

/** `src/shared/web-util.c: documentation_url_is_valid` */
export function isValidDocumentationUrl(url: string): boolean {
  const rest = /^(?:https?:\/\/|file:\/|info:|man:)(.+)$/s.exec(url)?.[1];
  return rest !== undefined && isAscii(rest);
}

function urlProblem(word: string, url: string, start: number, end: number): Problem {
  const verdict = `systemd ignores ${quoted(word)}`;
  if (/^(?:https?:\/\/|file:\/|info:|man:)$/.test(url)) {
    return { code: 'invalid-url', start, end, message: `${verdict}: the address is not complete.` };
  }
  if (!isAscii(url) && /^(?:https?:\/\/|file:\/|info:|man:)/.test(url)) {
    const message = `${verdict}: only ASCII is allowed in addresses. Write other characters as “%%” and two hexadecimal digits for each byte.`;
    return { code: 'invalid-url', start, end, message };
  }
  const instead = likelyUrl(word);
  const hint = instead === undefined ? '' : ` Did you mean ${quoted(instead)}?`;
  return {
    code: 'invalid-url',
    start,
    end,
    message: `${verdict}: an address begins with “https://”, “http://”, “file:/”, “man:” or “info:”.${hint}`,
    ...(instead === undefined ? {} : { instead: [instead] }),
  };
}

function likelyUrl(word: string): string | undefined {
  if (word.length > 200 || !isAscii(word)) return undefined;
  if (/^[\w.-]+\([0-9][a-z]*\)$/.test(word)) return `man:${word}`;
  if (/^\/[^/]/.test(word)) return `file://${word}`;
  const [, scheme, rest] = /^(https?|man|info):?\/*(.+)$/i.exec(word) ?? [];
  if (scheme !== undefined && /^https?$/i.test(scheme)) return `${scheme.toLowerCase()}://${rest}`;
  if (scheme !== undefined) return `${scheme.toLowerCase()}:${rest}`;
  return /^(?:www\.)?[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}(?:\/\S*)?$/.test(word) ? `https://${word}` : undefined;
}

function isAscii(text: string): boolean {
  return /^[\x00-\x7f]*$/.test(text);
}
