/**
 * Everything that reads units, behind one door: the server loads it when it has answered `initialize`, so that an editor
 * does not wait for what it does not need yet.
 */
export { Prose } from './catalog/prose.ts';
export { codeActions } from './features/code-actions.ts';
export { complete, resolveCompletion } from './features/completion.ts';
export { completeFromWorld } from './features/completion-from-world.ts';
export { diagnostics } from './features/diagnostics.ts';
export { foldingRanges } from './features/folding.ts';
export { hover } from './features/hover.ts';
export { documentLinks } from './features/links.ts';
export { semanticTokens } from './features/semantic-tokens.ts';
export { signatureHelp } from './features/signature.ts';
export { documentSymbols } from './features/symbols.ts';
export { readDocument } from './features/unit-document.ts';
export { withWideTables } from './features/wide-tables.ts';
export { targetOf } from './settings.ts';
