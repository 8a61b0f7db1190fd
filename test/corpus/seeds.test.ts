/**
 * The units quoted in the documents that the project comes from: each mistake in them is found, and nothing else is
 * called an error or a warning.
 */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { diagnosticsOf } from '../support/fixture.ts';
import { readShared, sharedSkip } from '../support/shared.ts';

interface Seed {
  readonly file: string;
  /** Text between these two, not included, with its indentation taken off. */
  readonly from: string;
  readonly to: string;
  readonly path: string;
  /** `severity code: text` for everything that is found. */
  readonly found: readonly string[];
}

const SEEDS: readonly Seed[] = [
  {
    file: '000_489a6b9f737d3501.txt',
    from: 'This file should contain\n```\n',
    to: '```',
    path: 'ovos.service',
    found: [],
  },
  {
    file: '000_489a6b9f737d3501.txt',
    from: 'And make it contain the following\n\n```\n',
    to: '```',
    path: 'ovos-messagebus.service',
    found: ['information legacy-directive: StartLimitInterval', 'information legacy-directive: StartLimitBurst'],
  },
  {
    file: '001_4bc1a97c9fdab7a5.txt',
    from: '```ini\n',
    to: '```',
    path: 'openmtc-gateway.service.d/override.conf',
    found: [],
  },
  {
    file: '002_ddf7ae2b25f75a62.txt',
    from: 'service_name.service\n```\n```shell\n',
    to: '```',
    path: 'service_name.service',
    found: ['warning inline-comment: #If run without gunicorn'],
  },
  {
    file: '003_bdfbc2dde1542e3c.txt',
    from: 'юнит может выглядеть так:\n\n',
    to: '\nСейчас',
    path: 'myunit.service',
    found: ['hint obsolete-target: syslog.target'],
  },
  {
    file: '003_bdfbc2dde1542e3c.txt',
    from: 'Вставляем в редакторе следующие строки:\n\n',
    to: '\nСоответственно',
    path: 'FSM_example_bot.service',
    found: [
      'warning leftover-placeholder: <название_сервиса>',
      'hint obsolete-target: syslog.target',
      // systemd refuses the unit for these three.
      'error leftover-placeholder: <имя_пользователя>',
      'error leftover-placeholder: <путь_к_директории_с_ботом>',
      'error leftover-placeholder: <путь_к_интерпретатору_python_в_виртуальном_окружении>',
      'warning leftover-placeholder: <путь_к_исполняемому_файлу_бота>',
    ],
  },
  {
    file: '003_bdfbc2dde1542e3c.txt',
    from: '`FSM_example_bot.service` будет выглядеть так:\n\n',
    to: '\nЗаполнили',
    path: 'FSM_example_bot.service',
    found: ['hint obsolete-target: syslog.target'],
  },
  {
    file: '004_6c8198d711051a2e.txt',
    from: ':caption: /etc/local/systemd/tick.service\n\n',
    to: '\nIf you',
    path: 'tick.service',
    found: [],
  },
];

describe('units of the first documents', { skip: sharedSkip('seeds') }, () => {
  for (const { file, from, to, path, found } of SEEDS) {
    test(`${path} of ${file.slice(0, 3)}: ${found.length} findings`, () => {
      const text = cut(readShared(`seeds/${file}`), from, to);
      assert.ok(text.includes('[Service]'), text);
      assert.deepEqual(
        diagnosticsOf(text, { path }).map(
          ({ severity, rule, span }) => `${severity} ${rule.code}: ${text.slice(span.start, span.end)}`,
        ),
        found,
      );
    });
  }
});

function cut(document: string, from: string, to: string): string {
  const start = document.indexOf(from) + from.length;
  assert.ok(start >= from.length, `not there: ${from}`);
  const block = document.slice(start, document.indexOf(to, start));
  const indentation = /^ +/.exec(block)?.[0] ?? '';
  return block.replaceAll(new RegExp(`^${indentation}`, 'gm'), '');
}
