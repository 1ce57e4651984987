import type { Detector, DetectorInput, DetectorOutput, HostReference } from '../observation.ts';
import { at, entriesAt, entryAt, itemsAt } from '../parse/data.ts';
import type { DataEntry, DataNode } from '../parse/data.ts';
import { shortLines } from '../parse/guard.ts';
import { parseToml } from '../parse/toml.ts';
import { parseYaml } from '../parse/yaml.ts';
import { longLineProblems, problemsOf } from './dependency.ts';
import { describesServer } from './description.ts';
import { referencesIn } from './host-reference.ts';
import { folderOf } from './paths.ts';

/** Reads Caddyfiles for what they pass on to whom. */
export const caddyfile: Detector = {
  id: 'caddyfile',
  matches: (path) => /(^|\/)(Caddyfile([._-][\w-]+)?|[\w.-]+\.caddyfile|[\w-]+\.Caddyfile)$/.test(path),
  detect: (input) =>
    described(
      input,
      'caddy',
      readLines(input, (text, index) => {
        const written = /^\s*(?:reverse_proxy|php_fastcgi|to)\s+([^{#]{1,600})/.exec(text)?.[1];
        if (written === undefined) return [];
        // A path or a named matcher may stand before the addresses.
        const addresses = written
          .trim()
          .split(/\s+/)
          .filter((word) => !/^[/@*]/.test(word));
        return addresses.slice(0, 20).flatMap((word) => address(input, index + 1, word));
      }),
      longLineProblems(input),
    ),
  examples: [
    {
      path: 'Caddyfile',
      text: 'shop.example.com {\n\t# reverse_proxy old:80\n\treverse_proxy /api/* api:3000 {\n\t\theader_up X Y\n\t}\n\treverse_proxy web:8080 web2:8080\n}\n',
      sees: ['workload caddy@3'],
      not: ['workload caddy@2'],
    },
    { path: 'Caddyfile', text: 'shop.example.com {\n\troot * /srv\n\tfile_server\n', sees: [], not: ['workload caddy@2'] },
  ],
};

/** Reads the backends of HAProxy. */
export const haproxy: Detector = {
  id: 'haproxy',
  matches: (path) => /(^|\/)haproxy[\w.-]*\.cfg([._-]?(template|tmpl|j2))?$/.test(path),
  detect: (input) => {
    let scheme = 'http';
    const references = readLines(input, (text, index) => {
      const mode = /^\s*mode\s+(tcp|http)\b/.exec(text)?.[1];
      if (mode !== undefined) scheme = mode;
      const server = /^\s*server\s+[\w.-]{1,100}\s+([\w.-]{1,250}(?::\d{1,5})?)(?:\s|$)/.exec(text)?.[1];
      return server === undefined ? [] : address(input, index + 1, `${scheme}://${server}`);
    });
    return described(input, 'haproxy', references, longLineProblems(input));
  },
  examples: [
    {
      path: 'lb/haproxy.cfg',
      text: 'defaults\n  mode http\nbackend api\n  # server old old:80\n  server a1 api:8080 check\n',
      sees: ['workload haproxy@5'],
      not: ['workload haproxy@4'],
    },
    { path: 'haproxy.cfg', text: 'frontend web\n  bind *:80\n', sees: [], not: ['workload haproxy@2'] },
  ],
};

/** Reads the static clusters of Envoy. */
export const envoy: Detector = {
  id: 'envoy',
  matches: (path) => /(^|\/)[\w.-]*envoy[\w.-]*\.ya?ml$/.test(path) || /(^|\/)envoy\/[\w.-]+\.ya?ml$/.test(path),
  detect: (input) => {
    const { documents, issues } = input.own(parseYaml);
    const references = documents.flatMap((root) =>
      itemsAt(root, 'static_resources', 'clusters')
        .slice(0, 200)
        .flatMap((cluster) => {
          const isGrpc = at(cluster, 'http2_protocol_options') !== undefined;
          return itemsAt(cluster, 'load_assignment', 'endpoints')
            .flatMap((group) => itemsAt(group, 'lb_endpoints'))
            .flatMap((endpoint) => {
              const socket = at(endpoint, 'endpoint', 'address', 'socket_address');
              const host = entryAt(socket, 'address');
              const port = textOf(entryAt(socket, 'port_value'));
              if (host === undefined) return [];
              const scheme = isGrpc ? 'grpc' : 'http';
              return address(input, host.line, `${scheme}://${textOf(host) ?? ''}${port === undefined ? '' : `:${port}`}`);
            });
        }),
    );
    return described(input, 'envoy', references, problemsOf(input, issues));
  },
  examples: [
    {
      path: 'proxy/envoy.yaml',
      text: 'static_resources:\n  clusters:\n    - name: api\n      load_assignment:\n        endpoints:\n          - lb_endpoints:\n              - endpoint:\n                  address:\n                    socket_address:\n                      address: api\n                      port_value: 8080\n',
      sees: ['workload envoy@10'],
    },
    { path: 'envoy.yaml', text: 'admin:\n  address: api\nx: [\n', sees: ['problem syntax-error@4'], not: ['workload envoy@2'] },
  ],
};

/** Reads the file provider of Traefik: the servers behind its load balancers. */
export const traefik: Detector = {
  id: 'traefik',
  matches: (path) => /(^|\/)([\w.-]*(traefik|dynamic)[\w.-]*|traefik\/([\w-]+\/)?[\w.-]+)\.(ya?ml|toml)$/.test(path),
  detect: (input) => {
    const toml = input.path.endsWith('.toml') ? input.own(parseToml) : undefined;
    const yaml = toml === undefined ? input.own(parseYaml) : undefined;
    const references = (toml === undefined ? (yaml?.documents ?? []) : [toml.root]).flatMap((root) => balanced(input, root));
    // Only a file that shows such servers is Traefik's; the errors of others are theirs.
    return references.length === 0
      ? { observations: [], problems: [] }
      : described(input, 'traefik', references, problemsOf(input, toml?.issues ?? yaml?.issues ?? []));
  },
  examples: [
    {
      path: 'traefik/dynamic.yml',
      text: 'http:\n  services:\n    api:\n      loadBalancer:\n        servers:\n          - url: http://api:8080\n',
      sees: ['workload traefik@6'],
    },
    {
      path: 'dynamic.toml',
      text: '[http.services.api.loadBalancer]\n[[http.services.api.loadBalancer.servers]]\nurl = "http://api:8080"\n',
      sees: ['workload traefik@3'],
    },
    { path: 'dynamic.yml', text: 'http:\n  x: 1\n  y: [\n', sees: [], not: ['workload traefik@1', 'problem syntax-error@4'] },
  ],
};

/** No proxy leads to more places than these; evidence for each line of a hostile file would cost seconds. */
const maxReferences = 500;

function readLines(input: DetectorInput, read: (text: string, index: number) => readonly HostReference[]): readonly HostReference[] {
  const found: HostReference[] = [];
  for (const [index, text] of shortLines(input.text).entries()) {
    found.push(...read(text, index));
    if (found.length >= maxReferences) break;
  }
  return found;
}

function balanced(input: DetectorInput, root: DataNode): readonly HostReference[] {
  return ['http', 'tcp'].flatMap((protocol) =>
    entriesAt(root, protocol, 'services')
      .slice(0, 500)
      .flatMap(([, { value }]) => itemsAt(value, 'loadBalancer', 'servers'))
      .flatMap((server) => {
        const url = entryAt(server, 'url') ?? entryAt(server, 'address');
        const text = textOf(url);
        return url === undefined || text === undefined ? [] : address(input, url.line, text.includes('://') ? text : `tcp://${text}`);
      }),
  );
}

function address(input: DetectorInput, line: number, written: string): readonly HostReference[] {
  const url = written.replace(/^h2c:\/\//, 'http://');
  return referencesIn(input, line, url.includes('://') ? url : `http://${url}`);
}

function described(
  input: DetectorInput,
  technology: string,
  references: readonly HostReference[],
  problems: DetectorOutput['problems'],
): DetectorOutput {
  const description = describesServer(input, technology, technology, folderOf(input.path), references);
  return { observations: description === undefined ? [] : [description], problems };
}

function textOf(entry: DataEntry | undefined): string | undefined {
  return entry?.value.kind === 'scalar' ? entry.value.text : undefined;
}
