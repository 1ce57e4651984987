import type { BaseStyle, SlotId } from '../recommendation.ts';
import { slotRules } from './catalogue/index.ts';
import {
  clusterIds,
  functionIds,
  inCluster,
  onDotnet,
  onFunctions,
  onJvm,
  onPython,
  onTypescript,
  relational,
} from './catalogue/shared.ts';
import type { OptionRule, Place, SlotCondition } from './slot-rule.ts';
import { all, any, atLeast, base, chosen, filled, not, place, q, uses } from './slot-rule.ts';

/** Which options a rule binds: those of a slot by id, or those with a property. */
export type Bound =
  | { readonly slot: SlotId; readonly options: readonly string[] }
  | { readonly hosted: true }
  | { readonly tag: 'kubernetes' | 'serverless' }
  | { readonly vendor: 'aws' | 'azure' | 'gcp'; readonly except?: readonly SlotId[] };

/** A set of choices that shows a rule: kept by `example`, broken by `negative`. */
export interface ChoiceSketch {
  readonly option: readonly [SlotId, string];
  readonly earlier?: Partial<Record<SlotId, string>>;
  readonly answers?: Readonly<Record<string, string | number | readonly string[]>>;
  readonly style?: BaseStyle;
  readonly place?: Place;
}

/**
 * One rule about what goes together. Pure data: `needs` looks at answers, style, place and the choices of earlier slots
 * only, so that it can be kept while choosing, and is true of the finished set as well.
 */
export interface Combination {
  readonly id: string;
  readonly binds: Bound;
  /** What must hold wherever a bound option is chosen. */
  readonly needs: SlotCondition;
  /** Why the option is out where it does not hold, as a clause. */
  readonly because: string;
  /** True if a reader would think of the option all the same and wants to know why it is out. */
  readonly worthSaying?: true;
  readonly example: ChoiceSketch;
  readonly negative: ChoiceSketch;
}

const online = not(q('disqualifiers', 'disconnected'));
const oneMachine = chosen('docker-compose', 'self-hosted-platform', 'installed-application');
/** Compute that stays up whether or not anything happens. */
const staysUp = [
  'docker-compose',
  'virtual-machines',
  'platform',
  'self-hosted-platform',
  'amazon-ecs',
  'azure-app-service',
  'nomad',
  'installed-application',
  ...clusterIds,
] as const;
/** Functions could carry a serverless style: nothing that was said stands in their way. */
const functionsPossible = all(
  not(q('stack-forbidden', 'serverless', 'proprietary')),
  not(q('longest-task', 'hours')),
  not(q('latency', 'under-50ms')),
  any(
    all(place('aws'), not(q('stack-forbidden', 'aws'))),
    all(place('azure'), not(q('stack-forbidden', 'azure'))),
    all(place('gcp'), not(q('stack-forbidden', 'gcp'))),
    all(place('platform'), any(onTypescript, chosen('axum'))),
    all(
      not(place('aws', 'azure', 'gcp', 'platform', 'own', 'edge')),
      any(not(q('stack-forbidden', 'aws')), not(q('stack-forbidden', 'azure')), not(q('stack-forbidden', 'gcp'))),
    ),
  ),
);
const othersCall = any(q('needs', 'public-api'), q('users', 'partners', 'devices'));

/** What goes together and what does not. Each rule is kept while choosing and holds for the finished set. */
export const combinations: readonly Combination[] = [
  {
    id: 'no-network-nothing-hosted',
    binds: { hosted: true },
    needs: online,
    because: 'it is reached over the internet, and it must run where there is no network',
    worthSaying: true,
    example: { option: ['delivery', 'github-actions'] },
    negative: { option: ['delivery', 'github-actions'], answers: { disqualifiers: ['disconnected'] } },
  },
  {
    id: 'no-network-no-cloud',
    binds: {
      slot: 'compute',
      options: [
        'amazon-ecs',
        'azure-container-apps',
        'azure-app-service',
        'cloud-run',
        'platform',
        ...functionIds,
        'amazon-eks',
        'aks',
        'gke',
      ],
    },
    needs: online,
    because: 'it runs in somebody else’s data centre, and it must run where there is no network',
    worthSaying: true,
    example: { option: ['compute', 'amazon-ecs'], place: 'aws' },
    negative: { option: ['compute', 'amazon-ecs'], answers: { disqualifiers: ['disconnected'] } },
  },
  {
    id: 'aws-at-aws',
    binds: { vendor: 'aws' },
    needs: not(place('azure', 'gcp', 'own', 'edge')),
    because: 'it is sold by AWS, and the rest runs elsewhere',
    example: { option: ['primary-store', 'dynamodb'], place: 'aws' },
    negative: { option: ['primary-store', 'dynamodb'], place: 'azure' },
  },
  // Pipelines and sign-in of Microsoft serve what runs elsewhere.
  {
    id: 'azure-at-azure',
    binds: { vendor: 'azure', except: ['delivery', 'identity'] },
    needs: not(place('aws', 'gcp', 'platform', 'own', 'edge')),
    because: 'it is sold by Microsoft, and the rest runs elsewhere',
    example: { option: ['primary-store', 'cosmos-db'], place: 'azure' },
    negative: { option: ['primary-store', 'cosmos-db'], place: 'own' },
  },
  {
    id: 'google-at-google',
    binds: { vendor: 'gcp' },
    needs: not(place('aws', 'azure', 'own', 'edge')),
    because: 'it is sold by Google, and the rest runs elsewhere',
    example: { option: ['primary-store', 'firestore'], place: 'gcp' },
    negative: { option: ['primary-store', 'firestore'], place: 'aws' },
  },
  {
    id: 'functions-only-where-allowed',
    binds: { tag: 'serverless' },
    needs: not(q('stack-forbidden', 'serverless')),
    because: 'functions are forbidden',
    example: { option: ['compute', 'aws-lambda'], place: 'aws' },
    negative: { option: ['compute', 'aws-lambda'], place: 'aws', answers: { 'stack-forbidden': ['serverless'] } },
  },
  {
    id: 'cluster-only-where-allowed',
    binds: { tag: 'kubernetes' },
    needs: not(q('stack-forbidden', 'kubernetes')),
    because: 'Kubernetes is forbidden',
    example: { option: ['compute', 'gke'], place: 'gcp' },
    negative: { option: ['compute', 'gke'], place: 'gcp', answers: { 'stack-forbidden': ['kubernetes'] } },
  },
  {
    id: 'serverless-runs-on-what-sleeps',
    binds: { slot: 'compute', options: staysUp },
    needs: not(all(base('serverless'), functionsPossible)),
    because: 'it is paid for while nothing happens, and a serverless system has nothing that stays up',
    worthSaying: true,
    example: { option: ['compute', 'amazon-ecs'], style: 'modular-monolith', place: 'aws' },
    negative: {
      option: ['compute', 'amazon-ecs'],
      style: 'serverless',
      place: 'aws',
      answers: { hosting: 'aws', 'longest-task': 'seconds' },
    },
  },
  {
    id: 'workers-run-javascript',
    binds: { slot: 'compute', options: ['cloudflare-workers'] },
    needs: any(onTypescript, chosen('axum'), uses('cloudflare-workers')),
    because: 'it runs JavaScript and WebAssembly, and the code is neither',
    example: { option: ['compute', 'cloudflare-workers'], earlier: { 'language-framework': 'fastify' }, place: 'platform' },
    negative: { option: ['compute', 'cloudflare-workers'], earlier: { 'language-framework': 'laravel' }, place: 'platform' },
  },
  {
    id: 'installed-where-it-is-installed',
    binds: { slot: 'compute', options: ['installed-application'] },
    needs: any(base('microkernel'), q('tenancy', 'separate'), q('disqualifiers', 'disconnected'), place('edge'), uses('electron', 'tauri')),
    because: 'one installation serves everybody, so nothing is installed at the customer',
    example: { option: ['compute', 'installed-application'], answers: { tenancy: 'separate' } },
    negative: { option: ['compute', 'installed-application'], style: 'layered', answers: { tenancy: 'shared', hosting: 'own' } },
  },
  {
    id: 'file-database-on-one-machine',
    binds: { slot: 'primary-store', options: ['sqlite'] },
    needs: any(oneMachine, uses('sqlite', 'turso', 'cloudflare-d1', 'pocketbase')),
    because: 'it lies on one disk, and the code runs on more than one machine',
    worthSaying: true,
    example: { option: ['primary-store', 'sqlite'], earlier: { compute: 'docker-compose' } },
    negative: { option: ['primary-store', 'sqlite'], earlier: { compute: 'amazon-ecs' } },
  },
  {
    id: 'disk-of-one-machine',
    binds: { slot: 'files', options: ['local-disk'] },
    needs: oneMachine,
    because: 'the code runs on more than one machine, and each has its own disk',
    worthSaying: true,
    example: { option: ['files', 'local-disk'], earlier: { compute: 'docker-compose' } },
    negative: { option: ['files', 'local-disk'], earlier: { compute: 'cloud-run' } },
  },
  {
    id: 'firestore-listeners-need-firestore',
    binds: { slot: 'live-updates', options: ['firestore-listeners'] },
    needs: any(chosen('firestore'), uses('firebase-realtime-database')),
    because: 'the data is not in Firestore',
    example: { option: ['live-updates', 'firestore-listeners'], earlier: { 'primary-store': 'firestore' } },
    negative: { option: ['live-updates', 'firestore-listeners'], earlier: { 'primary-store': 'postgresql' } },
  },
  {
    id: 'sockets-need-a-process',
    binds: {
      slot: 'live-updates',
      options: ['websockets', 'socket-io', 'signalr', 'phoenix-channels', 'action-cable', 'laravel-reverb', 'server-sent-events'],
    },
    needs: not(onFunctions),
    because: 'it holds connections open, and a function ends after each call',
    worthSaying: true,
    example: { option: ['live-updates', 'websockets'], earlier: { compute: 'amazon-ecs' } },
    negative: { option: ['live-updates', 'websockets'], earlier: { compute: 'aws-lambda' } },
  },
  {
    id: 'signalr-is-dotnet',
    binds: { slot: 'live-updates', options: ['signalr'] },
    needs: onDotnet,
    because: 'it is part of ASP.NET Core, and the code is not',
    example: { option: ['live-updates', 'signalr'], earlier: { 'language-framework': 'aspnet-core' } },
    negative: { option: ['live-updates', 'signalr'], earlier: { 'language-framework': 'go' } },
  },
  {
    id: 'channels-are-phoenix',
    binds: { slot: 'live-updates', options: ['phoenix-channels'] },
    needs: chosen('phoenix'),
    because: 'it is part of Phoenix, and the code is not',
    example: { option: ['live-updates', 'phoenix-channels'], earlier: { 'language-framework': 'phoenix' } },
    negative: { option: ['live-updates', 'phoenix-channels'], earlier: { 'language-framework': 'rails' } },
  },
  {
    id: 'cable-is-rails',
    binds: { slot: 'live-updates', options: ['action-cable'] },
    needs: chosen('rails'),
    because: 'it is part of Rails, and the code is not',
    example: { option: ['live-updates', 'action-cable'], earlier: { 'language-framework': 'rails' } },
    negative: { option: ['live-updates', 'action-cable'], earlier: { 'language-framework': 'django' } },
  },
  {
    id: 'reverb-is-laravel',
    binds: { slot: 'live-updates', options: ['laravel-reverb'] },
    needs: chosen('laravel'),
    because: 'it is part of Laravel, and the code is not',
    example: { option: ['live-updates', 'laravel-reverb'], earlier: { 'language-framework': 'laravel' } },
    negative: { option: ['live-updates', 'laravel-reverb'], earlier: { 'language-framework': 'symfony' } },
  },
  {
    id: 'socket-io-is-node',
    binds: { slot: 'live-updates', options: ['socket-io'] },
    needs: onTypescript,
    because: 'its server is kept up for Node.js, and the code is not Node.js',
    example: { option: ['live-updates', 'socket-io'], earlier: { 'language-framework': 'fastify' } },
    negative: { option: ['live-updates', 'socket-io'], earlier: { 'language-framework': 'spring-boot' } },
  },
  {
    id: 'queues-that-poll-need-a-process',
    binds: { slot: 'messaging', options: ['redis-queue'] },
    needs: not(onFunctions),
    because: 'its workers stay up, and nothing here does',
    worthSaying: true,
    example: { option: ['messaging', 'redis-queue'], earlier: { compute: 'platform' } },
    negative: { option: ['messaging', 'redis-queue'], earlier: { compute: 'aws-lambda' } },
  },
  {
    id: 'jobs-of-the-application-need-a-process',
    binds: { slot: 'workflows', options: ['scheduled-jobs'] },
    needs: not(onFunctions),
    because: 'its clock ticks in a process that stays up, and nothing here does',
    worthSaying: true,
    example: { option: ['workflows', 'scheduled-jobs'], earlier: { compute: 'amazon-ecs' } },
    negative: { option: ['workflows', 'scheduled-jobs'], earlier: { compute: 'azure-functions' } },
  },
  {
    id: 'cron-needs-a-machine',
    binds: { slot: 'workflows', options: ['cron'] },
    needs: chosen('docker-compose', 'self-hosted-platform', 'virtual-machines', 'installed-application'),
    because: 'there is no machine of yours whose clock could start it',
    example: { option: ['workflows', 'cron'], earlier: { compute: 'docker-compose' } },
    negative: { option: ['workflows', 'cron'], earlier: { compute: 'cloud-run' } },
  },
  {
    id: 'cluster-jobs-need-a-cluster',
    binds: { slot: 'workflows', options: ['kubernetes-cronjobs', 'argo-workflows'] },
    needs: inCluster,
    because: 'there is no cluster that could run it',
    example: { option: ['workflows', 'kubernetes-cronjobs'], earlier: { compute: 'gke' } },
    negative: { option: ['workflows', 'kubernetes-cronjobs'], earlier: { compute: 'cloud-run' } },
  },
  {
    id: 'kafka-streams-need-kafka',
    binds: { slot: 'data-processing', options: ['kafka-streams'] },
    needs: all(chosen('kafka', 'redpanda'), any(onJvm, uses('kafka-streams', 'ksqldb'))),
    because: 'it is a Java library over Kafka, and here one of the two is missing',
    example: { option: ['data-processing', 'kafka-streams'], earlier: { 'language-framework': 'quarkus', messaging: 'kafka' } },
    negative: { option: ['data-processing', 'kafka-streams'], earlier: { 'language-framework': 'quarkus', messaging: 'rabbitmq' } },
  },
  {
    id: 'dataframes-are-python',
    binds: { slot: 'data-processing', options: ['polars', 'dask'] },
    needs: any(onPython, uses('pandas', 'polars', 'dask', 'ray')),
    because: 'it is Python, and the code is not',
    example: { option: ['data-processing', 'polars'], earlier: { 'language-framework': 'python' } },
    negative: { option: ['data-processing', 'polars'], earlier: { 'language-framework': 'aspnet-core' } },
  },
  {
    id: 'camel-is-java',
    binds: { slot: 'integration', options: ['apache-camel'] },
    needs: onJvm,
    because: 'it is for Java, and the code is not',
    example: { option: ['integration', 'apache-camel'], earlier: { 'language-framework': 'spring-boot' } },
    negative: { option: ['integration', 'apache-camel'], earlier: { 'language-framework': 'go' } },
  },
  {
    id: 'gateway-in-the-language-of-the-team',
    binds: { slot: 'api-gateway', options: ['spring-cloud-gateway'] },
    needs: onJvm,
    because: 'its filters are Java, and the code is not',
    example: { option: ['api-gateway', 'spring-cloud-gateway'], earlier: { 'language-framework': 'spring-boot' } },
    negative: { option: ['api-gateway', 'spring-cloud-gateway'], earlier: { 'language-framework': 'nestjs' } },
  },
  {
    id: 'yarp-is-dotnet',
    binds: { slot: 'api-gateway', options: ['yarp'] },
    needs: onDotnet,
    because: 'its filters are C#, and the code is not',
    example: { option: ['api-gateway', 'yarp'], earlier: { 'language-framework': 'aspnet-core' } },
    negative: { option: ['api-gateway', 'yarp'], earlier: { 'language-framework': 'nestjs' } },
  },
  {
    id: 'cluster-parts-need-a-cluster',
    binds: { slot: 'api-gateway', options: ['cluster-gateway'] },
    needs: inCluster,
    because: 'there is no cluster that it could stand in',
    example: { option: ['api-gateway', 'cluster-gateway'], earlier: { compute: 'aks' } },
    negative: { option: ['api-gateway', 'cluster-gateway'], earlier: { compute: 'azure-container-apps' } },
  },
  {
    id: 'own-proxies-need-own-machines',
    binds: { slot: 'api-gateway', options: ['caddy', 'nginx', 'haproxy', 'traefik'] },
    needs: any(chosen('docker-compose', 'virtual-machines', 'nomad'), inCluster, uses('caddy', 'nginx', 'haproxy', 'traefik')),
    because: 'there is no machine of yours that it could stand on',
    example: { option: ['api-gateway', 'caddy'], earlier: { compute: 'docker-compose' } },
    negative: { option: ['api-gateway', 'caddy'], earlier: { compute: 'cloud-run' } },
  },
  {
    id: 'front-module-needs-a-process',
    binds: { slot: 'api-gateway', options: ['front-module'] },
    needs: not(onFunctions),
    because: 'functions start after the door, so that limits inside them come too late',
    worthSaying: true,
    example: { option: ['api-gateway', 'front-module'], earlier: { compute: 'platform' } },
    negative: { option: ['api-gateway', 'front-module'], earlier: { compute: 'aws-lambda' } },
  },
  {
    id: 'azure-ingress-needs-its-host',
    binds: { slot: 'api-gateway', options: ['container-apps-ingress'] },
    needs: chosen('azure-container-apps', 'azure-app-service', 'azure-functions'),
    because: 'no Azure host is there that would bring it',
    example: { option: ['api-gateway', 'container-apps-ingress'], earlier: { compute: 'azure-container-apps' } },
    negative: { option: ['api-gateway', 'container-apps-ingress'], earlier: { compute: 'aks' } },
  },
  {
    id: 'cluster-secrets-need-a-cluster',
    binds: { slot: 'secrets', options: ['external-secrets', 'sealed-secrets'] },
    needs: inCluster,
    because: 'there is no cluster whose secrets it could fill',
    example: { option: ['secrets', 'external-secrets'], earlier: { compute: 'amazon-eks' } },
    negative: { option: ['secrets', 'external-secrets'], earlier: { compute: 'amazon-ecs' } },
  },
  {
    id: 'cluster-backup-needs-a-cluster',
    binds: { slot: 'backup', options: ['velero'] },
    needs: inCluster,
    because: 'there is no cluster whose volumes it could copy',
    example: { option: ['backup', 'velero'], earlier: { compute: 'kubernetes' } },
    negative: { option: ['backup', 'velero'], earlier: { compute: 'virtual-machines' } },
  },
  {
    id: 'customer-backup-needs-an-installation',
    binds: { slot: 'backup', options: ['customer-export'] },
    needs: chosen('installed-application'),
    because: 'nothing is installed at the customer',
    example: { option: ['backup', 'customer-export'], earlier: { compute: 'installed-application' } },
    negative: { option: ['backup', 'customer-export'], earlier: { compute: 'docker-compose' } },
  },
  {
    id: 'installed-watched-on-the-device',
    binds: { slot: 'observability', options: ['local-diagnostics'] },
    needs: any(chosen('installed-application'), place('edge')),
    because: 'there is a server that can be watched',
    example: { option: ['observability', 'local-diagnostics'], earlier: { compute: 'installed-application' } },
    negative: { option: ['observability', 'local-diagnostics'], earlier: { compute: 'amazon-ecs' } },
  },
  {
    id: 'installer-needs-an-installation',
    binds: { slot: 'infrastructure-as-code', options: ['installer-script'] },
    needs: chosen('installed-application'),
    because: 'nothing is installed at the customer',
    example: { option: ['infrastructure-as-code', 'installer-script'], earlier: { compute: 'installed-application' } },
    negative: { option: ['infrastructure-as-code', 'installer-script'], earlier: { compute: 'platform' } },
  },
  {
    id: 'machines-set-up-need-machines',
    binds: { slot: 'infrastructure-as-code', options: ['ansible'] },
    needs: any(
      chosen('docker-compose', 'virtual-machines', 'nomad', 'kubernetes', 'installed-application'),
      uses('ansible', 'chef', 'puppet'),
    ),
    because: 'there are no machines to set up',
    example: { option: ['infrastructure-as-code', 'ansible'], earlier: { compute: 'virtual-machines' } },
    negative: { option: ['infrastructure-as-code', 'ansible'], earlier: { compute: 'aws-lambda' } },
  },
  {
    id: 'shell-needs-a-web-client',
    binds: { slot: 'mobile-client', options: ['progressive-web-app', 'capacitor'] },
    needs: filled('web-client'),
    because: 'there is no web client that could be installed',
    example: { option: ['mobile-client', 'capacitor'], earlier: { 'web-client': 'react' }, answers: { needs: ['mobile'] } },
    negative: { option: ['mobile-client', 'capacitor'], earlier: { 'web-client': 'none' }, answers: { needs: ['mobile'] } },
  },
  {
    id: 'offline-app-needs-code-on-the-device',
    binds: { slot: 'mobile-client', options: ['progressive-web-app', 'capacitor'] },
    needs: not(all(chosen('server-rendered', 'blazor', 'streamlit', 'pages'), q('needs', 'offline'))),
    because: 'pages from the server do not work without a connection',
    worthSaying: true,
    example: { option: ['mobile-client', 'capacitor'], earlier: { 'web-client': 'react' }, answers: { needs: ['mobile', 'offline'] } },
    negative: {
      option: ['mobile-client', 'capacitor'],
      earlier: { 'web-client': 'server-rendered' },
      answers: { needs: ['mobile', 'offline'] },
    },
  },
  {
    id: 'maui-is-dotnet',
    binds: { slot: 'mobile-client', options: ['dotnet-maui'] },
    needs: any(onDotnet, q('stack-preferred', 'dotnet'), uses('dotnet-maui')),
    because: 'it is C#, and nobody here was said to write it',
    example: { option: ['mobile-client', 'dotnet-maui'], earlier: { 'language-framework': 'aspnet-core' }, answers: { needs: ['mobile'] } },
    negative: {
      option: ['mobile-client', 'dotnet-maui'],
      earlier: { 'language-framework': 'go' },
      answers: { needs: ['mobile'], 'stack-preferred': ['go'] },
    },
  },
  {
    id: 'blazor-is-dotnet',
    binds: { slot: 'web-client', options: ['blazor'] },
    needs: onDotnet,
    because: 'it is C#, and the server is not',
    example: { option: ['web-client', 'blazor'], earlier: { 'language-framework': 'aspnet-core' } },
    negative: { option: ['web-client', 'blazor'], earlier: { 'language-framework': 'rails' } },
  },
  {
    id: 'streamlit-is-python',
    binds: { slot: 'web-client', options: ['streamlit'] },
    needs: any(onPython, uses('streamlit', 'gradio', 'dash')),
    because: 'it is Python, and the server is not',
    example: { option: ['web-client', 'streamlit'], earlier: { 'language-framework': 'python' } },
    negative: { option: ['web-client', 'streamlit'], earlier: { 'language-framework': 'nestjs' } },
  },
  {
    id: 'next-renders-react',
    binds: { slot: 'web-client', options: ['vue', 'angular', 'svelte', 'server-rendered'] },
    needs: any(not(chosen('nextjs')), uses('nuxt', 'sveltekit', 'astro', 'vue', 'svelte', 'angular', 'htmx')),
    because: 'Next.js renders React',
    example: { option: ['web-client', 'vue'], earlier: { 'language-framework': 'fastify' } },
    negative: { option: ['web-client', 'vue'], earlier: { 'language-framework': 'nextjs' } },
  },
  {
    id: 'trpc-is-typescript',
    binds: { slot: 'api-style', options: ['trpc'] },
    needs: onTypescript,
    because: 'both sides have to be TypeScript, and the server is not',
    example: { option: ['api-style', 'trpc'], earlier: { 'language-framework': 'nestjs' } },
    negative: { option: ['api-style', 'trpc'], earlier: { 'language-framework': 'go' } },
  },
  {
    id: 'pages-are-no-interface',
    binds: { slot: 'api-style', options: ['server-pages'] },
    needs: all(not(othersCall), not(all(q('needs', 'mobile'), not(chosen('progressive-web-app', 'capacitor'))))),
    because: 'apps, partners or devices call it, and pages are no interface',
    worthSaying: true,
    example: { option: ['api-style', 'server-pages'], answers: { users: ['employees'], needs: ['none'] } },
    negative: { option: ['api-style', 'server-pages'], answers: { users: ['partners'], needs: ['none'] } },
  },
  {
    id: 'pages-are-rendered-somewhere',
    binds: { slot: 'api-style', options: ['server-pages'] },
    needs: chosen('server-rendered', 'pages', 'blazor', 'streamlit', 'react', 'vue', 'svelte'),
    because: 'no pages come from the server',
    example: {
      option: ['api-style', 'server-pages'],
      earlier: { 'web-client': 'server-rendered' },
      answers: { users: ['employees'], needs: ['none'] },
    },
    negative: {
      option: ['api-style', 'server-pages'],
      earlier: { 'web-client': 'none' },
      answers: { users: ['employees'], needs: ['none'] },
    },
  },
  {
    id: 'jms-is-java',
    binds: { slot: 'messaging', options: ['activemq'] },
    needs: any(onJvm, uses('activemq', 'amazon-mq')),
    because: 'JMS is at home in Java, and the code is not Java',
    example: { option: ['messaging', 'activemq'], earlier: { 'language-framework': 'spring-boot' } },
    negative: { option: ['messaging', 'activemq'], earlier: { 'language-framework': 'go' } },
  },
  {
    id: 'push-needs-an-app',
    binds: { slot: 'notifications', options: ['push-services'] },
    needs: any(filled('mobile-client'), uses('firebase-cloud-messaging', 'apple-push', 'expo-push')),
    because: 'there is no app that it could reach',
    example: { option: ['notifications', 'push-services'], earlier: { 'mobile-client': 'flutter' } },
    negative: { option: ['notifications', 'push-services'], earlier: { 'mobile-client': 'none' } },
  },
  {
    id: 'card-numbers-stay-away',
    binds: { slot: 'payments', options: ['invoices'] },
    needs: not(all(q('users', 'consumers'), q('compliance', 'cards'))),
    because: 'consumers pay by card',
    worthSaying: true,
    example: { option: ['payments', 'invoices'], answers: { users: ['business-customers'] } },
    negative: { option: ['payments', 'invoices'], answers: { users: ['consumers'], disqualifiers: ['regulated'], compliance: ['cards'] } },
  },
  {
    id: 'own-models-need-processors',
    binds: { slot: 'ai-models', options: ['vllm'] },
    needs: any(not(onFunctions), atLeast('team-size', 5)),
    because: 'nothing of yours stays up that a graphics processor could be put into',
    example: { option: ['ai-models', 'vllm'], earlier: { compute: 'virtual-machines' } },
    negative: { option: ['ai-models', 'vllm'], earlier: { compute: 'aws-lambda' }, answers: { 'team-size': 2 } },
  },
  {
    id: 'mirror-needs-tables',
    binds: { slot: 'analytics', options: ['redshift-copy', 'fabric-copy'] },
    needs: any(relational, chosen('dynamodb', 'cosmos-db'), uses('amazon-redshift', 'amazon-athena', 'azure-synapse')),
    because: 'the store is not one that it copies by itself',
    example: { option: ['analytics', 'redshift-copy'], earlier: { 'primary-store': 'postgresql' } },
    negative: { option: ['analytics', 'redshift-copy'], earlier: { 'primary-store': 'sqlite' } },
  },
  {
    id: 'no-warehouse-beside-itself',
    binds: { slot: 'analytics', options: ['clickhouse-copy', 'bigquery-copy', 'redshift-copy', 'fabric-copy', 'snowflake-copy'] },
    needs: not(chosen('bigquery', 'clickhouse', 'snowflake', 'amazon-redshift', 'microsoft-fabric', 'databricks-lakehouse')),
    because: 'the data is in a warehouse already',
    example: { option: ['analytics', 'clickhouse-copy'], earlier: { 'primary-store': 'postgresql' } },
    negative: { option: ['analytics', 'clickhouse-copy'], earlier: { 'primary-store': 'clickhouse' } },
  },
];

/** Whether a rule binds an option of a slot. */
export function binds({ binds: bound }: Combination, slot: SlotId, option: OptionRule): boolean {
  if ('slot' in bound) return bound.slot === slot && bound.options.includes(option.id);
  if ('hosted' in bound) return option.hosted === true;
  if ('tag' in bound) return option.tags?.includes(bound.tag) ?? false;
  return option.vendor === bound.vendor && bound.except?.includes(slot) !== true;
}

/** The rules that bind an option, looked up once for each. */
export type RulesOf = (option: OptionRule) => readonly Combination[];

/** Looks rules up for every option of the catalogue. What is kept and no option names is bound by none. */
export function rulesOf(rules: readonly Combination[]): RulesOf {
  const found = new Map(
    slotRules.flatMap(({ slot, options }) => options.map((option) => [option, rules.filter((rule) => binds(rule, slot, option))] as const)),
  );
  return (option) => found.get(option) ?? [];
}
