/**
 * The tables of values with a first column wide enough for their longest word: VS Code breaks words at hyphens and gives
 * the room to the other column. Only for VS Code: other editors may show the entities as they stand. Two hard blanks are
 * about as wide as a letter of code.
 */
export function withWideTables(markdown: string): string {
  return markdown.replace(/^\| Value \| Meaning \|\n(?:\|.*\n?)+/m, (table) => {
    const longest = Math.max(...table.split('\n').map((row) => /^\| `([^`]+)` \|/.exec(row)?.[1]?.length ?? 0));
    const padding = '&nbsp;'.repeat(Math.min(48, Math.max(0, 2 * longest - 6)));
    return table.replace('| Value |', `| Value${padding} |`);
  });
}
