import { hmac } from '@noble/hashes/hmac.js';
import { sha256 as hash } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

/** SHA-256 of a text's UTF-8 bytes, 64 lower-case hexadecimal digits. */
export function sha256(text: string): string {
  return bytesToHex(hash(utf8ToBytes(text)));
}

/** HMAC-SHA-256 of a text under a secret, 64 lower-case hexadecimal digits. */
export function keyedDigest(secret: string, text: string): string {
  return bytesToHex(hmac(hash, utf8ToBytes(secret), utf8ToBytes(text)));
}

/**
 * SHA-256 of a document's text, the same for both line ends and with or without a byte order mark: git and editors
 * change those without changing the document.
 */
export function documentDigest(document: string): string {
  return sha256(document.replace(/^\ufeff/, '').replaceAll('\r\n', '\n'));
}
