/** The little of jsdom that tests look at; the package has no types and this project no DOM library outside webview-ui. */
declare module 'jsdom' {
  interface ParsedElement {
    readonly outerHTML: string;
    readonly textContent: string;
    readonly lang: string;
    readonly dataset: Readonly<Record<string, string | undefined>>;
    readonly children: Iterable<ParsedElement>;
    getAttribute(name: string): string | null;
  }
  interface ParsedDocument {
    readonly documentElement: ParsedElement;
    readonly head: ParsedElement;
    readonly body: ParsedElement;
    querySelector(selector: string): ParsedElement | null;
    querySelectorAll(selector: string): Iterable<ParsedElement>;
  }
  export class JSDOM {
    constructor(html: string);
    readonly window: { readonly document: ParsedDocument };
  }
}
