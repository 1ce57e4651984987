/** Why a path may not be written. Closed: the adapter chooses the sentence. */
export type TargetRefusal = 'not-relative' | 'leaves-root' | 'reserved-folder' | 'wrong-kind' | 'link' | 'not-a-file' | 'parent-missing';

/** A path that may be written, or why not. */
export type TargetCheck = { readonly ok: true } | { readonly ok: false; readonly refused: TargetRefusal };

/** The record of a workspace folder. */
export const recordPath = '.groundplan/architecture.json';

/** The command line's journal, the only other thing it writes. The extension keeps its journal in its own storage. */
export const pendingPath = '.groundplan/.pending';

/** Folders whose content other programs obey. */
const reserved = new Set(['.git', '.github', '.vscode']);

/** 8.3 short names that Windows gives to the reserved folders. */
const shortNames = /^(?:git|github|githu|vscode|vscod)~\d+$/;

/**
 * Whether Groundplan may write a path at all (security rule 8): `*.md`, or `*.json` right inside `.groundplan`; relative,
 * inside the root, nowhere under `.git`, `.github` or `.vscode`. Says nothing about links: only the adapter sees them.
 * Windows ignores case, trailing dots and spaces, and reads a colon as a stream; so do we, everywhere.
 */
export function checkTarget(path: string): TargetCheck {
  // eslint-disable-next-line no-control-regex
  if (path === '' || path.length > 400 || /[\u0000-\u001f\u007f\\:*?"<>|]/.test(path) || path.startsWith('/') || path.startsWith('~')) {
    return { ok: false, refused: 'not-relative' };
  }
  const segments = path.split('/');
  if (segments.includes('..')) return { ok: false, refused: 'leaves-root' };
  if (segments.some((segment) => segment === '' || segment === '.')) return { ok: false, refused: 'not-relative' };
  const plain = segments.map(asWindowsReadsIt);
  if (plain.includes('')) return { ok: false, refused: 'leaves-root' };
  if (plain.some((segment) => reserved.has(segment) || shortNames.test(segment))) return { ok: false, refused: 'reserved-folder' };
  return isOurKind(plain, segments) ? { ok: true } : { ok: false, refused: 'wrong-kind' };
}

/** Characters that HFS+ ignores in names would hide a reserved folder as well; they go before the comparison. */
function asWindowsReadsIt(segment: string): string {
  return segment
    .replace(/[\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]/g, '')
    .normalize('NFKC')
    .replace(/[. ]+$/, '')
    .toLowerCase();
}

function isOurKind(plain: readonly string[], segments: readonly string[]): boolean {
  const name = plain.at(-1) ?? '';
  // A name that Windows would shorten is not the name that was checked.
  if (segments.some((segment) => /[. ]$/.test(segment))) return false;
  if (plain[0] === '.groundplan') return plain.length === 2 && name.endsWith('.json') && segments[0] === '.groundplan' && name.length > 5;
  return name.endsWith('.md') && name.length > 3;
}
