/** How structured values are put together: for signature help. */
export interface Shape {
  /** The parts in their order, as they are written: optional ones in brackets, with their separator. */
  readonly parts: readonly ShapePart[];
  /** What keeps the parts apart. */
  readonly separator: string;
  /** True where a value is a list of such things, separated by blanks. */
  readonly isList: boolean;
}

export interface ShapePart {
  readonly label: string;
  /** One sentence. */
  readonly help: string;
}

const PATH_PAIR: Shape = {
  parts: [
    { label: '[-]SOURCE', help: 'The path on the host. With “-” before it, it may be missing.' },
    { label: '[:DESTINATION]', help: 'Where the service sees it; the same path when left out.' },
    { label: '[:OPTIONS]', help: '`rbind` (with what is mounted below, the default) or `norbind`.' },
  ],
  separator: ':',
  isList: true,
};

const DIRECTORY: Shape = {
  parts: [
    {
      label: 'NAME',
      help: 'A directory below the root of its kind, such as `/run` or `/var/lib`; made and owned for the service.',
    },
    { label: '[:LINK]', help: 'A second name: a symbolic link to the directory.' },
    { label: '[:FLAGS]', help: '`ro` makes it read-only for the service.' },
  ],
  separator: ':',
  isList: true,
};

const LIMIT: Shape = {
  parts: [
    { label: 'SOFT', help: 'What is in force; the process may raise it up to the hard limit. Alone, it is both.' },
    { label: '[:HARD]', help: 'The most that the process may ask for.' },
  ],
  separator: ':',
  isList: false,
};

const CREDENTIAL: Shape = {
  parts: [
    { label: 'ID', help: 'The name of the credential: the file in `$CREDENTIALS_DIRECTORY`.' },
    {
      label: '[:PATH]',
      help: 'Where it is read from: a file, a directory, a socket, or the name of a system credential.',
    },
  ],
  separator: ':',
  isList: false,
};

const DEVICE: readonly ShapePart[] = [
  { label: 'DEVICE', help: 'A device node, or a path on the file system whose device is meant.' },
];

/** Shapes by systemd's parser. */
const SHAPES: Readonly<Record<string, Shape>> = {
  bind_paths: PATH_PAIR,
  exec_directories: DIRECTORY,
  rlimit: LIMIT,
  load_credential: CREDENTIAL,
  set_credential: {
    parts: [
      { label: 'ID', help: 'The name of the credential: the file in `$CREDENTIALS_DIRECTORY`.' },
      { label: ':VALUE', help: 'What stands in it; escapes of C are replaced.' },
    ],
    separator: ':',
    isList: false,
  },
  temporary_filesystems: {
    parts: [
      { label: 'PATH', help: 'Where an empty file system in memory is mounted.' },
      { label: '[:OPTIONS]', help: 'Options of the mount, separated by commas: `ro`, `size=64M`, `mode=0750`.' },
    ],
    separator: ':',
    isList: true,
  },
  mount_images: {
    parts: [
      { label: '[-]IMAGE', help: 'The disk image. With “-” before it, it may be missing.' },
      { label: ':DESTINATION', help: 'Where it is mounted.' },
      { label: '[:OPTIONS]', help: 'Mount options, for a partition: `root:ro,noexec`.' },
    ],
    separator: ':',
    isList: true,
  },
  extension_images: {
    parts: [
      { label: '[-]IMAGE', help: 'The extension image that is laid over `/usr` and `/opt`.' },
      { label: '[:OPTIONS]', help: 'Mount options, for a partition: `root:ro,noexec`.' },
    ],
    separator: ':',
    isList: true,
  },
  device_allow: {
    parts: [
      { label: 'DEVICE', help: 'A device node such as `/dev/null`, or a class such as `char-rtc` or `block-*`.' },
      { label: ' ACCESS', help: 'Letters: `r` read, `w` write, `m` make the node.' },
    ],
    separator: ' ',
    isList: false,
  },
  io_limit: {
    parts: [...DEVICE, { label: ' LIMIT', help: 'Bytes (powers of 1000) or operations per second.' }],
    separator: ' ',
    isList: false,
  },
  io_device_weight: {
    parts: [...DEVICE, { label: ' WEIGHT', help: 'From 1 to 10000; 100 is the default.' }],
    separator: ' ',
    isList: false,
  },
  io_device_latency: {
    parts: [...DEVICE, { label: ' TIME', help: 'The latency to aim for, a time span.' }],
    separator: ' ',
    isList: false,
  },
  open_file: {
    parts: [
      { label: 'PATH', help: 'A file or socket that is opened for the service.' },
      { label: '[:NAME]', help: 'The name under which the service finds the descriptor.' },
      { label: '[:OPTIONS]', help: '`read-only`, `append`, `truncate`, `graceful`, separated by commas.' },
    ],
    separator: ':',
    isList: false,
  },
};

/** How the values of a parser are put together; undefined for those of one piece. */
export function shapeOf(parser: string): Shape | undefined {
  return SHAPES[parser];
}
