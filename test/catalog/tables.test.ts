import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { Sources, wordsOfParser } from '../../scripts/catalog/tables.ts';
import { treeOf } from './tree.ts';

const TABLES = `
static const char* const collect_mode_table[_COLLECT_MODE_MAX] = {
        [COLLECT_INACTIVE]           = "inactive",           /* the default */
        [COLLECT_INACTIVE_OR_FAILED] = "inactive-or-failed",
};
DEFINE_STRING_TABLE_LOOKUP(collect_mode, CollectMode);

static const char* const protect_home_table[] = {
        [PROTECT_HOME_NO]  = "no",
#ifdef SOMETHING
        [PROTECT_HOME_YES] = "yes",
#endif
        [PROTECT_HOME_GAP] = NULL,
        [PROTECT_HOME_TMPFS] = "tmpfs",
};
DEFINE_STRING_TABLE_LOOKUP_WITH_BOOLEAN(protect_home, ProtectHome, PROTECT_HOME_YES);

static const char *const ip_tos_table[] = { [IPTOS_LOWDELAY] = "low-delay" };
DEFINE_STRING_TABLE_LOOKUP_WITH_FALLBACK(ip_tos, int, 0xff);

static const char *const log_facility_unshifted_table[] = { [LOG_FAC(LOG_KERN)] = "kern" };
DEFINE_STRING_TABLE_LOOKUP_WITH_FALLBACK(log_facility_unshifted, int, LOG_FAC(~0));

static const char *const kill_mode_table[] = { [KILL_NONE] = "none" };
DEFINE_STRING_TABLE_LOOKUP(kill_mode, KillMode);

static const char *const static_signal_table[] = { [SIGHUP] = "HUP" };
DEFINE_PRIVATE_STRING_TABLE_LOOKUP(static_signal, int);
int signal_from_string(const char *s) {
        return static_signal_from_string(s);
}
`;

const PARSERS = `
DEFINE_CONFIG_PARSE_ENUM(config_parse_collect_mode, collect_mode, CollectMode);
DEFINE_CONFIG_PARSE_ENUM(config_parse_protect_home, protect_home, ProtectHome, "Failed to parse");
DEFINE_CONFIG_PARSE_ENUM_WITH_DEFAULT(config_parse_ip_tos, ip_tos, int, -1);
DEFINE_CONFIG_PARSE_ENUM(config_parse_lost, lost, Lost);
DEFINE_CONFIG_PARSE_PTR(config_parse_novel, novel_parse, uint64_t);
DEFINE_CONFIG_PARSE_ENUMV(config_parse_several, collect_mode, CollectMode, -1);
DEFINE_PARSER(unsigned, unsigned, safe_atou);
int config_parse_kill_mode(const char *unit, void *userdata) {
        if (isempty(rvalue))
                return 0;
        m = kill_mode_from_string(rvalue);
        return 0;
}
int config_parse_log_facility(const char *unit) {
        return log_facility_unshifted_from_string(rvalue);
}
int config_parse_signal(const char *unit) {
        r = signal_from_string(rvalue);
        return 1;
}
int config_parse_exec_input(const char *unit) {
        return somewhere_else(rvalue);
}
int config_parse_fresh(const char *unit) {
        return fresh_from_string(rvalue);
}
int config_parse_plain(const char *unit) {
        return parse_boolean(rvalue);
}
`;

const sources = new Sources(treeOf({ 'src/core/load-fragment.c': PARSERS, 'src/shared/tables.c': TABLES }));

test('a parser made by a macro has the words of its table', () => {
  assert.deepEqual(wordsOfParser(sources, 'collect_mode'), {
    words: ['inactive', 'inactive-or-failed'],
    booleanToo: false,
    open: false,
    emptyResets: false,
  });
});

test('a table with booleans, with gaps and with lines for the preprocessor', () => {
  const words = wordsOfParser(sources, 'protect_home');
  assert.deepEqual(words?.words, ['no', 'yes', 'tmpfs']);
  assert.equal(words?.booleanToo, true);
});

test('a table with numbers is open, a parser with a default accepts an empty value', () => {
  const words = wordsOfParser(sources, 'ip_tos');
  assert.deepEqual([words?.open, words?.emptyResets], [true, true]);
});

test('a parser written by hand', () => {
  assert.deepEqual(wordsOfParser(sources, 'kill_mode'), {
    words: ['none'],
    booleanToo: false,
    open: false,
    emptyResets: true,
  });
  assert.deepEqual(wordsOfParser(sources, 'log_facility')?.words, ['kern']);
  assert.deepEqual(wordsOfParser(sources, 'signal')?.words, ['SIGHUP']);
});

test('a parser without words', () => {
  assert.equal(wordsOfParser(sources, 'unsigned'), undefined);
  assert.equal(wordsOfParser(sources, 'plain'), undefined);
});

suite('a parser is refused when it cannot be placed', () => {
  const refused = (parser: string, message: RegExp): void => {
    test(parser, () => assert.throws(() => wordsOfParser(sources, parser), { name: 'GeneratorError', message }));
  };
  refused('unheard_of', /^config_parse_unheard_of: the parser is not defined in any source file$/);
  refused('lost', /^config_parse_lost: there is no string table lost$/);
  refused('novel', /^config_parse_novel: say in tables\.ts which values novel_parse\(\) accepts$/);
  refused('several', /^config_parse_several: unknown macro DEFINE_CONFIG_PARSE_ENUMV$/);
  refused('fresh', /^config_parse_fresh: say in tables\.ts what fresh_from_string\(\) is used for$/);
  refused('exec_input', /^config_parse_exec_input: does not look up the string table exec_input$/);
});

suite('a string table is refused when it cannot be read', () => {
  const refused = (what: string, table: string, message: RegExp): void => {
    test(what, () => {
      const tree = treeOf({ 'src/basic/x.c': table });
      assert.throws(() => new Sources(tree).table('x'), { name: 'GeneratorError', message });
    });
  };
  const lookup = 'DEFINE_STRING_TABLE_LOOKUP(x, X);\n';
  refused(
    'a word made by a macro',
    `const char *x_table[] = { [A] = WORD(a) };\n${lookup}`,
    /unknown entry '\[A\] = WORD\(a\)'/,
  );
  refused('no array', lookup, /^src\/basic\/x\.c: the array x_table is not there$/);
  refused(
    'another kind of lookup',
    'DEFINE_STRING_TABLE_LOOKUP_BACKWARDS(x, X);\n',
    /unknown kind of string table lookup/,
  );
  refused('two tables of one name', lookup + lookup, /the string table x is defined twice$/);
});
