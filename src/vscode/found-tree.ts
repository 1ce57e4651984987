import * as vscode from 'vscode';
import type { Evidence, Problem } from '../core/model/evidence.ts';
import type { Fact } from '../core/model/fact.ts';

/** What the tree shows: the facts, which of them are excluded, and what could not be read. */
export interface Found {
  readonly facts: readonly Fact[];
  readonly excluded: ReadonlySet<string>;
  readonly problems: readonly Problem[];
}

type Node =
  | { readonly kind: 'group'; readonly label: string; readonly icon: string; readonly children: readonly Node[] }
  | { readonly kind: 'fact'; readonly fact: Fact; readonly excluded: boolean }
  | { readonly kind: 'evidence'; readonly evidence: Evidence }
  | { readonly kind: 'problem'; readonly problem: Problem };

/** *Found in Workspace*: facts in groups; evidence opens its line; a wrong fact can be excluded. */
export class FoundTree implements vscode.TreeDataProvider<Node> {
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChangeTreeData = this.#changed.event;
  #roots: readonly Node[] = [];

  show(found: Found): void {
    this.#roots = groups(found);
    this.#changed.fire();
  }

  getChildren(node?: Node): Node[] {
    if (node === undefined) {
      return [...this.#roots];
    }
    if (node.kind === 'group') {
      return [...node.children];
    }
    return node.kind === 'fact' ? node.fact.evidence.map((evidence) => ({ kind: 'evidence', evidence })) : [];
  }

  getTreeItem(node: Node): vscode.TreeItem {
    return item(node);
  }
}

function groups({ facts, excluded, problems }: Found): Node[] {
  const of = (label: string, icon: string, wanted: (fact: Fact) => boolean): Node[] => {
    const children = facts.filter(wanted).map((fact): Node => ({ kind: 'fact', fact, excluded: excluded.has(fact.id) }));
    return children.length === 0 ? [] : [{ kind: 'group', label: `${label} (${children.length})`, icon, children }];
  };
  const unread: Node[] =
    problems.length === 0
      ? []
      : [
          {
            kind: 'group',
            label: `${vscode.l10n.t('Could not be read')} (${problems.length})`,
            icon: 'warning',
            children: problems.map((problem): Node => ({ kind: 'problem', problem })),
          },
        ];
  return [
    ...of(vscode.l10n.t('Components'), 'symbol-class', (fact) => fact.kind === 'component'),
    ...of(vscode.l10n.t('Connections'), 'arrow-swap', (fact) => fact.kind === 'connection'),
    ...of(vscode.l10n.t('Technologies'), 'library', (fact) => fact.kind === 'technology' && fact.scope === 'production'),
    ...of(vscode.l10n.t('Development technologies'), 'tools', (fact) => fact.kind === 'technology' && fact.scope === 'development'),
    ...of(vscode.l10n.t('Deployment and sizes'), 'server-environment', (fact) => fact.kind === 'deployment' || fact.kind === 'sizing'),
    ...of(vscode.l10n.t('Practices'), 'checklist', (fact) => fact.kind === 'practice'),
    ...of(vscode.l10n.t('People and documents'), 'book', (fact) => fact.kind === 'people' || fact.kind === 'document'),
    ...of(vscode.l10n.t('Hazards'), 'flame', (fact) => fact.kind === 'hazard'),
    ...unread,
  ];
}

function item(node: Node): vscode.TreeItem {
  if (node.kind === 'group') {
    const group = new vscode.TreeItem(node.label, vscode.TreeItemCollapsibleState.Collapsed);
    // Without the count: a group that somebody opened stays open when a fact is added.
    group.id = `group ${node.icon}`;
    group.iconPath = new vscode.ThemeIcon(node.icon);
    group.contextValue = 'group';
    return group;
  }
  if (node.kind === 'evidence') {
    const { id, path, line, excerpt } = node.evidence;
    const evidence = new vscode.TreeItem(`${path}:${line}`);
    evidence.description = excerpt;
    evidence.tooltip = excerpt;
    evidence.contextValue = 'evidence';
    evidence.iconPath = new vscode.ThemeIcon('go-to-file');
    evidence.command = { command: 'groundplan.openEvidence', title: vscode.l10n.t('Open Evidence'), arguments: [id] };
    return evidence;
  }
  if (node.kind === 'problem') {
    const { path, line, reason, detail } = node.problem;
    const problem = new vscode.TreeItem(line === undefined ? path : `${path}:${line}`);
    problem.description = `${reason.replaceAll('-', ' ')}${detail === '' ? '' : `: ${detail}`}`;
    problem.tooltip = problem.description;
    problem.iconPath = new vscode.ThemeIcon('warning');
    problem.contextValue = 'problem';
    return problem;
  }
  const { fact, excluded } = node;
  const { Collapsed, None } = vscode.TreeItemCollapsibleState;
  const shown = new vscode.TreeItem(factLabel(fact), fact.evidence.length > 0 ? Collapsed : None);
  shown.id = `${fact.id}${excluded ? ' excluded' : ''}`;
  shown.description = excluded ? vscode.l10n.t('excluded') : factDetail(fact);
  shown.contextValue = excluded ? 'fact.excluded' : 'fact';
  if (excluded) {
    shown.iconPath = new vscode.ThemeIcon('eye-closed');
  }
  return shown;
}

function factLabel(fact: Fact): string {
  switch (fact.kind) {
    case 'technology':
    case 'component':
    case 'deployment':
      return fact.name;
    case 'connection':
      return `${plainName(fact.from)} → ${plainName(fact.to)}`;
    case 'practice':
      return fact.practice.replaceAll('-', ' ');
    case 'sizing':
      return `${fact.measure.replaceAll('-', ' ')}: ${fact.value}`;
    case 'hazard':
      return fact.statement;
    case 'people':
      return fact.measure.replaceAll('-', ' ');
    case 'document':
      return fact.title;
  }
}

function factDetail(fact: Fact): string {
  const unsure = fact.confidence < 0.7 ? ` · ${vscode.l10n.t('not sure')}` : '';
  switch (fact.kind) {
    case 'technology':
      return `${fact.version ?? ''}${fact.endOfLife === undefined ? '' : ` · ${vscode.l10n.t('maintained until {0}', fact.endOfLife)}`}${unsure}`;
    case 'component':
      return `${fact.component.replaceAll('-', ' ')}${fact.parts === undefined ? '' : ` · ${fact.parts.join(', ')}`}${unsure}`;
    case 'connection':
      return `${fact.protocol}${unsure}`;
    case 'deployment':
      return `${fact.region ?? ''}${unsure}`;
    case 'hazard':
      return fact.severity;
    case 'people':
      return `${fact.value}${unsure}`;
    case 'document':
      return fact.document.replaceAll('-', ' ');
    case 'practice':
    case 'sizing':
      return unsure;
  }
}

function plainName(componentId: string): string {
  return componentId.replace(/^component\./, '');
}
