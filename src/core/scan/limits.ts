/** What bounds a scan (security rules 3 and 4). Reaching one is a reported problem, never a silent cut. */
export interface ScanLimits {
  /** Files listed; a folder whose files would pass it is not listed. */
  readonly files: number;
  /** Folders within each other. */
  readonly depth: number;
  /** Bytes of one file. */
  readonly fileBytes: number;
  /** Source files read for the clients they declare; manifests are not counted. */
  readonly sourceFiles: number;
  /** Of them, those whose names do not tell that they may hold a client. */
  readonly unlikelySourceFiles: number;
  /** Things that one file may show; the largest manifests that people keep show some hundred. */
  readonly observationsPerFile: number;
  /** Bytes read in all, counted as UTF-16 units of the text. */
  readonly totalBytes: number;
  /** Calls to the file port at once: one costs about 4 ms through VS Code. */
  readonly concurrency: number;
  /** Problems reported of one reason, so that a hostile folder cannot flood the list; the rest are counted in one. */
  readonly problemsPerReason: number;
}

/** The limits unless a caller says otherwise. */
export const defaultLimits: ScanLimits = {
  files: 200_000,
  depth: 40,
  fileBytes: 1024 * 1024,
  sourceFiles: 5000,
  unlikelySourceFiles: 300,
  observationsPerFile: 3000,
  totalBytes: 64 * 1024 * 1024,
  concurrency: 32,
  problemsPerReason: 200,
};

/** Companions of one file: enough for the values of a chart and the files of a module. */
export const maxCompanions = 30;
