import fc from 'fast-check';

/** Texts made of what matters to the reader, with anything between. */
export const soup = fc
  .array(
    fc.oneof(
      fc.constantFrom('[', ']', '=', '\\', '\n', '\r', '\0', '#', ';', ' ', '\t', '\ufeff', '[Unit]\n', '[Service]\n'),
      fc.constantFrom(
        'Type=',
        'ExecStart=',
        'After=',
        'X-Own=',
        'yes',
        '/bin/x',
        '\\\n',
        '{{ x }}',
        '<user>',
        '"',
        "'",
      ),
      fc.string({ unit: 'binary', maxLength: 4 }),
    ),
    { maxLength: 60 },
  )
  .map((parts) => parts.join(''));

/** Paths of all sorts of files. */
export const paths = fc.constantFrom(
  'a.service',
  'a@.timer',
  'a.service.d/b.conf',
  'a.service.j2',
  'a.mount.in',
  'whatever',
);
