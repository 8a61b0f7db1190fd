import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Range } from 'vscode-languageserver-types';
import type { Span } from '../syntax/text.ts';
import { DEFAULT_TARGET, readUnitFile, type Target, type UnitFile } from '../units/unit-file.ts';

/** One version of an open document, with what is known of it. */
export interface UnitDocument {
  readonly document: TextDocument;
  readonly file: UnitFile;
}

/** Reads a document. The path in its URI tells what kind of unit it is. */
export function readDocument(document: TextDocument, target: Target = DEFAULT_TARGET): UnitDocument {
  return { document, file: readUnitFile(pathOf(document.uri), document.getText(), target) };
}

/** For tests and the command line: a document out of a path and a text. */
export function documentOf(path: string, text: string, target: Target = DEFAULT_TARGET): UnitDocument {
  const document = TextDocument.create(`file:///${path.replace(/^\/+/, '')}`, 'systemd', 1, text);
  return { document, file: readUnitFile(path, text, target) };
}

export function rangeOf({ document }: UnitDocument, span: Span): Range {
  return { start: document.positionAt(span.start), end: document.positionAt(span.end) };
}

/** The path of a URI of any scheme, decoded. An untitled document has its name alone. */
export function pathOf(uri: string): string {
  const path = /^[a-z][a-z0-9+.-]*:(?:\/\/[^/]*)?([^?#]*)/i.exec(uri)?.[1] ?? uri;
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
