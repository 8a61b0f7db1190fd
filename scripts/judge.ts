/**
 * Compares Unitwright with the real systemd (`SYSTEMD_ANALYZE`, else the one on the PATH) on random assignments.
 *
 *     node scripts/judge.ts [--parser a,b] [--directive A,B] [--each 20] [--seed N] [--show 40] [--warnings]
 */
import { parseArgs } from 'node:util';
import { parserFor } from '../server/src/catalog/lookup.ts';
import { compare, isRejected } from '../test/support/judge.ts';
import { random } from '../test/support/random.ts';
import { version } from '../test/support/systemd-analyze.ts';
import { casesFor } from '../test/support/value-cases.ts';

const { values } = parseArgs({
  options: {
    parser: { type: 'string', default: '' },
    directive: { type: 'string', default: '' },
    each: { type: 'string', default: '20' },
    seed: { type: 'string' },
    show: { type: 'string', default: '40' },
    /** Compare complaints too, not only what is refused. */
    warnings: { type: 'boolean', default: false },
  },
});
if (values.seed !== undefined) process.env.UNITWRIGHT_SEED = values.seed;
const chosen = random();
const list = (text: string): string[] => text.split(',').filter((word) => word !== '');
const parsers = list(values.parser);
const directives = list(values.directive);

const cases = casesFor(chosen, {
  version: version(),
  each: Number(values.each),
  only: (directive, parser) =>
    (parsers.length === 0 || parsers.includes(parser)) &&
    (directives.length === 0 || directives.includes(directive.name)),
});
const comparisons = await compare(cases.values());
const total = comparisons.length;
const accepted = comparisons.filter(({ their }) => !isRejected(their)).length;
const unlike = comparisons.filter(
  ({ their, our, isAlike }) => !isAlike || (values.warnings && their.verdict !== our.verdict),
);
const falseErrors = unlike.filter(({ their, our }) => isRejected(our) && !isRejected(their)).length;
const byParser = new Map<string, number>();
const differences = unlike.map(({ each: { directive, value, type }, their, our }) => {
  const { parser } = parserFor(directive, version());
  byParser.set(parser, (byParser.get(parser) ?? 0) + 1);
  const lines = [`systemd: ${their.verdict} ${their.words}`, `we:      ${our.verdict} ${our.words}`];
  return `${parser} · ${type} ${directive.name}=${value}\n    ${lines.join('\n    ')}`;
});
const step = Math.max(1, Math.floor(differences.length / Number(values.show)));
for (const difference of differences.filter((_, index) => index % step === 0)) console.log(difference);
console.log(
  `\nby parser: ${[...byParser]
    .sort((a, b) => b[1] - a[1])
    .map(([parser, count]) => `${parser} ${count}`)
    .join(', ')}`,
);
console.log(
  `systemd ${version()}, seed ${chosen.seed}: ${total} assignments, ${((100 * (total - unlike.length)) / total).toFixed(3)} % alike, ` +
    `${falseErrors} false errors on ${accepted} accepted lines`,
);
