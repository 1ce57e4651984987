import type { ComponentKind, DataFlow } from '../../model/fact.ts';

/**
 * Which way the data goes where no line tells: by what the called thing is for. A configuration server hands settings to
 * whoever asks; a registry is told by services and asked by gateways, which route by it; monitoring collects; a store
 * answers queries; identity hands out tokens. Everything else is given the request.
 */
export function flowOf(stated: ReadonlySet<DataFlow>, from: ComponentKind, to: ComponentKind): DataFlow {
  if (stated.size > 0) {
    const [only] = stated;
    return stated.size === 1 && only !== undefined ? only : 'both';
  }
  return rules.find((rule) => rule.to === to && (rule.from === undefined || rule.from === from))?.flow ?? 'forward';
}

/** What the called thing is for. Order matters: the first rule that fits decides. */
const rules: readonly { readonly to: ComponentKind; readonly from?: ComponentKind; readonly flow: DataFlow }[] = [
  { to: 'configuration', flow: 'backward' },
  { to: 'registry', from: 'gateway', flow: 'backward' },
  // A cluster of brokers keeps its own metadata with the coordinator and gets it from there.
  { to: 'registry', from: 'broker', flow: 'backward' },
  { to: 'identity', from: 'service', flow: 'backward' },
  { to: 'broker', from: 'monitoring', flow: 'backward' },
  { to: 'store', flow: 'backward' },
  { to: 'search', flow: 'backward' },
];
