import { describe, expect, it } from 'vitest';
import type { ConnectionFact } from '../../../../src/core/model/fact.ts';
import { scan } from '../../../../src/core/scan/index.ts';
import { workspace } from '../../../support/workspace.ts';

const connections = async (files: Parameters<typeof workspace>[0]): Promise<readonly string[]> =>
  (await scan(workspace(files))).facts
    .filter((fact): fact is ConnectionFact => fact.kind === 'connection')
    .map((fact) => `${fact.from.slice(10)} -> ${fact.to.slice(10)}`);

const pom = (name: string, ...starters: readonly string[]): string =>
  `<project>\n<artifactId>${name}</artifactId>\n<dependencies>\n${['spring-boot-starter-web', ...starters]
    .map((starter) => `<dependency><groupId>org.springframework.cloud</groupId><artifactId>${starter}</artifactId></dependency>\n`)
    .join(
      '',
    )}</dependencies>\n<build><plugins><plugin><artifactId>spring-boot-maven-plugin</artifactId></plugin></plugins></build>\n</project>\n`;

const system = (folder: string): Parameters<typeof workspace>[0] => ({
  [`${folder}/registry/pom.xml`]: pom('registry', 'spring-cloud-starter-netflix-eureka-server'),
  [`${folder}/registry/src/main/java/acme/RegistryApplication.java`]:
    '@SpringBootApplication\n@EnableEurekaServer\npublic class RegistryApplication {}\n',
  [`${folder}/orders/pom.xml`]: pom('orders'),
  [`${folder}/gateway/pom.xml`]: pom('gateway', 'spring-cloud-starter-gateway', 'spring-cloud-starter-netflix-eureka-client'),
  [`${folder}/gateway/src/main/resources/application.properties`]:
    'spring.application.name=gateway\nspring.cloud.gateway.routes[0].uri=lb://ORDERS\n',
});

describe('two systems of one workspace that use the same names', () => {
  it('are connected each within itself', async () => {
    expect(await connections({ ...system('v1'), ...system('v2') })).toEqual([
      'gateway -> orders',
      'gateway -> registry',
      'v2-gateway -> v2-orders',
      'v2-gateway -> v2-registry',
    ]);
  });

  it('leave unsaid whom a caller outside of both means by a registry', async () => {
    const outside = {
      'audit/pom.xml': pom('audit', 'spring-cloud-starter-netflix-eureka-client'),
    };
    expect((await connections({ ...system('v1'), ...system('v2'), ...outside })).filter((one) => one.startsWith('audit'))).toEqual([]);
  });
});
