/** Devices that a unit may use (`src/core/load-fragment.c: config_parse_device_allow`). */

import { isLongerThan } from '../../syntax/lines.ts';
import type { Text } from '../../syntax/text.ts';
import { extractFirstWord, type Word } from '../common/extract-word.ts';
import { shown } from '../common/item-list.ts';
import { expandSpecifiers, specifierProblem } from '../common/specifiers.ts';
import { isNormalizedPath, isValidPath, PATH_MAX, simplifyPath } from '../path/path.ts';
import type { Context, Problem, Suggestion, ValueType } from '../value-type.ts';

/** Nodes that units ask for, and classes: names of drivers as `/proc/devices` lists them. */
const DEVICES: Readonly<Record<string, string>> = {
  '/dev/null': 'swallows what is written',
  '/dev/zero': 'endless zeros',
  '/dev/full': 'always full',
  '/dev/random': 'random numbers',
  '/dev/urandom': 'random numbers',
  '/dev/tty': 'the terminal of the process',
  '/dev/ptmx': 'new pseudo terminals',
  '/dev/console': 'the system console',
  '/dev/kmsg': 'the kernel log',
  '/dev/fuse': 'file systems of programs',
  '/dev/kvm': 'virtual machines',
  '/dev/net/tun': 'virtual network interfaces',
  '/dev/vhost-net': 'fast networking of virtual machines',
  '/dev/loop-control': 'loop devices',
  '/dev/mapper/control': 'device mapper',
  '/dev/rtc0': 'the hardware clock',
  '/dev/uinput': 'virtual input devices',
  '/dev/watchdog': 'the hardware watchdog',
  'char-*': 'all character devices',
  'block-*': 'all block devices',
  'char-alsa': 'sound cards',
  'char-drm': 'graphics cards',
  'char-input': 'keyboards, mice and the like',
  'char-pts': 'pseudo terminals',
  'char-tty*': 'terminals and serial lines',
  'char-rtc': 'hardware clocks',
  'char-usb_device': 'USB devices',
  'char-hidraw': 'raw input devices',
  'char-video4linux': 'cameras and TV cards',
  'char-mem': '/dev/null, /dev/zero, /dev/mem and their neighbours',
  'char-misc': 'small drivers such as /dev/kvm',
  'char-vfio': 'devices for virtual machines',
  'block-sd': 'SCSI, SATA and USB disks',
  'block-blkext': 'NVMe disks and many partitions',
  'block-loop': 'loop devices',
  'block-device-mapper': 'LVM and encrypted volumes',
  'block-md': 'software RAID',
};

const RIGHTS: Readonly<Record<string, string>> = {
  r: 'read',
  w: 'write',
  m: 'make the node',
  rw: 'read and write',
  rwm: 'all, which is the default',
};

const LETTERS: Readonly<Record<string, string>> = { r: 'read it', w: 'write to it', m: 'make the device node' };

/** A device node or a class (`char-pts`, `block-*`), and letters for what is allowed. */
export const deviceAllow: ValueType = {
  check(value, context) {
    if (value.length === 0) return [];
    const word = firstWord(value.value);
    if (word === 'invalid' || !word) {
      return [
        {
          code: 'invalid-quoting',
          start: 0,
          end: value.length,
          message: 'systemd ignores this line: a quote is opened and not closed.',
        },
      ];
    }
    const problem = deviceProblem(value, word, context) ?? rightsProblem(value, word.next);
    return problem ? [problem] : [];
  },
  complete(value, offset) {
    const word = firstWord(value.value);
    if (!word || word === 'invalid') return offers(DEVICES, 0, value.length);
    if (offset <= word.end) return offers(DEVICES, word.start, word.end);
    return offers(RIGHTS, Math.min(word.next ?? offset, offset), value.length);
  },
  describe(value, offset) {
    const word = firstWord(value.value);
    if (!word || word === 'invalid') return undefined;
    if (offset <= word.end) {
      const text = describeDevice(word.value);
      return text === undefined ? undefined : { start: word.start, end: word.end, text };
    }
    const rights = word.next === undefined ? '' : value.value.slice(word.next);
    if (word.next === undefined || rights.length > 20 || !isRights(rights)) return undefined;
    const allowed = [...new Set(rights)].map((letter) => `\`${letter}\` ${LETTERS[letter]}`).join(', ');
    return { start: word.next, end: value.length, text: `The unit may ${allowed}.` };
  },
};

/** Nothing that is longer becomes a path, whatever its specifiers are. */
const LONGEST = 2 * PATH_MAX;

/** The device; of absurdly long values only the head is looked at. */
function firstWord(text: string): Word | undefined | 'invalid' {
  return extractFirstWord(text.length > LONGEST ? text.slice(0, LONGEST + 1) : text, 0, { unquote: true });
}

function offers(words: Readonly<Record<string, string>>, start: number, end: number): Suggestion[] {
  return Object.entries(words).map(([label, detail]) => ({
    label,
    kind: label.startsWith('/') ? 'path' : 'word',
    start,
    end,
    detail,
  }));
}

function deviceProblem(value: Text, word: Word, context: Context): Problem | undefined {
  if (word.value.length > LONGEST) return badDevice(word, word.value, 'it is too long.');
  const expansion = expandSpecifiers(word.value, 'unit', context);
  if (expansion.unknownAt !== undefined) {
    const specifier = word.value.slice(expansion.unknownAt, expansion.unknownAt + 2);
    const at = value.value.indexOf(specifier, word.start);
    return specifierProblem(value, 0, at < 0 ? word.start : at, context);
  }
  const device = expansion.value;
  const fault = isLongerThan(device, PATH_MAX - 1) ? 'it is too long.' : faultOf(device, context.version);
  return fault === undefined ? undefined : badDevice(word, device, fault);
}

function badDevice(word: Word, device: string, fault: string): Problem {
  return {
    code: 'invalid-path',
    start: word.start,
    end: word.end,
    message: `systemd ignores this line: ${shown(device)} is no device; ${fault}`,
  };
}

/** `path_simplify_and_warn` without demands, and `src/basic/path-util.c: valid_device_node_path`. */
function faultOf(device: string, version: number): string | undefined {
  if (device.startsWith('block-') || device.startsWith('char-')) return undefined;
  const path = device === '' ? '' : simplifyPath(device, false, version);
  if (!isValidPath(path)) return 'it is empty, or a part of it is too long.';
  if (!isNormalizedPath(path)) return 'it must not contain “..”.';
  const isDevice = ['/dev', '/run/systemd/inaccessible'].some((root) => path === root || path.startsWith(`${root}/`));
  if (isDevice) return undefined;
  return 'write a path below /dev, or a class of devices such as char-pts or block-loop.';
}

/** `src/core/cgroup.c: cgroup_device_permissions_from_string` */
function rightsProblem(value: Text, at: number | undefined): Problem | undefined {
  const rights = at === undefined ? '' : value.value.slice(at);
  if (at === undefined || isRights(rights)) return undefined;
  const letters = [...new Set(rights.slice(0, 100).toLowerCase())].filter((letter) => letter in LETTERS).join('');
  return {
    code: 'invalid-word',
    start: at,
    end: value.length,
    message: `systemd ignores this line: behind the device stand the letters r, w and m in one word, not ${shown(rights)}. Another device takes a line of its own.`,
    instead: letters === '' ? ['rw'] : [letters],
  };
}

function isRights(text: string): boolean {
  return /^[rwm]*$/.test(text);
}

function describeDevice(device: string): string | undefined {
  const known = Object.hasOwn(DEVICES, device) ? DEVICES[device] : undefined;
  const [, kind, driver = ''] = /^(char|block)-([^`]{1,80})$/s.exec(device) ?? [];
  const head = `\`${device}\``;
  if (kind === undefined) return known === undefined ? undefined : `${head}: ${known}`;
  const what = kind === 'char' ? 'character devices' : 'block devices';
  if (driver === '*') return `${head}: all ${what}`;
  const which = `The ${what} of drivers called \`${driver}\` in \`/proc/devices\`.`;
  return known === undefined ? which : `${head}: ${known}\n\n${which}`;
}
