import { describe, expect, it } from 'vitest';
import { springConfig } from '../../../../src/core/scan/detectors/spring-config.ts';
import { detect } from '../../../support/detect.ts';

async function references(text: string, path = 'orders/src/main/resources/application.yml', beside = {}): Promise<readonly string[]> {
  const { observations } = await detect(springConfig, path, text, beside);
  return observations
    .flatMap((one) => (one.type === 'workload' ? one.references : []))
    .map((one) =>
      `${one.scheme ?? ''} ${one.technology ?? one.host}${one.port === undefined ? '' : `:${String(one.port)}`} ${one.flow ?? ''}@${String(one.evidence.line)}`.replace(
        ' @',
        '@',
      ),
    );
}

describe('settings of Spring and its relatives', () => {
  it('takes tokens from whoever hands them out', async () => {
    const text = 'spring:\n  security:\n    oauth2:\n      resourceserver:\n        jwt:\n          issuer-uri: http://auth-server:9000\n';
    expect(await references(text)).toEqual(['http auth-server:9000 backward@6']);
  });

  it('reads the repository of a configuration server as its source', async () => {
    const text = 'spring.cloud.config.server.git.uri=https://git.acme.io/config\n';
    expect(await references(text, 'config/src/main/resources/application.properties')).toEqual(['https git.acme.io backward@1']);
  });

  it('reads bindings with the direction of their channel and the broker of the build file', async () => {
    const text =
      'spring:\n  cloud:\n    stream:\n      bindings:\n        confirm-in-0:\n          destination: orders\n        bill-out-0:\n          destination: bills\n';
    expect(await references(text)).toEqual([]);
    const beside = { 'orders/build.gradle': "implementation 'org.springframework.cloud:spring-cloud-stream-binder-kafka'" };
    expect(await references(text, undefined, beside)).toEqual(['kafka kafka backward@6', 'kafka kafka forward@8']);
  });

  it('reads channels of MicroProfile, without those of a test', async () => {
    const text =
      'mp.messaging.incoming.fights.connector=smallrye-kafka\nmp.messaging.outgoing.wins.connector=smallrye-kafka\n%test.mp.messaging.incoming.fights.connector=smallrye-rabbitmq\n';
    expect(await references(text, 'a/src/main/resources/application.properties')).toEqual([
      'kafka kafka backward@1',
      'kafka kafka forward@2',
    ]);
  });

  it('names the registry whatever host stands there', async () => {
    expect(await references('eureka:\n  client:\n    serviceUrl:\n      defaultZone: http://localhost:8761/eureka\n')).toEqual([
      'http localhost:8761@4',
      'http eureka-client@4',
    ]);
  });

  it('joins a host with the port beside it', async () => {
    const text = 'spring:\n  rabbitmq:\n    host: localhost\n    port: 5672\n';
    expect(await references(text)).toEqual(['amqp localhost:5672@3']);
  });

  it.each([
    ['allowed origins', 'spring.web.cors.allowed-origins=http://web:4200\n'],
    ['a document that only tests read', 'spring:\n  config:\n    activate:\n      on-profile: test\n  rabbitmq:\n    host: other\n'],
    ['an in-memory database', 'spring.datasource.url=jdbc:h2:mem:orders\n'],
    ['a password', 'spring.datasource.password=http://orders\n'],
  ])('sees nothing in %s', async (_, text) => {
    const path = text.startsWith('spring:') ? undefined : 'a/src/main/resources/application.properties';
    expect(await references(text, path)).toEqual([]);
  });

  it('does not read the settings of tests', () => {
    expect(springConfig.matches('a/src/test/resources/application.yml')).toBe(false);
    expect(springConfig.matches('a/src/main/resources/application-test.yml')).toBe(false);
  });
});
