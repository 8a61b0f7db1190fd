import type { Directive } from '../catalog/lookup.ts';

/** Parsers whose value is read by people: a `#` can be part of the sentence. */
const FREE_TEXT = new Set(['unit_string_printf', 'exec_input_text', 'set_credential', 'string', 'log_extra_fields']);

/**
 * Where something stands behind a value that its author meant as a comment; undefined where there is nothing.
 *
 * @param refused the value as a whole is refused: then `;` and `//` count as well.
 * @returns UTF-16 offset of the comment sign in the value
 */
export function findInlineComment(value: string, directive: Directive, refused: boolean): number | undefined {
  if (!value.includes('#') && !refused) return undefined;
  const outside = maskQuoted(value);
  if (FREE_TEXT.has(directive.parser)) return indexOf(outside, /\s#\s+\S/);
  // `#` stuck to what follows is a comment when it is a word of letters (`#If run …`), not in `#1` or `#ff0000`.
  const comment = indexOf(outside, /\s#(?:\s|$|[^\W\d_]+(?:\s|$))/u);
  if (comment !== undefined || !refused) return comment;
  return indexOf(outside, /\s(?:[#;]|\/\/)/);
}

function indexOf(text: string, pattern: RegExp): number | undefined {
  const match = pattern.exec(text);
  return match ? match.index + 1 : undefined;
}

/** The value with everything between quotes blotted out; as it is where the quotes do not pair. */
function maskQuoted(value: string): string {
  let masked = '';
  let quote = '';
  for (let i = 0; i < value.length; i++) {
    const char = value[i]!;
    if (char === '\\' && i + 1 < value.length) {
      masked += 'xx';
      i++;
    } else if (quote !== '') {
      if (char === quote) quote = '';
      masked += 'x';
    } else {
      if (char === '"' || char === "'") quote = char;
      masked += quote === '' ? char : 'x';
    }
  }
  return quote === '' ? masked : value;
}
