/** What the sidebar's page is made of; everything comes from the host. */
export interface Page {
  /** Unguessable and new for every page. */
  readonly nonce: string;
  /** The display language, as VS Code names it. */
  readonly language: string;
  /** Where VS Code serves our files from, as a source of a content security policy. */
  readonly source: string;
  /** Address of one of our files. */
  address(file: string): string;
  /** All texts of the page, as a value for JSON. */
  readonly strings: unknown;
}

/**
 * The sidebar's one page (security rule 13): nothing is allowed but our own script, by its nonce, and our own style sheets
 * and font. Does not import vscode, so that it can be looked at by a test.
 */
export function pageHtml({ nonce, language, source, address, strings }: Page): string {
  const policy = [
    `default-src 'none'`,
    `script-src 'nonce-${nonce}'`,
    // Lit's constructed style sheets need no permission; the link does.
    `style-src ${source} 'nonce-${nonce}'`,
    `font-src ${source}`,
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="${attribute(language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${attribute(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Groundplan</title>
<link rel="stylesheet" nonce="${nonce}" href="${attribute(address('codicon.css'))}" id="vscode-codicon-stylesheet">
<link rel="stylesheet" nonce="${nonce}" href="${attribute(address('main.css'))}">
</head>
<body data-strings="${attribute(JSON.stringify(strings))}">
<main id="root"></main>
<script type="module" nonce="${nonce}" src="${attribute(address('main.js'))}"></script>
</body>
</html>`;
}

function attribute(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
