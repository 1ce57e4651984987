import { shortLines } from '../parse/guard.ts';
import type { Detector, DetectorInput, DetectorOutput, HostReference } from '../observation.ts';
import { longLineProblems } from './dependency.ts';
import { referencesIn } from './host-reference.ts';
import { folderOf } from './paths.ts';

const webServer =
  /(^|\/)([\w.-]*(nginx|httpd|apache2?|vhost)[\w.-]*\.conf([._-]?(template|tmpl|tpl|j2))?|(nginx|apache2?|httpd)[\w-]*\/([\w-]+\/){0,3}[\w.-]+\.conf([._-]?template)?|(conf\.d|sites-(available|enabled))\/[\w.-]+)$/i;
const developmentServer =
  /(^|\/)(vite\.config\.[cm]?[jt]s|vue\.config\.[cm]?js|proxy\.conf\.(json|js)|setupProxy\.[jt]s|next\.config\.[cm]?[jt]s|package\.json)$/;

/** Reads what is passed on to whom: upstreams of nginx and Apache, and proxies of the development servers of web clients. */
export const proxyConfig: Detector = {
  id: 'proxy-config',
  matches: (path) => webServer.test(path) || developmentServer.test(path),
  detect: (input) => (webServer.test(input.path) ? detectServer(input) : detectClient(input)),
  examples: [
    {
      path: 'nginx/nginx.conf',
      text: 'upstream api {\n  server api:3000;\n}\nserver {\n  # proxy_pass http://old:80;\n  location / {\n    proxy_pass http://web:8080/;\n  }\n}\n',
      sees: ['workload nginx@2'],
    },
    {
      path: 'apache/httpd-shop.conf',
      text: '<IfModule proxy_module>\n  ProxyPass "/cart" "http://localhost:7001"\n</IfModule>\n',
      sees: ['workload apache@2'],
    },
    {
      path: 'proxy/nginx.conf',
      text: 'server {\n  set $other "http://old:80";\n  set $api "http://api:3000";\n  location / {\n    proxy_pass $api;\n  }\n}\n',
      sees: ['workload nginx@3'],
      not: ['workload nginx@2'],
    },
    { path: 'web/nginx.conf', text: 'server {\n  listen 80;\n  root /usr/share/nginx/html;\n}\n', sees: [], not: ['workload nginx@2'] },
    {
      path: 'web/vite.config.ts',
      text: "export default {\n  server: { proxy: {\n    '/api': 'http://localhost:3000',\n    '/ws': { target: 'ws://realtime:4000' },\n  } },\n};\n",
      sees: ['workload web@3'],
    },
    {
      path: 'web/package.json',
      text: '{\n  "name": "web",\n  "homepage": "http://shop:80",\n  "proxy": "http://api:5000"\n}',
      sees: ['workload web@4'],
    },
  ],
};

function detectServer(input: DetectorInput): DetectorOutput {
  const references: HostReference[] = [];
  const upstreams = new Set<string>();
  const passedOn = new Set<string>();
  let isApache = /(^|\/)[^/]*(httpd|apache|vhost)/i.test(input.path);
  const lines = shortLines(input.text);
  for (const text of lines) {
    const upstream = /^\s*upstream\s+([\w.-]{1,80})/.exec(text)?.[1];
    if (upstream !== undefined) upstreams.add(upstream.toLowerCase());
    const variable = /^\s*(?:proxy|grpc)_pass\s+(\$\w{1,80})/.exec(text)?.[1];
    if (variable !== undefined) passedOn.add(variable);
  }
  for (const [index, text] of lines.entries()) {
    if (/^\s*#/.test(text)) continue;
    // A variable makes nginx look the host up when it is called.
    const set = /^\s*set\s+(\$\w{1,80})\s+["']?((?:https?|grpcs?):\/\/[\w+:/.-]{1,300})["']?\s*;/.exec(text);
    if (set !== null && passedOn.has(set[1] ?? '')) references.push(...referencesIn(input, index + 1, set[2] ?? ''));
    const passed = /^\s*(?:(?:proxy|grpc|uwsgi|fastcgi)_pass\s+|server\s+(?=[\w.-]+:\d))([\w+:/.${}-]{1,300})/.exec(text)?.[1];
    const apache = /^\s*(?:ProxyPass(?:Match)?\s+(?:"[^"]*"|\S+)\s+|BalancerMember\s+)"?((?:https?|ajp|wss?|fcgi):\/\/[^"\s]{1,300})/i.exec(
      text,
    )?.[1];
    if (apache !== undefined) isApache = true;
    const value = apache ?? passed;
    if (value === undefined) continue;
    const url = value.includes('://') ? value : `http://${value}`;
    references.push(...referencesIn(input, index + 1, url).filter((one) => !upstreams.has(one.host) || one.port !== undefined));
  }
  const [first] = references;
  const problems = longLineProblems(input);
  if (first === undefined) return { observations: [], problems };
  return {
    observations: [described(input, isApache ? 'apache' : 'nginx', references, first, isApache ? 'apache-httpd' : 'nginx')],
    problems,
  };
}

function detectClient(input: DetectorInput): DetectorOutput {
  const isManifest = input.path.endsWith('package.json');
  const isNext = /next\.config/.test(input.path);
  const pattern = isManifest
    ? /^\s*"proxy"\s*:\s*"((?:https?|wss?):\/\/[^"]{1,300})"/
    : isNext
      ? /\bdestination\s*:\s*["'`]((?:https?|wss?):\/\/[^"'`]{1,300})["'`]/
      : /(?:\b(?:target|proxy)|["'][\w/^*().-]{1,80})["']?\s*:\s*["'`]((?:https?|wss?):\/\/[^"'`]{1,300})["'`]/;
  const references = shortLines(input.text).flatMap((text, index) => {
    const url = /^\s*(\/\/|\*)/.test(text) ? undefined : pattern.exec(text)?.[1];
    return url === undefined ? [] : referencesIn(input, index + 1, url);
  });
  const [first] = references;
  if (first === undefined) return { observations: [], problems: [] };
  const folder = folderOf(input.path).replace(/(^|\/)src$/, '');
  return { observations: [described(input, folder.slice(folder.lastIndexOf('/') + 1), references, first)], problems: [] };
}

function described(
  input: DetectorInput,
  name: string,
  references: readonly HostReference[],
  first: HostReference,
  proxy?: string,
): DetectorOutput['observations'][number] {
  const folder = folderOf(input.path);
  return {
    type: 'workload',
    source: 'other',
    name: input.redact(name),
    buildFolder: proxy === undefined ? folder.replace(/(^|\/)src$/, '') : folder,
    aliases: [],
    ports: [],
    references,
    dependsOn: [],
    auxiliary: true,
    evidence: first.evidence,
    ...(proxy === undefined ? {} : { proxy }),
  };
}
