import type { DataFlow } from '../../model/fact.ts';

/** A section of Wrangler's configuration that binds something to a worker. Source: Wrangler's configuration reference. */
export interface BindingRule {
  readonly path: readonly string[];
  /** Catalogue id of what is bound. */
  readonly technology: string;
  /** First word of the address under which it is known in the file. */
  readonly prefix: string;
  /** Keys of the name that the thing itself has, whoever binds it. */
  readonly names: readonly string[];
  /** Its name where an account has only one. */
  readonly shared?: string;
  readonly flow?: DataFlow;
}

/** Every section that binds a thing with data, messages or a price of its own. */
export const bindingRules: readonly BindingRule[] = [
  { path: ['d1_databases'], technology: 'cloudflare-d1', prefix: 'd1', names: ['database_name'] },
  { path: ['kv_namespaces'], technology: 'cloudflare-kv', prefix: 'kv', names: [] },
  { path: ['r2_buckets'], technology: 'cloudflare-r2', prefix: 'r2', names: ['bucket_name'] },
  { path: ['queues', 'producers'], technology: 'cloudflare-queues', prefix: 'queue', names: ['queue'], flow: 'forward' },
  { path: ['queues', 'consumers'], technology: 'cloudflare-queues', prefix: 'queue', names: ['queue'], flow: 'backward' },
  { path: ['durable_objects', 'bindings'], technology: 'cloudflare-durable-objects', prefix: 'durable-object', names: ['class_name'] },
  { path: ['vectorize'], technology: 'cloudflare-vectorize', prefix: 'vectorize', names: ['index_name'] },
  { path: ['ai'], technology: 'cloudflare-workers-ai', prefix: 'ai', names: [], shared: 'Workers AI' },
];
