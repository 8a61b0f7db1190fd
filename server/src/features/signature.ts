import { MarkupKind, type SignatureHelp } from 'vscode-languageserver-types';
import { parserFor } from '../catalog/lookup.ts';
import { shapeOf } from '../values/shapes.ts';
import { placeAt } from './place.ts';
import type { UnitDocument } from './unit-document.ts';

/** The parts of a structured value, with the one at the offset marked. */
export function signatureHelp(unit: UnitDocument, offset: number): SignatureHelp | undefined {
  const { setting, isInComment } = placeAt(unit.file, offset);
  if (!setting?.directive || isInComment || offset <= setting.assignment.equals) return undefined;
  const { directive } = setting;
  const shape = shapeOf(parserFor(directive, unit.file.target.version).parser);
  if (!shape) return undefined;
  const { value } = setting.assignment;
  // As it stands in the file: a blank at the end, which is no part of the value, opens the next part.
  const before = unit.file.tree.text.slice(value.source(0), offset);
  const item = shape.isList ? before.slice(before.search(/\S*$/)) : before;
  const last = shape.parts.length - 1;
  const label = `${directive.name}=${shape.parts.map((part) => part.label).join('')}${shape.isList ? ' …' : ''}`;
  let at = directive.name.length + 1;
  return {
    signatures: [
      {
        label,
        parameters: shape.parts.map((part) => {
          const span: [number, number] = [at, at + part.label.length];
          at = span[1];
          return { label: span, documentation: { kind: MarkupKind.Markdown, value: part.help } };
        }),
      },
    ],
    activeSignature: 0,
    activeParameter: Math.min(last, item.split(shape.separator).length - 1),
  };
}
