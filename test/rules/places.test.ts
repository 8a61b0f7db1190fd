/** Where rules say nothing: other people's files, templates, drop-ins, masks. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { checkDiagnostics, diagnosticsOf } from '../support/fixture.ts';

describe('files of other programs are left alone', () => {
  test('D-Bus activation', () =>
    checkDiagnostics('[D-BUS Service]\nName=org.example.Shop\nExec=/usr/bin/shop\nSystemdService=shop.service\n'));
  test('Avahi', () =>
    checkDiagnostics(
      '<?xml version="1.0" standalone="no"?>\n<!DOCTYPE service-group SYSTEM "avahi-service.dtd">\n<service-group>\n</service-group>\n',
    ));
  test('binary', () => checkDiagnostics('\u007fELF\u0002\u0001\u0001\0\0\0\0\0\0\0\0\0\u0003\0\u003e\0\u0001\0\0\0'));
});

describe('templates', () => {
  test('placeholders of Jinja', () =>
    checkDiagnostics(
      `{% if shop %}
[Service]
Type={{ type }}
{{ name }}=yes
{% for x in list %}
Environment={{ x }}
{% endfor %}
Restrat=no
^^^^^^^ unknown-directive
{% endif %}
`,
      { path: 'shop.service.j2' },
    ));
  test('a placeholder over several lines', () =>
    checkDiagnostics('[Service]\n{# a\nb c\nd #}\nUser=x\n', { path: 'shop.service.jinja' }));
  test('placeholders of autoconf', () =>
    checkDiagnostics('[Service]\nType=@type@\n@extra@\nExecStart=@bindir@/shop\n', { path: 'shop.service.in' }));
  test('in an ordinary unit they are what systemd sees', () =>
    checkDiagnostics('[Service]\nType={{ type }}\n     ^^^^^^^^^^ invalid-word\n'));
});

describe('drop-ins are judged by the type of their unit', () => {
  test('of one unit', () =>
    checkDiagnostics('[Timer]\n ^^^^^ section-of-other-type\nOnCalendar=daily\n', {
      path: 'shop.service.d/override.conf',
    }));
  test('of a whole type', () => checkDiagnostics('[Timer]\nPersistent=yes\n', { path: 'timer.d/10-all.conf' }));
  test('as systemctl edit writes them', () =>
    checkDiagnostics('[Service]\nExecStart=\nExecStart=/usr/bin/shop\n', {
      path: '/etc/systemd/system/shop.service.d/.#override.conf0f1e2d',
    }));
});

describe('what is no mistake', () => {
  test('an empty file is a mask', () => checkDiagnostics(''));
  test('sections and directives of one’s own', () =>
    checkDiagnostics('[X-Shop]\nwhatever\n=x\n[Service]\nX-Key=1\nExecStart=/bin/true\n'));
  test('nothing is said of lines in a section that systemd skips', () =>
    checkDiagnostics('[Servce]\n ^^^^^^ unknown-section\nwhatever\nFoo=bar\nRemainAfterExit=maybe\n'));
  test('a section that comes twice', () =>
    checkDiagnostics('[Service]\nExecStart=/bin/true\n[Unit]\nDescription=x\n[Service]\nUser=y\n'));
});

describe('behind a malformed header', () => {
  test('systemd reads nothing more', () => checkDiagnostics('[Service\n^^^^^^^^ malformed-section\nFoo=bar\n'));
});

describe('section names that systemd does not read', () => {
  test('quotes and backslashes, in all versions', () => {
    checkDiagnostics('[Un"it]\n^^^^^^^ malformed-section\n');
    checkDiagnostics('[Un"it]\n^^^^^^^ malformed-section\n', { version: 252 });
  });
  test('wildcards and nothing at all, in newer ones', () => {
    checkDiagnostics('[Un*it]\n^^^^^^^ malformed-section\n');
    checkDiagnostics('[Un*it]\n ^^^^^ unknown-section\n', { version: 252 });
    checkDiagnostics('[]\n^^ malformed-section\n');
  });
});

describe('[Install], which only systemctl enable reads', () => {
  test('a bad name is a warning', () => {
    const [problem] = diagnosticsOf('[Install]\nWantedBy=multi-user\n');
    assert.equal(problem?.rule.code, 'invalid-name');
    assert.equal(problem?.severity, 'warning');
  });
});
