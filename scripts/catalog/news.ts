/**
 * Since when is a directive there? The manual says so, but not always rightly: terms that share a description share its
 * version too (`UpheldBy=` with `WantedBy=`), and some descriptions are younger than the directive. The compared trees
 * and systemd's own `NEWS` set that right, or confirm it.
 */
import { fail } from './source.ts';

export class News {
  /** Name of a setting → the versions whose news mention it, oldest first. */
  private readonly mentions = new Map<string, number[]>();

  constructor(text: string) {
    const parts = text.split(/^CHANGES WITH (\d+)\b.*$/m);
    if (parts.length < 3) fail('NEWS', 'there are no headings like CHANGES WITH 262');
    for (let at = 1; at < parts.length; at += 2) {
      const version = Number(parts[at]);
      for (const name of new Set([...parts[at + 1]!.matchAll(/\b([A-Z]\w*)=/g)].map((match) => match[1]!))) {
        this.mentions.set(name, [...(this.mentions.get(name) ?? []), version]);
      }
    }
    for (const versions of this.mentions.values()) versions.sort((a, b) => a - b);
  }

  /**
   * The version that brought a directive, if it is known; confirmed when the manual is not the only one to say so.
   * `absentIn` and `presentIn` are the compared older versions without and with the directive.
   */
  since(
    name: string,
    manual: number | undefined,
    absentIn: readonly number[],
    presentIn: readonly number[],
  ): { since?: number; sinceConfirmed: boolean } {
    if (manual === undefined) return { sinceConfirmed: false };
    if (presentIn.some((version) => version < manual)) return { sinceConfirmed: false };
    const newestWithout = Math.max(0, ...absentIn);
    if (manual <= newestWithout) {
      const since = this.firstMention(name, newestWithout) ?? this.firstMention(twin(name), newestWithout);
      return since === undefined ? { sinceConfirmed: false } : { since, sinceConfirmed: true };
    }
    return { since: manual, sinceConfirmed: newestWithout > 0 || this.firstMention(name, 0) === manual };
  }

  private firstMention(name: string, after: number): number | undefined {
    return this.mentions.get(name)?.find((version) => version > after);
  }
}

/** Conditions and assertions come in pairs; news often mention only the condition. */
function twin(name: string): string {
  return name.replace(/^Assert/, 'Condition');
}
