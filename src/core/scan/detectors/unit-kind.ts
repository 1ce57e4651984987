import type { ComponentKind } from '../../model/fact.ts';

/**
 * Frameworks that serve requests: a unit that depends on one and can be started is a service. Catalogue ids; those of
 * other category (a build tool, a client library) do not make a service.
 */
export const serverFrameworks: ReadonlySet<string> = new Set([
  'express', 'fastify', 'koa', 'hapi', 'nestjs', 'hono', 'adonisjs', 'feathers', 'loopback', 'restify', 'strapi', 'keystone', 'payload', 'directus', 'elysia', 'meteor', 'sails',
  'nextjs', 'nuxt', 'remix', 'sveltekit', 'astro', 'react-router-framework', 'tanstack-start', 'solidstart', 'qwik-city',
  'socket-io', 'apollo-server', 'graphql-yoga', 'grpc', 'trpc', 'redwoodjs', 'blitz',
  'django', 'flask', 'fastapi', 'starlette', 'tornado', 'aiohttp', 'sanic', 'pyramid', 'bottle', 'falcon', 'litestar', 'quart', 'streamlit', 'gradio', 'dash', 'odoo', 'uvicorn', 'gunicorn',
  'gin', 'echo', 'fiber', 'chi', 'gorilla-mux', 'buffalo', 'beego', 'go-kit',
  'spring-boot', 'spring-mvc', 'quarkus', 'micronaut', 'helidon', 'vertx', 'dropwizard', 'ktor', 'play', 'javalin', 'spark-java', 'jakarta-ee',
  'aspnet-core', 'rails', 'sinatra', 'laravel', 'symfony', 'phoenix', 'actix-web', 'axum', 'rocket', 'warp',
]);

/** Libraries that draw pages in a browser; a unit with one and without a server is a web client. */
export const webClients: ReadonlySet<string> = new Set(['react', 'vue', 'angular', 'svelte', 'solidjs', 'preact', 'ember', 'lit', 'qwik', 'alpinejs', 'backbone', 'angularjs']);

/** Frameworks of mobile applications. */
export const mobileClients: ReadonlySet<string> = new Set(['react-native', 'expo', 'ionic', 'capacitor', 'cordova', 'nativescript', 'flutter']);

/** Job runners: a unit that has one and no server framework works off a queue. */
export const workerFrameworks: ReadonlySet<string> = new Set(['celery', 'dramatiq', 'rq', 'arq', 'huey', 'bullmq', 'bull', 'sidekiq', 'resque', 'temporal', 'faktory', 'agenda', 'bee-queue', 'graphile-worker']);

/** What kind of component technologies make of a unit that is known to run; undefined if they say nothing. */
export function kindByTechnologies(technologies: Iterable<string>): ComponentKind | undefined {
  const ids = [...technologies];
  if (ids.some((id) => mobileClients.has(id))) return 'mobile-client';
  if (ids.some((id) => serverFrameworks.has(id))) return 'service';
  if (ids.some((id) => webClients.has(id))) return 'web-client';
  if (ids.some((id) => workerFrameworks.has(id))) return 'worker';
  return undefined;
}
