import type { Technology } from './technology.ts';

/** What platforms attach to a program (a worker's bindings, a hosted function) and delivery tools that stand in one file. */
export const hosting: readonly Technology[] = [
  { id: 'cloudflare-kv', name: 'Cloudflare Workers KV', category: 'store', vendor: 'Cloudflare', licence: 'service', homepage: 'https://developers.cloudflare.com/kv/', terraform: ['cloudflare_workers_kv_namespace'], component: 'store', notExamples: ['npm:kv-storage'] },
  { id: 'cloudflare-durable-objects', name: 'Cloudflare Durable Objects', category: 'store', vendor: 'Cloudflare', licence: 'service', homepage: 'https://developers.cloudflare.com/durable-objects/', component: 'store', notExamples: ['npm:durable-functions'] },
  { id: 'cloudflare-queues', name: 'Cloudflare Queues', category: 'broker', vendor: 'Cloudflare', licence: 'service', homepage: 'https://developers.cloudflare.com/queues/', terraform: ['cloudflare_queue'], component: 'broker', notExamples: ['terraform:cloudflare_queue_consumer_group'] },
  { id: 'cloudflare-hyperdrive', name: 'Cloudflare Hyperdrive', category: 'data-access', vendor: 'Cloudflare', licence: 'service', homepage: 'https://developers.cloudflare.com/hyperdrive/', terraform: ['cloudflare_hyperdrive_config'], notExamples: ['npm:hyperdrive'] },
  { id: 'cloudflare-vectorize', name: 'Cloudflare Vectorize', category: 'search', vendor: 'Cloudflare', licence: 'service', homepage: 'https://developers.cloudflare.com/vectorize/', component: 'search', notExamples: ['npm:vectorize'] },
  { id: 'cloudflare-workers-ai', name: 'Cloudflare Workers AI', category: 'ai', vendor: 'Cloudflare', licence: 'service', homepage: 'https://developers.cloudflare.com/workers-ai/', packages: { npm: ['workers-ai-provider'] }, component: 'external-api', notExamples: ['npm:workers-ai'] },
  { id: 'firebase-realtime-database', name: 'Firebase Realtime Database', category: 'store', vendor: 'Google', licence: 'service', homepage: 'https://firebase.google.com/products/realtime-database', terraform: ['google_firebase_database_instance'], component: 'store', notExamples: ['npm:firebase-tools'] },
  { id: 'cloud-foundry', name: 'Cloud Foundry', category: 'cloud', vendor: 'Cloud Foundry Foundation', licence: 'permissive', homepage: 'https://www.cloudfoundry.org', terraform: ['cloudfoundry_app'], notExamples: ['npm:cloudfoundry'] },
  { id: 'bitbucket-pipelines', name: 'Bitbucket Pipelines', category: 'delivery', vendor: 'Atlassian', licence: 'service', homepage: 'https://bitbucket.org/product/features/pipelines', images: ['atlassian/bitbucket-pipelines-runner'], notExamples: ['npm:bitbucket'] },
  { id: 'travis-ci', name: 'Travis CI', category: 'delivery', vendor: 'Idera', licence: 'service', homepage: 'https://www.travis-ci.com', notExamples: ['npm:travis'] },
  { id: 'woodpecker', name: 'Woodpecker CI', category: 'delivery', vendor: 'Woodpecker CI', licence: 'permissive', homepage: 'https://woodpecker-ci.org', images: ['woodpeckerci/woodpecker-server', 'woodpeckerci/woodpecker-agent'], notExamples: ['image:acme/woodpecker'] },
];
