import type { SidebarMessage } from '../src/protocol/messages.ts';
import type { HostMessage } from '../src/protocol/messages.ts';
import type { Snapshot } from '../src/protocol/snapshot.ts';
import type { SidebarStrings } from '../src/protocol/strings.ts';

interface VsCodeApi {
  postMessage(message: SidebarMessage): void;
}

declare function acquireVsCodeApi(): VsCodeApi;

const api = acquireVsCodeApi();

/** Sends one message to the host. */
export function send(message: SidebarMessage): void {
  api.postMessage(message);
}

/** Calls `show` with every snapshot that the host pushes. Frames of other origins cannot reach this page: it has none. */
export function onSnapshot(show: (snapshot: Snapshot) => void): void {
  window.addEventListener('message', (event: MessageEvent<HostMessage>) => {
    if (event.data?.type === 'snapshot') {
      show(event.data.snapshot);
    }
  });
}

/** The texts in the display language, which the host put into the page. */
export const strings: SidebarStrings = JSON.parse(document.body.dataset['strings'] ?? '{}') as SidebarStrings;

/** Puts values into `{0}`, `{1}` … of a string. */
export function fill(template: string, ...values: readonly (string | number)[]): string {
  return template.replace(/\{(\d)\}/g, (whole, index: string) => String(values[Number(index)] ?? whole));
}
