import type { ComponentKind } from '../../model/fact.ts';

/** Spring Cloud servers: what a service is when it contains one. Source: the projects' reference documentation. */
export interface SpringRole {
  readonly kind: ComponentKind;
  /** Artifacts that are that server. */
  readonly artifact: RegExp;
  /** Annotations that switch it on, and classes with which that is written out. */
  readonly annotation: RegExp;
}

/** In order of strength: a monitoring dashboard that also registers itself is monitoring. */
export const springRoles: readonly SpringRole[] = [
  { kind: 'configuration', artifact: /^spring-cloud-config-(server|monitor)$/, annotation: /@EnableConfigServer\b/ },
  { kind: 'registry', artifact: /^spring-cloud-starter-(netflix-)?eureka-server$/, annotation: /@EnableEurekaServer\b/ },
  {
    kind: 'gateway',
    artifact: /^spring-cloud-(starter-gateway(-server.*|-mvc)?|starter-(netflix-)?zuul|gateway-.*)$/,
    annotation: /@EnableZuul(Proxy|Server)\b/,
  },
  {
    kind: 'monitoring',
    artifact:
      /^(spring-cloud-(starter-)?(netflix-)?(hystrix-dashboard|turbine(-stream|-amqp)?)|spring-boot-admin-(starter-)?server|zipkin-server|zipkin-autoconfigure-ui)$/,
    annotation: /@Enable(HystrixDashboard|Turbine(Stream|Amqp)?|AdminServer|ZipkinServer|ZipkinStreamServer)\b/,
  },
  {
    kind: 'identity',
    artifact: /^(spring-security-oauth2-authorization-server|spring-boot-starter-oauth2-authorization-server)$/,
    annotation: /@EnableAuthorizationServer\b|\bOAuth2AuthorizationServerConfigur(er|ation)\b/,
  },
];

/** The kind that one of the artifacts makes; undefined if none does. */
export function roleOfArtifacts(artifacts: readonly string[]): ComponentKind | undefined {
  return springRoles.find((role) => artifacts.some((artifact) => role.artifact.test(artifact)))?.kind;
}
