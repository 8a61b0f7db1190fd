/** What is mounted or swapped on: `What=`. */

import { isLongerThan } from '../../syntax/lines.ts';
import { wholePiece } from '../common/piece.ts';
import type { ValueType } from '../value-type.ts';
import { expandPath, problemAt, unknownSpecifier, unknownSpecifierIn } from './judge-path.ts';
import { PATH_MAX } from './path.ts';

/** Tags that stand for a device, the folder of udev where they are looked up, and what they are. */
const TAGS: ReadonlyMap<string, { folder: string; help: string }> = new Map([
  ['UUID=', { folder: 'by-uuid', help: 'the file system with this UUID' }],
  ['LABEL=', { folder: 'by-label', help: 'the file system with this label' }],
  ['PARTUUID=', { folder: 'by-partuuid', help: 'the partition with this UUID' }],
  ['PARTLABEL=', { folder: 'by-partlabel', help: 'the partition with this name' }],
]);

/**
 * A device, a tag of one, or any other source of a mount (`src/core/load-fragment.c: config_parse_mount_node`,
 * `src/shared/fstab-util.c: fstab_node_to_udev_node`).
 */
export const mountNode: ValueType = {
  check(value, context) {
    const text = value.value;
    const unknownAt = unknownSpecifierIn(text, context);
    if (unknownAt !== undefined) return [unknownSpecifier(wholePiece(text), unknownAt, 'line', text)];
    const fits = expandPath(text, context).values.some((node) => !isLongerThan(deviceOf(node), PATH_MAX - 1));
    if (fits) return [];
    return [
      problemAt('invalid-path', wholePiece(text), 'systemd ignores this line: what it names is too long for a path.'),
    ];
  },
  complete(value, offset) {
    if (/[=/]/.test(value.value.slice(0, offset))) return [];
    return [...TAGS].map(([label, { help }]) => ({ label, kind: 'word', start: 0, end: value.length, detail: help }));
  },
  describe(value) {
    const text = value.value;
    const tag = tagOf(text);
    if (tag === undefined || text.length > 1000) return undefined;
    return { start: 0, end: text.length, text: `\`${deviceOf(text)}\`, ${TAGS.get(tag)!.help}.` };
  },
};

function tagOf(text: string): string | undefined {
  return [...TAGS.keys()].find((tag) => text.startsWith(tag));
}

/** The node that udev makes for a tag; other sources stay as they are. */
function deviceOf(text: string): string {
  const tag = tagOf(text);
  if (tag === undefined) return text;
  const quoted = /^(["'])(.*)\1$/s.exec(text.slice(tag.length));
  const label = (quoted ? quoted[2]! : text.slice(tag.length)).slice(0, 2 * PATH_MAX);
  // Characters that may not stand in the name of a node are escaped (`src/basic/device-nodes.c: encode_devnode_name`).
  const encoded = label.replace(
    /[\0-\x22\x24-\x2a\x2c/;<>?[-^`{-\x7f]/g,
    (char) => `\\x${char.charCodeAt(0).toString(16).padStart(2, '0')}`,
  );
  return `/dev/disk/${TAGS.get(tag)!.folder}/${encoded}`;
}
