import type { SlotRule } from '../slot-rule.ts';
import { all, any, atLeast, atMost, not, option, peak, q, style } from '../slot-rule.ts';

const data = any(style('pipeline'), q('transformation-chain', 'mostly'));
const screens = q('users', 'employees', 'consumers', 'citizens', 'business-customers');

/** Language and web framework of what runs on the server. */
export const languageFramework: SlotRule = {
  slot: 'language-framework',
  title: 'Language and framework',
  categories: [],
  options: [
    option({
      id: 'nestjs',
      name: 'TypeScript with NestJS',
      technologies: ['nestjs', 'nestjs-microservices'],
      languages: ['typescript'],
      base: 0.36,
      merit: 'its modules give the borders inside one release a shape that a check can hold',
      otherwise: 'more ceremony than this size of team and code needs beside {chosen}',
      fits: [
        {
          when: style('modular-monolith', 'service-based', 'microservices'),
          points: 0.06,
          because: 'its modules carry the borders of a {style}',
        },
        {
          when: atMost('team-size', 2),
          points: -0.05,
          because: 'its ceremony pays from a handful of people on, and you are {team-size}',
        },
        {
          when: data,
          points: -0.15,
          because: 'the libraries for data work are in Python',
        },
      ],
      consequences: ['Module borders follow Nest modules and are checked by lint from the first day.'],
    }),
    option({
      id: 'fastify',
      name: 'TypeScript with Fastify',
      technologies: ['fastify'],
      languages: ['typescript'],
      base: 0.35,
      merit: 'small, typed from the schema to the handler, and quick to start',
      otherwise: 'it leaves structure to you, where {chosen} brings it',
      fits: [
        {
          when: atMost('team-size', 2),
          points: 0.04,
          because: 'little to learn for {team-size}',
        },
        {
          when: style('serverless'),
          points: 0.05,
          because: 'it starts fast enough for functions',
        },
        {
          when: data,
          points: -0.15,
          because: 'the libraries for data work are in Python',
        },
      ],
    }),
    option({
      id: 'express',
      name: 'TypeScript with Express',
      technologies: ['express', 'koa', 'hono', 'hapi', 'restify'],
      products: true,
      languages: ['typescript'],
      base: 0.26,
      merit: 'everybody knows it and it does what you use it for',
      otherwise: 'no schema and no structure of its own; for new code {chosen} gives both',
      fits: [
        {
          when: data,
          points: -0.15,
          because: 'the libraries for data work are in Python',
        },
      ],
    }),
    option({
      id: 'nodejs',
      name: 'Node.js without a framework',
      technologies: ['nodejs', 'bun', 'deno', 'aws-sam'],
      languages: ['typescript'],
      base: 0.24,
      merit: 'handlers need no framework',
      otherwise: 'routing, validation and errors would be written by hand, which {chosen} brings',
      fits: [
        {
          when: style('serverless'),
          points: 0.16,
          because: 'a function is a handler, and a framework only makes it start slower',
        },
        {
          when: style('microkernel'),
          points: 0.04,
          because: 'a core with plug-ins is not a web application first',
        },
      ],
    }),
    option({
      id: 'nextjs',
      name: 'TypeScript with Next.js',
      technologies: ['nextjs', 'remix', 'nuxt', 'sveltekit', 'react-router-framework', 'tanstack-start', 'astro'],
      products: true,
      languages: ['typescript'],
      base: 0.26,
      merit: 'pages and their server in one code base',
      otherwise: 'made for pages; work that runs in the background needs a second home, which {chosen} has',
      fits: [
        {
          when: all(q('users', 'consumers'), atMost('team-size', 4)),
          points: 0.08,
          because: 'public pages and their server in one release suit {team-size}',
        },
        {
          when: q('work-trigger', 'events', 'clock', 'systems', 'mixed'),
          points: -0.12,
          because: 'much of the work is not started by a page',
        },
        {
          when: data,
          points: -0.2,
          because: 'the libraries for data work are in Python',
        },
      ],
    }),
    option({
      id: 'fastapi',
      name: 'Python with FastAPI',
      technologies: ['fastapi', 'starlette', 'litestar', 'sanic', 'aiohttp', 'falcon'],
      products: true,
      languages: ['python'],
      base: 0.37,
      merit: 'typed requests and a generated interface description with little code',
      otherwise: 'administration pages, sign-in and migrations are not included, and {chosen} fits this team better',
      fits: [
        {
          when: q('external-apis', 'several', 'many'),
          points: 0.04,
          because: 'calls to {external-apis} wait without blocking a process',
        },
        {
          when: all(q('users', 'employees'), q('domain-borders', 'one')),
          points: -0.06,
          because: 'an internal tool wants ready-made administration pages',
        },
      ],
    }),
    option({
      id: 'django',
      name: 'Python with Django',
      technologies: ['django', 'django-rest-framework', 'wagtail', 'django-channels'],
      languages: ['python'],
      base: 0.36,
      merit: 'sign-in, administration pages and migrations come with it',
      otherwise: 'it brings more than is used here, and {chosen} fits this team better',
      fits: [
        {
          when: all(q('users', 'employees'), not(data)),
          points: 0.08,
          because: 'its administration pages are half of an internal tool',
        },
        {
          when: style('serverless', 'event-driven'),
          points: -0.12,
          because: 'it is made for requests with a database behind them, not for handlers of events',
        },
        {
          when: data,
          points: -0.12,
          because: 'nobody clicks: there are no pages to administer',
        },
      ],
    }),
    option({
      id: 'flask',
      name: 'Python with Flask',
      technologies: ['flask', 'bottle', 'tornado', 'pyramid'],
      products: true,
      languages: ['python'],
      base: 0.27,
      merit: 'small and well understood',
      otherwise: 'types and an interface description have to be added, which {chosen} includes',
    }),
    option({
      id: 'python',
      name: 'Python jobs',
      technologies: ['python', 'pandas', 'airflow', 'dagster', 'prefect', 'dbt', 'luigi', 'scrapy', 'spark', 'beam', 'polars', 'dask'],
      languages: ['python'],
      base: 0.22,
      merit: 'steps are plain programs that can be run and tested alone',
      otherwise: 'there are pages and requests to serve, for which {chosen} is made',
      fits: [
        {
          when: data,
          points: 0.3,
          because: 'the work is a chain of steps over data, and its libraries are in Python',
        },
        {
          when: all(screens, not(data)),
          points: -0.1,
          because: 'people click and wait for pages',
        },
      ],
    }),
    option({
      id: 'spring-boot',
      name: 'Java with Spring Boot',
      technologies: ['spring-boot', 'spring-framework', 'spring-cloud', 'jakarta-ee', 'dropwizard', 'helidon', 'microprofile'],
      products: true,
      languages: ['java'],
      base: 0.38,
      merit: 'transactions, security and operations endpoints come with it and last for a decade',
      otherwise: 'slower to start and heavier than {chosen} at this size',
      fits: [
        {
          when: atLeast('team-size', 8),
          points: 0.05,
          because: 'its conventions hold {team-size} together',
        },
        {
          when: style('serverless'),
          points: -0.15,
          because: 'its start takes seconds, which every idle function pays',
        },
        {
          when: style('space-based'),
          points: 0.08,
          because: 'the in-memory data grids are written for it',
        },
      ],
    }),
    option({
      id: 'quarkus',
      name: 'Java with Quarkus',
      technologies: ['quarkus', 'micronaut', 'vertx', 'ktor', 'javalin'],
      products: true,
      languages: ['java'],
      base: 0.3,
      merit: 'starts in a fraction of a second and needs little memory',
      otherwise: 'a smaller community than {chosen}, and no need here for its fast start',
      fits: [
        {
          when: style('serverless', 'event-driven'),
          points: 0.12,
          because: 'fast start and little memory suit functions and small consumers',
        },
      ],
    }),
    option({
      id: 'aspnet-core',
      name: 'C# with ASP.NET Core',
      technologies: ['aspnet-core', 'dotnet', 'dotnet-worker', 'abp', 'dotnet-aspire'],
      languages: ['dotnet'],
      base: 0.38,
      merit: 'fast, complete, supported for three years a release',
      otherwise: 'a fine platform, but not the one this team runs',
      fits: [
        {
          when: any(q('hosting', 'azure'), q('legacy', 'erp')),
          points: 0.04,
          because: 'it is at home beside Microsoft systems',
        },
        {
          when: style('microkernel'),
          points: 0.05,
          because: 'assemblies load as plug-ins without a framework of your own',
        },
      ],
    }),
    option({
      id: 'go',
      name: 'Go',
      technologies: ['gin', 'echo', 'fiber', 'chi', 'gorilla', 'go-kit', 'go-micro', 'kratos', 'beego', 'go-zero', 'buffalo', 'go'],
      languages: ['go'],
      base: 0.34,
      merit: 'its standard library is enough for services, and one small file is all there is to deploy',
      otherwise: 'more code for ordinary pages and forms than {chosen}',
      fits: [
        {
          when: any(peak(2000), q('work-trigger', 'events')),
          points: 0.1,
          because: '{peak} are little work for one small process',
        },
        {
          when: style('pipeline'),
          points: -0.08,
          because: 'the libraries for data work are in Python',
        },
      ],
    }),
    option({
      id: 'laravel',
      name: 'PHP with Laravel',
      technologies: ['laravel', 'laravel-horizon', 'livewire', 'php', 'wordpress', 'codeigniter', 'cakephp', 'yii', 'drupal', 'magento'],
      languages: ['php'],
      base: 0.36,
      merit: 'queues, sign-in and mail come with it',
      otherwise: 'right for a team that knows PHP; here that is {stack-preferred}',
    }),
    option({
      id: 'symfony',
      name: 'PHP with Symfony',
      technologies: ['symfony', 'symfony-messenger'],
      languages: ['php'],
      base: 0.33,
      merit: 'components with long support and clear borders',
      otherwise: 'right for a team that knows PHP; here that is {stack-preferred}',
    }),
    option({
      id: 'rails',
      name: 'Ruby on Rails',
      technologies: ['rails', 'rails-jobs', 'sinatra', 'hanami', 'grape', 'ruby'],
      languages: ['ruby'],
      base: 0.37,
      merit: 'the shortest way from an idea to pages with a database',
      otherwise: 'right for a team that knows Ruby; here that is {stack-preferred}',
      fits: [
        {
          when: style('serverless', 'event-driven', 'pipeline'),
          points: -0.12,
          because: 'it is made for pages with a database behind them',
        },
      ],
    }),
    option({
      id: 'phoenix',
      name: 'Elixir with Phoenix',
      technologies: ['phoenix', 'phoenix-live-view', 'elixir'],
      languages: ['elixir'],
      base: 0.33,
      merit: 'holds many live connections in one process',
      otherwise: 'right for a team that knows Elixir; here that is {stack-preferred}',
      fits: [
        {
          when: q('needs', 'live-updates'),
          points: 0.12,
          because: 'screens that change by themselves are what it is made for',
        },
      ],
    }),
    option({
      id: 'axum',
      name: 'Rust with Axum',
      technologies: ['axum', 'actix', 'rocket', 'warp', 'tokio', 'rust'],
      languages: ['rust'],
      base: 0.22,
      merit: 'no pauses and little memory',
      otherwise: 'its price is slower change, and no need here asks for what it saves',
      fits: [
        {
          when: any(q('latency', 'under-50ms'), style('microkernel')),
          points: 0.12,
          because: 'no pauses for garbage collection',
        },
      ],
    }),
  ],
  flips: [
    {
      trigger: 'when the two people who know it best leave, or a library that you need exists in another language only',
    },
  ],
};
