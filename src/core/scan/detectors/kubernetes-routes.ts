import { at, entryAt, itemsAt } from '../parse/data.ts';
import type { DataNode } from '../parse/data.ts';
import type { HostReference, Observation } from '../observation.ts';
import type { Manifest } from './kubernetes-manifest.ts';

/** Kinds that lead requests to Services, with the API groups in which they do. */
const routeKinds: ReadonlyMap<string, RegExp> = new Map([
  ['Ingress', /^(networking\.k8s\.io|extensions)\//],
  ['HTTPRoute', /^gateway\.networking\.k8s\.io\//],
  ['GRPCRoute', /^gateway\.networking\.k8s\.io\//],
  ['TCPRoute', /^gateway\.networking\.k8s\.io\//],
  ['TLSRoute', /^gateway\.networking\.k8s\.io\//],
  ['VirtualService', /^networking\.istio\.io\//],
  ['IngressRoute', /^traefik\.(io|containo\.us)\//],
  ['IngressRouteTCP', /^traefik\.(io|containo\.us)\//],
  ['HTTPProxy', /^projectcontour\.io\//],
  ['Route', /^route\.openshift\.io\/|^v1$/],
  ['Mapping', /^getambassador\.io\//],
]);

/** Whether an object is a rule of a way into the cluster. */
export function isRoute(manifest: Manifest): boolean {
  return routeKinds.get(manifest.kind)?.test(manifest.api) === true;
}

/** An Ingress or a route is a gateway that calls the Services behind it. */
export function routeObservations(manifest: Manifest): Observation[] {
  const { input } = manifest;
  const found = new Map<string, HostReference>();
  const open: DataNode[] = [manifest.node];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (node.kind === 'list') open.push(...node.items);
    if (node.kind !== 'map') continue;
    for (const [key, entry] of node.entries) {
      open.push(entry.value);
      const place =
        key === 'service'
          ? (entryAt(entry.value, 'name') ?? undefined)
          : key === 'serviceName'
            ? entry
            : key === 'destination'
              ? entryAt(entry.value, 'host')
              : undefined;
      note(place?.value, place?.line);
      if (key === 'backendRefs' || key === 'services' || key === 'alternateBackends')
        for (const item of itemsAt(node, key)) note(at(item, 'name'), entryAt(item, 'name')?.line);
      if (key === 'to' && manifest.kind === 'Route') note(at(entry.value, 'name'), entryAt(entry.value, 'name')?.line);
    }
  }
  const references = [...found.values()].sort((a, b) => a.evidence.line - b.evidence.line);
  if (references.length === 0) return [];
  // Without a gateway a VirtualService routes inside the mesh. A route is often named after what it leads to.
  if (manifest.kind === 'VirtualService' && itemsAt(manifest.node, 'spec', 'gateways').length === 0) return [];
  const name = found.has(manifest.name) ? `${manifest.name}-ingress` : manifest.name;
  return [
    {
      type: 'workload',
      source: 'kubernetes',
      name: input.redact(name),
      kind: 'gateway',
      isRoute: true,
      aliases: [],
      ports: [],
      references,
      dependsOn: [],
      evidence: input.evidence(manifest.nameLine),
      ...(manifest.auxiliary ? { auxiliary: true } : {}),
    },
  ];

  function note(value: DataNode | undefined, line: number | undefined): void {
    if (value?.kind !== 'scalar' || line === undefined || manifest.isMasked(line)) return;
    const host = value.text.split('.', 1)[0] ?? '';
    if (/^[a-z0-9][a-z0-9-]{0,62}$/.test(host) && !found.has(host))
      found.set(host, { host, scheme: 'http', evidence: input.evidence(line) });
  }
}
