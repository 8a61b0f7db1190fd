import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readCpuSet, sizeOfCpuSet } from '../../server/src/values/number/cpu-set.ts';
import {
  describeExitStatus,
  exitStatuses,
  meaningOfExit,
  parseExitStatus,
} from '../../server/src/values/number/exit-status.ts';
import { describeMode, parseMode } from '../../server/src/values/number/mode.ts';
import {
  parsePercent,
  parsePermille,
  parsePermyriad,
  parsePermyriadUnbounded,
} from '../../server/src/values/number/percent.ts';
import { readRlimit, UNLIMITED } from '../../server/src/values/number/rlimit.ts';
import { describeSignal, parseSignal, signalName } from '../../server/src/values/number/signal.ts';
import { describeBytes, parseSize, sizeMeantBy } from '../../server/src/values/number/size.ts';

test('sizes', () => {
  const cases: [string, bigint | undefined][] = [
    ['0', 0n],
    ['1K', 1024n],
    ['1 K', 1024n],
    ['1.5G', 1610612736n],
    ['1.K', 1024n],
    ['1G 512M', 1610612736n],
    ['1G512M10K5B', 1610622981n],
    ['1K5', 1029n],
    ['16E', undefined],
    ['18446744073709551615', 18446744073709551615n],
    ['18446744073709551616', undefined],
    // A fraction of bytes comes to nothing; one more than the largest number wraps around first.
    ['18446744073709551615.5', 18446744073709551615n],
    ['512M 1G', undefined],
    ['1K 1K', undefined],
    ['1 2', undefined],
    ['.5M', undefined],
    ['1Ki', undefined],
    // B comes behind M, but only after a number of its own.
    ['512MB', undefined],
    ['512M3B', 536870915n],
    ['1k', undefined],
    ['-1', undefined],
    ['1K ', undefined],
    ['', undefined],
  ];
  for (const [text, expected] of cases) assert.equal(parseSize(text, 1024), expected, text);
  assert.equal(parseSize('1.5M', 1000), 1_500_000n);
  assert.equal(parseSize(`0.${'0'.repeat(400)}1G`, 1024), 0n);
});

test('what was meant by a size', () => {
  const cases: [string, string | undefined][] = [
    ['512MB', '512M'],
    ['1Ki', '1K'],
    ['20m', '20M'],
    ['1.5 GiB', '1.5G'],
    ['512M', undefined],
    ['many', undefined],
  ];
  for (const [text, expected] of cases) assert.equal(sizeMeantBy(text), expected, text);
});

test('bytes in words', () => {
  assert.equal(describeBytes(1n), '1 byte');
  assert.equal(describeBytes(1000n), '1\u00a0000 bytes');
  assert.equal(describeBytes(1610612736n), '1\u00a0610\u00a0612\u00a0736 bytes (1.5 GiB)');
  assert.equal(describeBytes(1_000_000n), '1\u00a0000\u00a0000 bytes (≈ 976.56 KiB)');
});

test('percent, permille, permyriad', () => {
  const cases: [string, number | undefined][] = [
    ['0%', 0],
    ['33.3%', 3330],
    ['33.33%', 3333],
    ['12.5‰', 125],
    ['5‱', 5],
    ['0x10%', 1600],
    ['100%', 10_000],
    ['100.01%', undefined],
    ['33.333%', undefined],
    ['33.%', undefined],
    ['.5%', undefined],
    ['5.5‱', undefined],
    ['-1%', undefined],
    ['5', undefined],
    ['%', undefined],
  ];
  for (const [text, expected] of cases) assert.equal(parsePermyriad(text), expected, text);
  assert.equal(parsePermyriadUnbounded('250%'), 25_000);
  assert.equal(parsePermyriadUnbounded('21474836.47%'), 2_147_483_647);
  assert.equal(parsePermyriadUnbounded('21474836.48%'), undefined);
  assert.equal(parsePercent('1.5%'), undefined);
  assert.equal(parsePercent('101%'), undefined);
  assert.equal(parsePermille('1.5%'), 15);
  assert.equal(parsePermille('1.55%'), undefined);
});

test('modes', () => {
  for (const text of ['8', '10000', '+755', '0o755', 'rwx', '']) assert.equal(parseMode(text), undefined, text);
  const cases: [string, string][] = [
    ['0755', 'rwxr-xr-x'],
    ['750', 'rwxr-x---'],
    ['4755', 'rwsr-xr-x'],
    ['2644', 'rw-r-Sr--'],
    ['1777', 'rwxrwxrwt'],
    ['01000', '--------T'],
  ];
  for (const [text, expected] of cases) assert.equal(describeMode(parseMode(text)!), expected, text);
});

test('sets of CPUs', () => {
  const faults = (text: string, version = 262): string[] =>
    readCpuSet(text, version).faults.map(({ word, fault }) => `${word.value} ${fault}`);
  assert.equal(sizeOfCpuSet(readCpuSet('0-3,8 2-5,"7"', 262)), 8);
  assert.deepEqual(faults('0-3,,8  9,'), []);
  assert.deepEqual(faults('3-1 1- -1 a 8192'), [
    '3-1 backwards',
    '1- not a number',
    '-1 not a number',
    'a not a number',
    '8192 too large',
  ]);
  assert.deepEqual(faults('4294967295', 257), []);
  assert.deepEqual(faults('4294967295'), ['4294967295 too large']);
  assert.equal(readCpuSet('0 "1', 262).invalidAt, 2);
});

test('signals', () => {
  const cases: [string, number | undefined][] = [
    ['SIGTERM', 15],
    ['TERM', 15],
    ['15', 15],
    ['0xf', 15],
    ['SIGRTMIN', 34],
    ['RTMIN+3', 37],
    ['RTMIN+0x3', 37],
    ['SIGRTMAX-0', 64],
    ['RTMAX-30', 34],
    ['RTMIN+31', undefined],
    ['RTMIN-1', undefined],
    ['RTMIN3', undefined],
    ['SIG15', undefined],
    ['SIGSIGTERM', undefined],
    ['sigterm', undefined],
    ['0', undefined],
    ['65', undefined],
    ['', undefined],
  ];
  for (const [text, expected] of cases) assert.equal(parseSignal(text), expected, text);
  assert.equal(signalName(37), 'SIGRTMIN+3');
  assert.equal(signalName(33), undefined);
  assert.match(describeSignal(9), /^\*\*SIGKILL\*\*, signal 9: /);
});

test('exit statuses', () => {
  assert.equal(parseExitStatus('TEMPFAIL', 262), 75);
  assert.equal(parseExitStatus('MEMORY_THP', 262), 246);
  assert.equal(parseExitStatus('MEMORY_THP', 257), undefined);
  assert.equal(parseExitStatus('KSM', 252), undefined);
  assert.equal(parseExitStatus('255', 262), 255);
  assert.equal(parseExitStatus('256', 262), undefined);
  assert.equal(parseExitStatus('EXIT_SUCCESS', 262), undefined);
  assert.match(describeExitStatus(203), /^\*\*EXEC\*\*, exit status 203: /);
  for (const { name } of exitStatuses()) assert.ok(meaningOfExit(name), name);
});

test('resource limits', () => {
  const amounts = (text: string, kind: Parameters<typeof readRlimit>[1]): (bigint | undefined)[] => {
    const limits = readRlimit(text, kind)!;
    return limits.hard ? [limits.soft.amount, limits.hard.amount] : [limits.soft.amount];
  };
  assert.deepEqual(amounts('1024:4096', 'number'), [1024n, 4096n]);
  assert.deepEqual(amounts('infinity', 'number'), [UNLIMITED]);
  assert.deepEqual(amounts('18446744073709551615', 'number'), [undefined]);
  assert.deepEqual(amounts('64K:1.5M', 'bytes'), [65536n, 1572864n]);
  assert.deepEqual(amounts('90:1h', 'seconds'), [90n, 3600n]);
  assert.deepEqual(amounts('100ms', 'seconds'), [1n]);
  assert.deepEqual(amounts('200:1s', 'microseconds'), [200n, 1_000_000n]);
  assert.deepEqual(amounts('5s 20', 'microseconds'), [5_000_020n]);
  assert.deepEqual(amounts('12.34.56', 'microseconds'), [undefined]);
  assert.deepEqual(amounts('infinity', 'microseconds'), [UNLIMITED]);
  assert.deepEqual(amounts('-5:+5', 'nice'), [25n, 15n]);
  assert.deepEqual(amounts('+20', 'nice'), [undefined]);
  assert.deepEqual(amounts('40:41', 'nice'), [40n, undefined]);
  assert.deepEqual(amounts('5:', 'number'), [5n, undefined]);
  assert.equal(readRlimit('5:6:', 'number')!.surplusAt, undefined);
  assert.equal(readRlimit('5:6:7', 'number')!.surplusAt, 3);
});
