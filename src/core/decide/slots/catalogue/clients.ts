import type { SlotRule } from '../slot-rule.ts';
import { all, any, atLeast, atMost, chosen, not, option, q, services, style, uses } from '../slot-rule.ts';

const people = q('users', 'consumers', 'business-customers', 'employees', 'citizens');
const rich = any(q('needs', 'live-updates', 'offline', 'real-time-reporting'), q('latency', 'under-50ms'));

/** Technologies that show that there is a client already. */
const clients =
  'htmx thymeleaf livewire stimulus alpinejs inertia streamlit gradio dash react vue angular svelte blazor nextjs remix nuxt'.split(' ');

/** What people see in a browser. */
export const webClient: SlotRule = {
  slot: 'web-client',
  title: 'Web client',
  categories: [],
  neededWhen: [{ when: all(people, any(uses('pages', ...clients), not(services(1)))), because: 'people use it in a browser' }],
  notNeeded: [
    {
      when: all(people, services(1)),
      because: 'the code that runs here shows no client of its own, so what people see today stays as it is',
    },
    {
      when: q('users', 'devices', 'partners'),
      because: 'its users are machines and other systems, which call an interface and see no page',
    },
    { because: 'nobody was named who would look at a page' },
  ],
  options: [
    option({
      id: 'server-rendered',
      name: 'Server-rendered pages with htmx',
      technologies: ['htmx', 'thymeleaf', 'livewire', 'stimulus', 'alpinejs', 'inertia'],
      base: 0.42,
      merit: 'no second application to build, and pages appear at once',
      otherwise: 'screens with much state in the browser outgrow it, and {chosen} does not',
      fits: [
        {
          when: all(atMost('team-size', 3), not(rich)),
          points: 0.16,
          because: 'a second application beside the server is one too many for {team-size}',
        },
        {
          when: all(q('users', 'employees', 'citizens'), not(rich)),
          points: 0.06,
          because: 'forms and lists need no application in the browser',
        },
        { when: rich, points: -0.22, because: 'screens that change by themselves or work offline live in the browser' },
        { when: q('needs', 'mobile'), points: -0.06, because: 'the mobile app needs an interface anyway, which pages do not use' },
        { when: chosen('django', 'rails', 'laravel', 'symfony', 'flask'), points: 0.1, because: 'the framework renders pages already' },
        {
          when: style('microservices', 'serverless', 'event-driven'),
          points: -0.1,
          because: 'with a {style} no single server holds what a page shows',
        },
      ],
    }),
    option({
      id: 'react',
      name: 'React',
      base: 0.45,
      merit: 'the largest choice of components and of people who know it',
      otherwise: 'as good a choice, with no advantage here over {chosen}',
      fits: [
        { when: q('stack-preferred', 'typescript'), points: 0.06, because: 'the team writes TypeScript already' },
        { when: rich, points: 0.06, because: 'screens with much state are what it is good at' },
        {
          when: all(atMost('team-size', 2), not(q('stack-preferred', 'typescript'))),
          points: -0.15,
          because: 'a second language and build for {team-size}',
        },
        { when: chosen('nextjs'), points: 0.1, because: 'Next.js renders it' },
        { when: q('needs', 'mobile'), points: 0.04, because: 'React Native shares knowledge and types with the mobile app' },
      ],
      consequences: ['The interface to the server is generated from its description, so that both sides cannot disagree.'],
    }),
    option({
      id: 'vue',
      name: 'Vue',
      base: 0.42,
      merit: 'quick to learn for people who know pages',
      otherwise: 'as good a choice, with fewer ready-made components than {chosen}',
      fits: [
        { when: q('stack-preferred', 'php'), points: 0.08, because: 'it is the usual companion of Laravel' },
        {
          when: all(atMost('team-size', 2), not(q('stack-preferred', 'typescript'))),
          points: -0.12,
          because: 'a second language and build for {team-size}',
        },
      ],
    }),
    option({
      id: 'angular',
      name: 'Angular',
      base: 0.36,
      merit: 'one way to do things that many people follow for years',
      otherwise: 'its conventions pay for many people over years; {chosen} is lighter',
      fits: [
        { when: atLeast('team-size', 15), points: 0.08, because: 'its conventions hold {team-size} together' },
        { when: q('stack-preferred', 'java', 'dotnet'), points: 0.08, because: 'its structure is familiar to people who write Java or C#' },
        { when: atMost('team-size', 3), points: -0.15, because: 'much to learn for {team-size}' },
      ],
    }),
    option({
      id: 'svelte',
      name: 'Svelte',
      base: 0.37,
      merit: 'little code and small downloads',
      otherwise: 'fewer people know it than {chosen}',
      fits: [{ when: atMost('team-size', 3), points: 0.03, because: 'little code for {team-size}' }],
    }),
    option({
      id: 'blazor',
      name: 'Blazor',
      base: 0.3,
      merit: 'pages in the language of the server',
      otherwise: 'fewer components and people than for {chosen}',
      fits: [
        { when: all(q('stack-preferred', 'dotnet'), not(rich)), points: 0.2, because: 'one language for server and pages' },
        { when: not(q('stack-preferred', 'dotnet')), points: -0.25, because: 'nobody here was said to write C#' },
      ],
    }),
    option({
      id: 'streamlit',
      name: 'Streamlit',
      technologies: ['streamlit', 'gradio', 'dash'],
      base: 0.15,
      languages: ['python'],
      merit: 'figures on a page without writing a page',
      otherwise: 'made for figures that few people look at, not for work that many do',
      fits: [
        {
          when: all(style('pipeline'), q('users', 'employees')),
          points: 0.36,
          because: 'colleagues look at figures, and the data people write Python',
        },
      ],
    }),
  ],
  flips: [
    {
      chosen: ['server-rendered', 'pages'],
      trigger: 'when the third screen needs state that outlives a page (drag and drop, offline, several people on one record)',
    },
    { chosen: ['none'], trigger: 'when the first person asks to see it in a browser instead of asking a developer' },
    { when: q('users', 'citizens'), trigger: 'when a release fails its check for screen readers and keyboards twice' },
    { when: q('needs', 'offline'), trigger: 'when work done without a connection is lost once' },
    { when: q('needs', 'live-updates'), trigger: 'when a change takes longer than a second to reach the screens that are open' },
    { when: atLeast('teams', 2), trigger: 'when two teams wait for one release of its screens more than once a month' },
    {
      when: atMost('team-size', 3),
      trigger: 'when its next major version takes {team-size} longer than a week, or nobody of them likes to touch it',
    },
    { trigger: 'when its next major version breaks more than a tenth of the screens, or hiring for it takes more than three months' },
  ],
};

/** What people carry with them. */
export const mobileClient: SlotRule = {
  slot: 'mobile-client',
  title: 'Mobile client',
  categories: [],
  neededWhen: [{ when: q('needs', 'mobile'), because: 'mobile apps are among what users really need' }],
  notNeeded: [
    { when: q('needs', 'offline'), because: 'nobody asked for an app from a store; working offline is done by the browser' },
    { because: 'mobile apps are not among what users really need; pages that fit a phone are enough' },
  ],
  options: [
    option({
      id: 'progressive-web-app',
      name: 'The web client, installable (PWA)',
      technologies: [],
      base: 0.42,
      merit: 'no store, no second code base, updated with the web client',
      otherwise: 'push messages, Bluetooth and stores work better with {chosen}',
      fits: [
        {
          when: any(atMost('team-size', 4), atMost('deadline', 8)),
          points: 0.14,
          because: 'a second code base is one too many for {team-size}',
        },
        { when: q('users', 'employees'), points: 0.06, because: 'colleagues need no store to find it' },
        { when: all(q('users', 'consumers'), atLeast('team-size', 6)), points: -0.14, because: 'consumers look for it in a store' },
        { when: chosen('server-rendered'), points: -0.06, because: 'server-rendered pages do not work offline' },
      ],
    }),
    option({
      id: 'react-native',
      name: 'React Native with Expo',
      technologies: ['react-native', 'expo'],
      base: 0.42,
      days: 0.5,
      merit: 'one code base for both stores',
      otherwise: 'it is at home with React, which {chosen} does not need',
      fits: [
        { when: chosen('react', 'nextjs'), points: 0.12, because: 'the web client is React too' },
        { when: q('stack-preferred', 'typescript'), points: 0.06, because: 'the team writes TypeScript already' },
      ],
    }),
    option({
      id: 'flutter',
      name: 'Flutter',
      base: 0.4,
      days: 0.5,
      merit: 'one code base that looks the same everywhere',
      otherwise: 'Dart is a language more, which {chosen} does not need',
      fits: [{ when: q('stack-preferred', 'typescript'), points: -0.06, because: 'Dart is a language more beside TypeScript' }],
    }),
    option({
      id: 'native',
      name: 'Native apps (Swift and Kotlin)',
      technologies: ['android', 'jetpack-compose', 'swift', 'cocoapods'],
      base: 0.28,
      days: 1,
      merit: 'everything the device can do, on the day it can',
      otherwise: 'two code bases and two sets of people, where {chosen} needs one',
      fits: [
        {
          when: all(q('users', 'consumers'), atLeast('team-size', 50)),
          points: 0.2,
          because: 'the app is what consumers see, and {team-size} have people for each of the two',
        },
        { when: atLeast('team-size', 20), points: 0.14, because: '{team-size} can carry two apps' },
        { when: atMost('team-size', 8), points: -0.2, because: 'two apps beside a server are too many for {team-size}' },
      ],
    }),
    option({
      id: 'kotlin-multiplatform',
      name: 'Kotlin Multiplatform',
      base: 0.3,
      days: 0.7,
      fits: [
        { when: q('stack-preferred', 'java'), points: 0.08, because: 'the team writes Java or Kotlin already' },
        { when: not(q('stack-preferred', 'java')), points: -0.12, because: 'nobody here was said to write Kotlin' },
      ],
      merit: 'logic is shared and screens stay native',
      otherwise: 'two sets of screens, where {chosen} needs one',
    }),
    option({
      id: 'dotnet-maui',
      name: '.NET MAUI',
      base: 0.3,
      days: 0.5,
      fits: [
        { when: q('stack-preferred', 'dotnet'), points: 0.12, because: 'the team writes C# already' },
        { when: not(q('stack-preferred', 'dotnet')), points: -0.2, because: 'nobody here was said to write C#' },
      ],
      merit: 'apps in the language of the server',
      otherwise: 'a smaller community than that of {chosen}',
    }),
    option({
      id: 'capacitor',
      name: 'Capacitor around the web client',
      technologies: ['capacitor', 'ionic', 'cordova'],
      base: 0.36,
      days: 0.4,
      merit: 'the web client in a shell that the stores accept',
      otherwise: 'the shell has to be kept alive beside the pages, which {chosen} spares you',
      fits: [
        {
          when: all(q('users', 'consumers'), atMost('team-size', 5)),
          points: 0.08,
          because: 'it brings the pages into the stores without a second code base',
        },
      ],
    }),
  ],
  flips: [
    { chosen: ['none'], trigger: 'when more than a third of the visits come from phones and people ask for messages on the lock screen' },
    { chosen: ['progressive-web-app'], trigger: 'when people need background location, Bluetooth or a store entry' },
    { trigger: 'when store reviews or build upkeep take more than two days a month' },
  ],
};

/** How others talk to it. */
export const apiStyle: SlotRule = {
  slot: 'api-style',
  title: 'API style',
  categories: [],
  options: [
    option({
      id: 'openapi',
      name: 'REST with an OpenAPI description',
      technologies: ['openapi', 'json-api', 'odata', 'postgrest'],
      base: 0.5,
      merit: 'every client and every partner can call it, and it is tested against its description',
      otherwise: 'plain HTTP with a description serves everybody, but here {chosen} comes first',
      fits: [
        {
          when: any(q('needs', 'public-api'), q('users', 'partners')),
          points: 0.15,
          because: 'others call it, and they expect plain HTTP with a description',
        },
        { when: q('needs', 'mobile'), points: 0.05, because: 'apps of last year still call it, so the interface is versioned' },
      ],
      consequences: ['Every answer of {parts} is described before it is written; a breaking change fails the build.'],
    }),
    option({
      id: 'server-pages',
      name: 'Pages and forms, no separate interface',
      technologies: [],
      base: 0.3,
      merit: 'with pages from the server there is nobody else to call',
      otherwise: 'somebody besides the pages calls it, which only {chosen} allows',
      fits: [
        {
          when: all(chosen('server-rendered'), not(any(q('needs', 'public-api', 'mobile'), q('users', 'partners', 'devices')))),
          points: 0.3,
          because: 'the pages come from the server and nobody else calls it',
        },
        {
          when: any(q('needs', 'public-api', 'mobile'), q('users', 'partners', 'devices')),
          points: -0.3,
          because: 'apps, partners or devices call it',
        },
        { when: not(chosen('server-rendered')), points: -0.2, because: 'the client in the browser needs an interface' },
      ],
    }),
    option({
      id: 'graphql',
      name: 'GraphQL',
      technologies: ['graphql', 'apollo', 'apollo-router', 'hasura', 'aws-appsync'],
      base: 0.28,
      merit: 'each client asks for exactly what it shows',
      otherwise: 'caching, limits and access rules for each field have to be built, which {chosen} does not ask for',
      fits: [
        {
          when: all(q('needs', 'mobile'), atLeast('teams', 4), not(q('needs', 'public-api'))),
          points: 0.18,
          because: '{teams} feed the same screens, and each client asks for what it shows',
        },
        {
          when: all(q('needs', 'mobile'), atLeast('team-size', 16)),
          points: 0.14,
          because: 'several clients with different screens share one interface',
        },
        {
          when: atMost('team-size', 6),
          points: -0.12,
          because: 'it pays when several client teams ask for different things, and you are {team-size}',
        },
      ],
    }),
    option({
      id: 'grpc',
      name: 'gRPC inside, REST outside',
      technologies: ['grpc', 'protobuf', 'connect-rpc', 'thrift', 'grpc-gateway', 'dubbo'],
      base: 0.26,
      merit: 'typed and fast between services',
      otherwise: 'worth it once your own services call each other more often than others call them; until then {chosen} serves both',
      fits: [
        {
          when: all(style('microservices'), atLeast('teams', 4), not(q('needs', 'public-api'))),
          points: 0.1,
          because: '{teams} call each other more often than others call them',
        },
        {
          when: all(style('microservices'), q('skills', 'distributed-tracing')),
          points: 0.22,
          because: 'typed contracts between separately released services catch breaks before they are released',
        },
        { when: style('layered', 'modular-monolith', 'microkernel'), points: -0.15, because: 'a {style} calls functions, not services' },
      ],
    }),
    option({
      id: 'asyncapi',
      name: 'Events described with AsyncAPI, REST for questions',
      technologies: ['asyncapi', 'mqtt', 'schema-registry'],
      base: 0.26,
      merit: 'events are the interface, so they are described like one',
      otherwise: 'callers ask and wait for an answer; events are not the interface here, {chosen} is',
      fits: [
        { when: style('event-driven'), points: 0.34, because: 'events are the interface of an event-driven core' },
        { when: q('users', 'devices'), points: 0.06, because: 'devices publish and do not wait' },
      ],
      consequences: ['Every event has a version and an owner; a field is added, never changed.'],
    }),
    option({
      id: 'trpc',
      name: 'tRPC',
      base: 0.2,
      languages: ['typescript'],
      merit: 'types reach from the server to the page without a description',
      otherwise: 'only TypeScript clients of yours can call it; {chosen} is open to others',
      fits: [
        {
          when: any(q('needs', 'public-api', 'mobile'), q('users', 'partners', 'devices')),
          points: -0.25,
          because: 'others than the own web client call it',
        },
        { when: chosen('server-rendered'), points: -0.2, because: 'pages from the server need no calls' },
      ],
    }),
    option({
      id: 'plug-in-interface',
      name: 'A versioned plug-in interface',
      technologies: [],
      base: 0.1,
      merit: 'what others build against is the product',
      otherwise: 'nobody outside writes code that runs inside, so {chosen} is enough',
      fits: [
        {
          when: all(style('microkernel'), q('variants', 'plug-ins')),
          points: 0.6,
          because: 'third parties write code that runs inside, against a contract that lasts',
        },
      ],
      consequences: ['The interface has its own version number and its own tests; a version is supported for a stated time.'],
    }),
    option({
      id: 'file-exchange',
      name: 'Files with a described layout',
      technologies: [],
      base: 0.12,
      merit: 'a step reads a file and writes a file',
      otherwise: 'callers wait for an answer, which files cannot give',
      fits: [
        {
          when: all(style('pipeline'), q('work-trigger', 'clock')),
          points: 0.45,
          because: 'steps hand over files, and nobody waits for an answer',
        },
      ],
      consequences: ['Each file layout has a schema that the step checks before it starts.'],
    }),
  ],
  flips: [
    { chosen: ['server-pages'], trigger: 'when the first partner or app asks for data' },
    { chosen: ['openapi'], when: services(3), trigger: 'when {parts} call each other more often than anybody calls them from outside' },
    {
      chosen: ['openapi'],
      when: any(q('users', 'partners'), q('needs', 'public-api')),
      trigger: 'when the third partner asks to be told of changes instead of asking for them',
    },
    { chosen: ['openapi'], when: q('needs', 'mobile'), trigger: 'when the app waits for a field of the interface twice in a month' },
    {
      chosen: ['openapi'],
      trigger: 'when three client teams wait for fields every month, or calls between your own services outnumber calls from outside',
    },
    { trigger: 'when more than half of the callers cannot use it as it is' },
  ],
};
