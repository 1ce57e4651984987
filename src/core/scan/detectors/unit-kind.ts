import type { ComponentKind } from '../../model/fact.ts';

/**
 * Frameworks that serve requests: a unit that depends on one and can be started is a service. Catalogue ids; those of
 * other category (a build tool, a client library) do not make a service.
 */
export const serverFrameworks: ReadonlySet<string> = new Set([
  'express',
  'fastify',
  'koa',
  'hapi',
  'nestjs',
  'nestjs-microservices',
  'moleculer',
  'hono',
  'adonisjs',
  'feathers',
  'loopback',
  'restify',
  'strapi',
  'keystonejs',
  'payload',
  'directus',
  'elysia',
  'meteor',
  'sails',
  'nitro',
  'ghost',
  'medusa',
  'nextjs',
  'nuxt',
  'remix',
  'sveltekit',
  'astro',
  'react-router-framework',
  'tanstack-start',
  'solidstart',
  'socket-io',
  'grpc',
  'trpc',
  'apollo',
  'django',
  'django-rest-framework',
  'wagtail',
  'flask',
  'fastapi',
  'starlette',
  'tornado',
  'sanic',
  'pyramid',
  'bottle',
  'falcon',
  'litestar',
  'streamlit',
  'gradio',
  'dash',
  'uvicorn',
  'gunicorn',
  'gin',
  'echo',
  'fiber',
  'chi',
  'gorilla',
  'buffalo',
  'beego',
  'go-kit',
  'go-micro',
  'kratos',
  'go-zero',
  'fasthttp',
  'spring-boot',
  'quarkus',
  'micronaut',
  'helidon',
  'vertx',
  'dropwizard',
  'ktor',
  'play',
  'javalin',
  'spark-java',
  'jakarta-ee',
  'microprofile',
  'jersey',
  'grails',
  'vaadin',
  'aspnet-core',
  'abp',
  'rails',
  'sinatra',
  'hanami',
  'grape',
  'laravel',
  'symfony',
  'codeigniter',
  'cakephp',
  'yii',
  'slim',
  'phoenix',
  'actix',
  'axum',
  'rocket',
  'warp',
  'leptos',
  'vapor',
  'http4s',
]);

/** Libraries that draw pages in a browser; a unit with one and without a server is a web client. */
export const webClients: ReadonlySet<string> = new Set([
  'react',
  'vue',
  'angular',
  'svelte',
  'solidjs',
  'preact',
  'ember',
  'lit',
  'qwik',
  'alpinejs',
  'backbone',
  'angularjs',
]);

/** Frameworks of mobile applications. */
export const mobileClients: ReadonlySet<string> = new Set([
  'react-native',
  'expo',
  'ionic',
  'capacitor',
  'cordova',
  'nativescript',
  'flutter',
]);

/** Shells that put pages of the web into a window of their own; what serves within them serves that window. */
export const desktopShells: ReadonlySet<string> = new Set(['electron', 'tauri']);

/** Job runners: a unit that has one and no server framework works off a queue. */
export const workerFrameworks: ReadonlySet<string> = new Set([
  'celery',
  'dramatiq',
  'python-rq',
  'bullmq',
  'bull',
  'pg-boss',
  'sidekiq',
  'temporal',
  'asynq',
  'hangfire',
  'oban',
  'laravel-horizon',
  'symfony-messenger',
  'dotnet-worker',
]);

/** Orchestrators of jobs: a unit with one and without a server framework is what they run. `aiohttp` is no server here: it is a client far more often. */
export const jobFrameworks: ReadonlySet<string> = new Set(['dagster', 'prefect', 'luigi', 'meltano']);

/** What kind of component technologies make of a unit that is known to run; undefined if they say nothing. */
export function kindByTechnologies(technologies: Iterable<string>): ComponentKind | undefined {
  const ids = [...technologies];
  if (ids.some((id) => mobileClients.has(id))) return 'mobile-client';
  if (ids.some((id) => desktopShells.has(id))) return 'web-client';
  if (ids.some((id) => serverFrameworks.has(id))) return 'service';
  if (ids.some((id) => webClients.has(id))) return 'web-client';
  if (ids.some((id) => workerFrameworks.has(id))) return 'worker';
  if (ids.some((id) => jobFrameworks.has(id))) return 'job';
  return undefined;
}
