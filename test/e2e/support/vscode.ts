/**
 * A real VS Code, driven by a browser.
 *
 * ```ts
 * import { launchVsCode, runCommand, webviewFrame } from './support/vscode.ts';
 *
 * test('asks the first question', async () => {
 *   const workspace = copyOfFixture('node-postgres-shop');
 *   await using code = await launchVsCode({ version: '1.139', workspace, vsix: 'groundplan.vsix', trust: true });
 *   await runCommand(code.page, 'Groundplan: Propose Architecture');
 *   const sidebar = await webviewFrame(code.page, 'groundplan.interview');
 *   await sidebar.getByRole('heading', { level: 2 }).waitFor();
 * });
 * ```
 *
 * Each launch has its own server, settings, extensions folder and browser profile under a temporary folder, on 127.0.0.1
 * with a port the system chooses and a random connection token; `stop()` (or `await using`) ends all of it. The browser
 * resolves no name but 127.0.0.1, so nothing can be fetched from elsewhere. Wait for things, never for time.
 *
 * Runs on the Node of the lockfile (its type stripping executes this file as it is), after `npm ci`.
 */
import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chromium } from 'playwright-core';
import type { Browser, BrowserContext, ConsoleMessage, FrameLocator, Page } from 'playwright-core';
import { chromiumArguments, findChromium } from '../../../scripts/support/chromium.mjs';
import { installHost } from '../../../scripts/support/hosts.mjs';
import type { HostVersion } from '../../../scripts/support/hosts.mjs';
import { childEnvironment, root } from '../../../scripts/support/paths.mjs';
import { installExtension, randomToken, startServer, writeSettings } from '../../../scripts/support/server.mjs';

/** What to start. Exactly one of `vsix` and `developmentPath` brings Groundplan in; both may be missing. */
export type LaunchOptions = {
  readonly version: HostVersion;
  /** The folder or .code-workspace file to open, absolute; undefined for an empty window. */
  readonly workspace?: string;
  /** A packaged extension to install as a user does; relative paths start at the repository. */
  readonly vsix?: string;
  /** Further packaged extensions, for example a fake model provider. */
  readonly moreVsix?: readonly string[];
  /** A folder with a built extension to load from source. */
  readonly developmentPath?: string;
  /** The module whose `run()` the extension host calls; needs `developmentPath`. */
  readonly testsPath?: string;
  /** true: trust is off and everything runs. false: Restricted Mode. 'ask': VS Code asks at the start, as for a user. */
  readonly trust: boolean | 'ask';
  /** User settings beside the quiet ones of this harness. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Size of the window in CSS pixels; 1280 by 800. */
  readonly viewport?: { readonly width: number; readonly height: number };
  /** 'light' or 'dark' theme; dark. */
  readonly theme?: 'light' | 'dark';
  /** Further environment variables of the server and the extension host. */
  readonly environment?: Readonly<Record<string, string>>;
};

/** A running VS Code with its page open. */
export type VsCode = AsyncDisposable & {
  readonly page: Page;
  readonly context: BrowserContext;
  readonly browser: Browser;
  /** The address of the workbench, token included. */
  readonly url: string;
  readonly port: number;
  readonly token: string;
  /** Process id of the server, leader of its own process group. */
  readonly pid: number;
  /** Temporary folder of this launch: `server/` (with data/logs), `extensions/`. */
  readonly folder: string;
  /** Errors and warnings of the page's console so far, the first line of each; without what this host always says. */
  readonly consoleMessages: readonly string[];
  /** Output of the server process so far. */
  log(): string;
  /** Opens the same workspace in a second window (a second page) on the same server. */
  newWindow(): Promise<Page>;
  stop(): Promise<void>;
};

/**
 * What this host says at every start: native modules that are not compiled here (logging to files, the watchdog) and
 * parts that only the vendor's own builds carry.
 */
const hostNoise =
  /bindings file|watchdog|Failed to load resource|bad HTTP response code|ServiceWorker|sandbox attribute|same-origin iframe/;

/** Starts VS Code and waits for the workbench. */
export async function launchVsCode(options: LaunchOptions): Promise<VsCode> {
  const host = await installHost(options.version);
  const executablePath = await findChromium();
  const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'groundplan-vscode-')));
  const dataDir = path.join(folder, 'server');
  const extensionsDir = path.join(folder, 'extensions');
  mkdirSync(extensionsDir, { recursive: true });
  writeSettings(dataDir, settingsFor(options));
  for (const vsix of [options.vsix, ...(options.moreVsix ?? [])]) {
    if (vsix !== undefined) await installExtension(host, { vsix: path.resolve(root, vsix), dataDir, extensionsDir });
  }
  const token = randomToken();
  const testDriver = options.developmentPath !== undefined;
  // The user's own Git settings must not decide a test.
  const environment = { GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1', ...options.environment };
  const server = await startServer(host, { dataDir, extensionsDir, token, disableTrust: options.trust === true, testDriver }, environment);
  let browser: Browser | undefined;
  const stop = async () => {
    await browser?.close().catch(() => undefined);
    await server.stop();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  };
  try {
    const env = childEnvironment() as Record<string, string>;
    browser = await chromium.launch({
      executablePath,
      args: [...chromiumArguments(), '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1'],
      chromiumSandbox: process.getuid?.() !== 0,
      env,
    });
    const context = await browser.newContext({
      viewport: options.viewport ?? { width: 1280, height: 800 },
      colorScheme: options.theme ?? 'dark',
      permissions: ['clipboard-read', 'clipboard-write'],
    });
    const url = workbenchUrl(server.port, token, options);
    const consoleMessages: string[] = [];
    const openWindow = async () => {
      const page = await context.newPage();
      page.on('console', (message: ConsoleMessage) => {
        const line = `${message.type()}: ${message.text().split('\n')[0]}`;
        if (['error', 'warning'].includes(message.type()) && !hostNoise.test(line)) consoleMessages.push(line);
      });
      await page.goto(url);
      await page.locator('.monaco-workbench').waitFor({ timeout: 60_000 });
      return page;
    };
    const page = await openWindow();
    const { port, pid, log } = server;
    return {
      page,
      context,
      browser,
      url,
      port,
      token,
      pid,
      folder,
      consoleMessages,
      log,
      newWindow: openWindow,
      stop,
      [Symbol.asyncDispose]: stop,
    };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const log = server.log().slice(-2000);
    await stop();
    throw new Error(`VS Code did not start: ${message}\nServer:\n${log}`, { cause: error });
  }
}

/** The address that opens a workspace, with the extension under development and the tests in its payload. */
export function workbenchUrl(
  port: number,
  token: string,
  options: Pick<LaunchOptions, 'workspace' | 'developmentPath' | 'testsPath'>,
): string {
  const url = new URL(`http://127.0.0.1:${port}/`);
  url.searchParams.set('tkn', token);
  if (options.workspace === undefined) url.searchParams.set('ew', 'true');
  else url.searchParams.set(options.workspace.endsWith('.code-workspace') ? 'workspace' : 'folder', options.workspace);
  const remote = (file: string) => `vscode-remote://127.0.0.1:${port}${encodeURI(file)}`;
  const payload: [string, string][] = [];
  if (options.developmentPath !== undefined) payload.push(['extensionDevelopmentPath', remote(options.developmentPath)]);
  if (options.testsPath !== undefined) payload.push(['extensionTestsPath', remote(options.testsPath)]);
  if (payload.length > 0) url.searchParams.set('payload', JSON.stringify(payload));
  return url.href;
}

/** A temporary copy of test/fixtures/<name>, outside the repository; the caller removes it or leaves it to the system. */
export function copyOfFixture(name: string): string {
  const folder = temporaryWorkspace();
  cpSync(path.join(root, 'test', 'fixtures', name), folder, { recursive: true });
  return folder;
}

/** A new temporary folder with the given files, `{ 'src/a.ts': 'text' }`. */
export function temporaryWorkspace(files: Readonly<Record<string, string>> = {}): string {
  const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'groundplan-workspace-')));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), text);
  }
  return folder;
}

/**
 * Runs a command by its full title through the palette, for example "Groundplan: Rescan Workspace". Right after the start
 * the palette may not know an extension's commands yet: it is closed and opened again until it does, for 40 s.
 */
export async function runCommand(page: Page, title: string): Promise<void> {
  const input = page.locator('.quick-input-widget input[type=text]').first();
  const exact = new RegExp(`^\\s*${title.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}\\s*$`);
  const row = page
    .locator('.quick-input-list .monaco-list-row')
    .filter({ has: page.locator('.label-name', { hasText: exact }) })
    .first();
  for (let attempt = 0; ; attempt += 1) {
    try {
      await page.keyboard.press('F1');
      await input.waitFor({ state: 'visible', timeout: 3_000 });
      await input.fill(`>${title}`);
      await row.waitFor({ timeout: 2_000 });
      await row.click({ timeout: 2_000 });
      return;
    } catch (error) {
      if (attempt === 8) throw error;
      await page.keyboard.press('Escape');
    }
  }
}

/**
 * The content of one of Groundplan's webviews: VS Code puts it in a frame inside a frame. The sidebar's view is
 * 'groundplan.interview'; any other id means Groundplan's webview in the editor area (VS Code names neither in the page,
 * only whether it is a view). Everything in the result is looked up anew, so it outlives a reload of the view.
 */
export async function webviewFrame(page: Page, viewId: string): Promise<FrameLocator> {
  const ours = 'iframe.webview[src*="extensionId=groundplan.groundplan"]';
  const place = viewId === 'groundplan.interview' ? '[src*="purpose=webviewView"]' : ':not([src*="purpose=webviewView"])';
  const outer = page.locator(`${ours}${place}`).last();
  await outer.waitFor({ state: 'attached', timeout: 30_000 });
  return outer.contentFrame().frameLocator('#active-frame');
}

/** Saves a picture of the window; makes the folder. */
export async function screenshot(page: Page, file: string): Promise<void> {
  mkdirSync(path.dirname(path.resolve(root, file)), { recursive: true });
  await page.screenshot({ path: path.resolve(root, file), animations: 'disabled' });
}

function settingsFor(options: LaunchOptions): Record<string, unknown> {
  const theme = options.theme === 'light' ? 'Default Light Modern' : 'Default Dark Modern';
  const prompt =
    options.trust === 'ask'
      ? { 'security.workspace.trust.startupPrompt': 'always' }
      : { 'security.workspace.trust.startupPrompt': 'never', 'security.workspace.trust.banner': 'never' };
  return {
    'window.commandCenter': false,
    'workbench.colorTheme': theme,
    'editor.accessibilitySupport': 'off',
    ...prompt,
    ...options.settings,
  };
}
