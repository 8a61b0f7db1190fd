/** Text of users in Markdown of ours. */

/** A text as inline code, whatever is in it; long ones are cut. */
export function code(text: string, longest = 200): string {
  const cut = text.length > longest ? `${text.slice(0, longest - 1)}…` : text;
  // Control characters are shown as the escapes that make them.
  const shown = cut.replace(/[\x00-\x1f\x7f]/g, (char) => SHOWN[char] ?? hex(char));
  if (shown === '') return '*(empty)*';
  const fence = '`'.repeat(longestRun(shown) + 1);
  const isPadded = /^[` ]|[` ]$/.test(shown);
  return isPadded ? `${fence} ${shown} ${fence}` : `${fence}${shown}${fence}`;
}

const SHOWN: Readonly<Record<string, string>> = { '\n': '\\n', '\t': '\\t', '\r': '\\r' };

function hex(char: string): string {
  return `\\x${char.charCodeAt(0).toString(16).padStart(2, '0')}`;
}

function longestRun(text: string): number {
  return Math.max(0, ...(text.match(/`+/g) ?? []).map((run) => run.length));
}
