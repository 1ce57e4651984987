/** Longer actions are not masked: they are data with braces. */
const maxAction = 2_000;

/**
 * Replaces every template action `{{ … }}` by text of the same length, so that a template parses as YAML and positions stay.
 * A line of actions alone becomes a comment; an action within a line becomes `x`s. Linear in the length of the text.
 */
export function maskActions(text: string): string {
  const pieces: string[] = [];
  let done = 0;
  let brace = -1;
  for (let start = text.indexOf('{{'); start !== -1; start = text.indexOf('{{', Math.max(done, start + 1))) {
    // The next closing brace serves every start before it.
    if (brace < start + 2) brace = text.indexOf('}', start + 2);
    if (brace === -1) break;
    if (brace - start > maxAction || text[brace + 1] !== '}') continue;
    pieces.push(text.slice(done, start), text.slice(start, brace + 2).replace(/[^\n]/g, '\u0001'));
    done = brace + 2;
  }
  pieces.push(text.slice(done));
  return pieces
    .join('')
    .split('\n')
    .map((line) => (/^\s*\u0001[\s\u0001]*$/.test(line) ? line.replaceAll('\u0001', '#') : line.replaceAll('\u0001', 'x')))
    .join('\n');
}
