/** The machine or workspace around a document, as far as its host shows it; any part may be missing. */
export interface World {
  /** What stands in a folder; empty where it cannot be read. */
  listFolder?(path: string): Promise<readonly FolderEntry[]>;
  users?(): Promise<readonly string[]>;
  groups?(): Promise<readonly string[]>;
  /** Names of what stands in the folders of a manager's units and beside the document: units and other things. */
  unitFiles?(scope: 'system' | 'user', document: string): Promise<readonly string[]>;
}

export interface FolderEntry {
  readonly name: string;
  readonly isFolder: boolean;
}
