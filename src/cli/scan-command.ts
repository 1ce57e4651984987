import type { ComponentFact, ConnectionFact, Fact, ScanResult, TechnologyFact } from '../core/model/fact.ts';
import { json, terminal } from '../core/render/encode.ts';
import { folderOf, scanFolder, today } from './inputs.ts';
import { type Call, exitCodes } from './call.ts';

/** `groundplan scan`: what the files say. */
export async function scanCommand(call: Call): Promise<number> {
  const folder = await folderOf(call);
  const { result, commit } = await scanFolder(call, folder, today());
  if (call.options.json === true) {
    call.console.result(json({ ...scanJson(result), ...(commit === null ? {} : { commit }) }, 2));
  } else {
    call.console.result(scanText(result));
  }
  call.console.say(
    `${result.facts.length} facts, ${result.problems.length} problems, ${result.statistics.filesRead} of ${result.statistics.filesSeen} files read.`,
  );
  return exitCodes.done;
}

/**
 * The scan as `groundplan scan --json` prints it. `from` and `to` of a connection are component ids, the caller and the
 * called; `dataFlows` are the same connections by name, the way the data goes.
 */
export function scanJson(result: ScanResult): Record<string, unknown> {
  const named = namesOf(result.facts);
  const evidence = (fact: Fact): unknown => fact.evidence.map(({ path, line, excerpt }) => ({ path, line, excerpt }));
  const of = <Kind extends Fact['kind']>(kind: Kind): Extract<Fact, { kind: Kind }>[] =>
    result.facts.filter((fact): fact is Extract<Fact, { kind: Kind }> => fact.kind === kind);
  return {
    components: of('component').map((fact: ComponentFact) => ({
      id: fact.id,
      name: fact.name,
      kind: fact.component,
      technology: fact.technologies.map((id) => named.get(id) ?? id),
      confidence: fact.confidence,
      evidence: evidence(fact),
    })),
    connections: of('connection').map((fact: ConnectionFact) => ({
      from: fact.from,
      to: fact.to,
      protocol: fact.protocol,
      flow: fact.flow,
      confidence: fact.confidence,
      evidence: evidence(fact),
    })),
    dataFlows: dataFlowsOf(of('connection'), new Map(of('component').map((fact) => [fact.id, fact.name]))),
    technologies: of('technology').map((fact: TechnologyFact) => ({
      id: fact.technology,
      name: fact.name,
      category: fact.category,
      version: fact.version ?? null,
      scope: fact.scope,
      evidence: evidence(fact),
    })),
    facts: result.facts,
    problems: result.problems.map(({ path, line, reason, detail }) => ({ path, line: line ?? null, reason, detail })),
    statistics: result.statistics,
  };
}

/** The connections the other way to look at them: pairs of component names, the data going from the first to the second. */
function dataFlowsOf(connections: readonly ConnectionFact[], names: ReadonlyMap<string, string>): readonly { from: string; to: string }[] {
  return connections.flatMap(({ from, to, flow }) => {
    const caller = names.get(from) ?? from;
    const called = names.get(to) ?? to;
    return [...(flow === 'backward' ? [] : [{ from: caller, to: called }]), ...(flow === 'forward' ? [] : [{ from: called, to: caller }])];
  });
}

function namesOf(facts: readonly Fact[]): ReadonlyMap<string, string> {
  return new Map(facts.flatMap((fact) => (fact.kind === 'technology' ? [[fact.technology, fact.name] as const] : [])));
}

function scanText(result: ScanResult): string {
  const lines: string[] = [];
  for (const fact of result.facts) {
    const first = fact.evidence[0];
    const place = first === undefined ? '' : `  ${first.path}:${first.line}`;
    lines.push(`${fact.kind.padEnd(11)} ${nameOf(fact)}${place}`);
  }
  for (const { path, line, reason, detail } of result.problems) {
    lines.push(`problem     ${path}${line === undefined ? '' : `:${line}`} ${reason} ${detail}`);
  }
  return lines.map((line) => terminal(line)).join('\n');
}

function nameOf(fact: Fact): string {
  switch (fact.kind) {
    case 'technology':
      return `${fact.name}${fact.version === undefined ? '' : ` ${fact.version}`} (${fact.category}, ${fact.scope})`;
    case 'component':
      return `${fact.name} (${fact.component})`;
    case 'connection':
      return `${fact.from} -> ${fact.to} (${fact.protocol})`;
    case 'deployment':
      return `${fact.name}${fact.region === undefined ? '' : ` ${fact.region}`}`;
    case 'practice':
      return fact.practice;
    case 'sizing':
      return `${fact.measure} ${fact.value}`;
    case 'hazard':
      return `${fact.severity}: ${fact.statement}`;
    case 'people':
      return `${fact.measure} ${fact.value}`;
    case 'document':
      return `${fact.document}: ${fact.title}`;
  }
}
