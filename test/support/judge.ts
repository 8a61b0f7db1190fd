/**
 * What the real systemd and Unitwright say of single assignments, in bulk: many lines go into one file, and a line that
 * stops systemd's parser is judged and stepped over.
 */
import type { Directive, UnitType } from '../../server/src/catalog/lookup.ts';
import { diagnose } from '../../server/src/rules/index.ts';
import { readUnitFile } from '../../server/src/units/unit-file.ts';
import { verify, version } from './systemd-analyze.ts';

export interface Case {
  readonly type: UnitType;
  readonly directive: Directive;
  readonly value: string;
}

/** `reject`: systemd ignores the line or refuses the unit for it; `warn`: it takes the line and complains. */
export type Verdict = 'ok' | 'warn' | 'reject';

export interface Judgement {
  readonly verdict: Verdict;
  readonly words: string;
}

/** Names that units of each type may have in a test; mounts and swaps are called after what they mount. */
const NAMES: Partial<Record<UnitType, string>> = {
  mount: 'srv-a.mount',
  automount: 'srv-a.automount',
  swap: 'srv-a.swap',
};

export function unitNameFor(type: UnitType): string {
  return NAMES[type] ?? `a.${type}`;
}

const BLOCK = 1200;

/**
 * What systemd says of each case, in their order. All cases have to be of one unit type.
 *
 * @param name what the unit is called, where it is not to be an ordinary one
 */
export async function askSystemd(cases: readonly Case[], name?: string): Promise<Judgement[]> {
  const judgements: Judgement[] = [];
  for (let from = 0; from < cases.length; from += BLOCK) {
    judgements.push(...(await askBlock(cases.slice(from, from + BLOCK), name)));
  }
  return judgements;
}

async function askBlock(cases: readonly Case[], unitName?: string): Promise<Judgement[]> {
  const judgements: Judgement[] = [];
  let rest = cases;
  while (rest.length > 0) {
    const { text, lines, end } = fileOf(rest);
    const name = unitName ?? unitNameFor(rest[0]!.type);
    const messages = (await verify({ [name]: text }, { timeout: 120_000 })).filter(
      (message) => message.file === name && message.line !== undefined,
    );
    // The last line is reached only if nothing has stopped the parser.
    const isWhole = messages.some((message) => message.line === end);
    const stop = isWhole ? Number.POSITIVE_INFINITY : Math.max(0, ...messages.map((message) => message.line!));
    let judged = 0;
    for (const line of lines) {
      if (line > stop) break;
      const own = messages.filter((message) => message.line === line).map((message) => message.text);
      if (rest.length > 1 && own.some((words) => ABOUT_OTHER_LINES.test(words))) {
        judgements.push(...(await askBlock([rest[judged]!], unitName)));
        judged++;
        continue;
      }
      const isRejected = line === stop || own.some(isRejection);
      judgements.push({ verdict: isRejected ? 'reject' : own.length > 0 ? 'warn' : 'ok', words: own.join(' | ') });
      judged++;
    }
    if (judged === 0) {
      // It stopped without a word: one by one, the first is to blame if it does so alone.
      if (rest.length === 1) judgements.push({ verdict: 'reject', words: 'the parser stopped without a word' });
      else {
        const half = rest.length >> 1;
        judgements.push(
          ...(await askBlock(rest.slice(0, half), unitName)),
          ...(await askBlock(rest.slice(half), unitName)),
        );
      }
      return judgements;
    }
    rest = rest.slice(judged);
  }
  return judgements;
}

/** What Unitwright says of each case, in their order. */
export function askUnitwright(cases: readonly Case[], name?: string): Judgement[] {
  const judgements: Judgement[] = [];
  for (let from = 0; from < cases.length; from += BLOCK) {
    const block = cases.slice(from, from + BLOCK);
    const { text, lines } = fileOf(block);
    const file = readUnitFile(name ?? unitNameFor(block[0]!.type), text, { version: version(), scope: 'system' });
    const starts = file.tree.lines.map((line) => line.start);
    const found = new Map<number, Judgement>();
    for (const { span, severity, message, rule } of diagnose(file)) {
      if (severity !== 'error' && severity !== 'warning') continue;
      const line = starts.findLastIndex((start) => start <= span.start) + 1;
      const verdict = severity === 'error' ? 'reject' : 'warn';
      const known = found.get(line);
      if (known?.verdict === 'reject') continue;
      found.set(line, { verdict, words: `${rule.code}: ${message}` });
    }
    judgements.push(...lines.map((line) => found.get(line) ?? { verdict: 'ok' as const, words: '' }));
  }
  return judgements;
}

/** A case with what both say of it. */
export interface Comparison {
  readonly each: Case;
  readonly their: Judgement;
  readonly our: Judgement;
  /** Both refuse it, or neither does. */
  readonly isAlike: boolean;
}

/** Asks both about each case; each list of cases has to be of one unit type. */
export async function compare(lists: Iterable<readonly Case[]>): Promise<Comparison[]> {
  const comparisons: Comparison[] = [];
  for (const cases of lists) {
    const theirs = await askSystemd(cases);
    const ours = askUnitwright(cases);
    for (const [index, each] of cases.entries()) {
      const [their, our] = [theirs[index]!, ours[index]!];
      comparisons.push({ each, their, our, isAlike: isRejected(their) === isRejected(our) });
    }
  }
  return comparisons;
}

export function isRejected({ verdict }: Judgement): boolean {
  return verdict === 'reject';
}

/** One file with a line for each case, and a line at the end that systemd complains of if it gets there. */
function fileOf(cases: readonly Case[]): { text: string; lines: number[]; end: number } {
  const written: string[] = [];
  const lines: number[] = [];
  let section = '';
  for (const { directive, value } of cases) {
    if (directive.section !== section) {
      section = directive.section;
      written.push(`[${section}]`);
    }
    written.push(`${directive.name}=${value}`);
    lines.push(written.length);
  }
  written.push('[Unit]', 'ReachedTheEnd=yes');
  return { text: `${written.join('\n')}\n`, lines, end: written.length };
}

/** Words of systemd with which it takes the line all the same. */
const ONLY_COMPLAINS =
  /deprecated|(?<!@)obsolete|no longer supported|legacy directory|has been removed and it is ignored|is discouraged|not safe|'!!' modifier|unknown escape sequences|This usually is a mistake|Unsupported CPU scheduling policy|Kernel does not support/;

/** Said of a line because of another one in the same file: such a line is asked about in a file of its own. */
const ABOUT_OTHER_LINES = /^(?:Multiple units to trigger specified|Duplicate LUO session name)/;

function isRejection(words: string): boolean {
  if (ONLY_COMPLAINS.test(words)) return false;
  return /ignoring|ignored|[Ff]ailed to|[Ii]nvalid|not valid|Missing|not absolute|not normalized|[Bb]ad |Unbalanced|Empty|Unknown|too (?:long|big|large|many|small|low|high)|out of range|cannot|Cannot|must |not allowed|requires|not supported|not found|Neither|does not exist|contains|is not|refusing/.test(
    words,
  );
}
