import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readSections } from '../../scripts/catalog/units.ts';

const vtable = (sections: string): string => `
const ActivationDetailsVTable activation_details_path_vtable = { .object_size = 1 };
const UnitVTable path_vtable = {
        .object_size = sizeof(Path),
        ${sections}
        .private_section = "Path",
};`;

test('the sections of a unit type, in order', () => {
  const code = vtable(
    '.sections =\n                "Unit\\0"\n                "Path\\0"\n                "Install\\0",',
  );
  assert.deepEqual(readSections(code, 'path', 'path.c'), ['Unit', 'Path', 'Install']);
});

test('a table without sections, or with something else in them, is refused', () => {
  const refused = (code: string, message: RegExp): void =>
    assert.throws(() => readSections(code, 'path', 'path.c'), { name: 'GeneratorError', message });
  refused('', /^path\.c: path_vtable is not there$/);
  refused(vtable(''), /^path\.c: path_vtable names no sections$/);
  refused(vtable('.sections = "Unit\\0" EXEC_SECTIONS,'), /^path\.c: unknown list of sections/);
});
