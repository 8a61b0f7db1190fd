/** Value types by the directive they belong to, for tests. */
import assert from 'node:assert/strict';
import { directive as find, typesWith } from '../../server/src/catalog/lookup.ts';
import { Text } from '../../server/src/syntax/text.ts';
import { contextOf, valueTypeOf } from '../../server/src/values/table.ts';
import type { Description, Problem, Suggestion } from '../../server/src/values/value-type.ts';

export interface Options {
  /** Target version; the newest without it. */
  readonly version?: number;
  readonly scope?: 'system' | 'user';
  readonly unitName?: string;
}

/** What is said of a value. */
export interface Judged {
  readonly problems: readonly Problem[];
  complete(offset?: number): readonly Suggestion[];
  describe(offset?: number): Description | undefined;
}

/** @param setting `Section.Directive` */
export function judged(
  setting: string,
  value: string,
  { version = 262, scope = 'system', unitName }: Options = {},
): Judged {
  const [section, name] = setting.split('.') as [string, string];
  const directive = find(section, name);
  assert.ok(directive, `no ${setting}`);
  const type = valueTypeOf(directive, version);
  const text = Text.at(value, 0);
  const context = contextOf(
    { type: typesWith(section)[0], identity: { unitName }, target: { version, scope } },
    directive,
  );
  return {
    problems: type.check(text, context),
    complete: (offset = value.length) => type.complete?.(text, offset, context) ?? [],
    describe: (offset = 0) => type.describe?.(text, offset, context),
  };
}

/** Each problem as `code “what is marked” → instead`; an empty text where there is none. */
export function verdict(setting: string, value: string, options: Options = {}): string {
  return judged(setting, value, options)
    .problems.map(({ code, start, end, instead }) => {
      assert.ok(start >= 0 && start <= end && end <= value.length, `${setting}=${value}: ${start} … ${end}`);
      const marked = start === 0 && end === value.length ? '' : ` “${value.slice(start, end)}”`;
      return `${code}${marked}${instead && instead.length > 0 ? ` → ${instead.join(' ')}` : ''}`;
    })
    .join(', ');
}
