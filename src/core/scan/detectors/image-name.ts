import { parseImage as takeApart } from '../catalogue/index.ts';
import type { ImageReference } from '../catalogue/index.ts';

/** An image reference taken apart, with no variable left in its name. */
export type ImageName = ImageReference;

/** Takes an image reference apart; undefined if its name or tag is still a variable, or it is none. */
export function parseImage(reference: string): ImageName | undefined {
  const image = takeApart(reference);
  const isName = /^[a-z0-9][a-z0-9._/-]*$/.test(image.repository);
  if (!isName || /[\s$<>"'`\\]/.test(image.tag ?? '')) return undefined;
  return { ...image, repository: image.repository.replace(/^library\//, '') };
}

/** Whether the next pull can bring another version: no digest, and no tag or a moving one. */
export function isUnpinned(image: ImageName): boolean {
  return image.digest === undefined && (image.tag === undefined || /^(latest|nightly|edge|main|master)$/.test(image.tag));
}

/** The tag where it names a version (`15-alpine`); `latest`, `alpine` and the like name none. */
export function imageVersion(image: ImageName): string | undefined {
  return image.tag !== undefined && /^v?\d/.test(image.tag) ? image.tag : undefined;
}
