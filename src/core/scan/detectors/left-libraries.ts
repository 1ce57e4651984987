import type { Ecosystem } from '../catalogue/index.ts';

/** A library that its makers have left, or a kit for a service that no longer exists. */
export interface LeftLibrary {
  readonly ecosystem: Ecosystem;
  /** Package name in lower case; a trailing `*` matches a prefix. Maven: `group:artifact`. */
  readonly name: string;
  /** Year, or year and month, of the announcement or of the end of support, by its own repository or vendor. */
  readonly since: string;
  /** What its makers, or else most of its users, have moved to. */
  readonly instead: string;
}

function left(ecosystem: Ecosystem, since: string, instead: string, ...names: readonly string[]): readonly LeftLibrary[] {
  return names.map((name) => ({ ecosystem, name, since, instead }));
}

/**
 * Only what is certain: an archived repository, a notice of its makers or an end of support with a date. Libraries that are
 * merely old, or kept alive for fixes, are not here. Recorded on 2026-11-22, from memory and not fetched.
 */
export const leftLibraries: readonly LeftLibrary[] = [
  ...left('npm', '2020-02', 'fetch of Node.js', 'request', 'request-promise', 'request-promise-native'),
  ...left('npm', '2023-07', 'isolated-vm', 'vm2'),
  ...left('npm', '2022-09', 'csrf-csrf', 'csurf'),
  ...left('npm', '2025-09', 'AWS SDK for JavaScript v3', 'aws-sdk'),
  ...left('npm', '2022-01', 'Angular', 'angular'),
  ...left('npm', '2025-02', 'Vite', 'react-scripts'),
  ...left('npm', '2024-07', 'Dart Sass', 'node-sass'),
  ...left('npm', '2023-06', '@azure/msal-node', 'adal-node'),
  ...left(
    'npm',
    '2024-10',
    '@apollo/server',
    'apollo-server',
    'apollo-server-express',
    'apollo-server-lambda',
    'apollo-server-koa',
    'apollo-server-fastify',
  ),
  ...left('npm', '2025-09', 'the MongoDB driver behind an own API', 'realm-web', 'mongodb-stitch-browser-sdk', 'mongodb-stitch-server-sdk'),
  ...left('npm', '2022-01', 'OpenTelemetry', 'opentracing', 'jaeger-client'),
  ...left('npm', '2023-07', 'OpenTelemetry', '@opencensus/*'),
  ...left('npm', '2023-10', 'Web Crypto', 'crypto-js'),
  ...left('npm', '2021', '@xmldom/xmldom', 'xmldom'),
  ...left('pypi', '2014', 'pycryptodome', 'pycrypto'),
  ...left('pypi', '2021', 'boto3', 'boto'),
  ...left('pypi', '2023-06', 'MSAL', 'adal'),
  ...left('pypi', '2022-01', 'OpenTelemetry', 'opentracing', 'jaeger-client'),
  ...left('pypi', '2023-07', 'OpenTelemetry', 'opencensus'),
  ...left('pypi', '2022', 'redis-py', 'aioredis'),
  ...left('pypi', '2019', 'drf-spectacular', 'django-rest-swagger'),
  ...left('pypi', '2022-12', 'pypdf', 'pypdf2'),
  ...left('pypi', '2018', 'sentry-sdk', 'raven'),
  ...left('pypi', '2014', 'mysqlclient', 'mysql-python'),
  ...left('pypi', '2023-08', 'another MQTT broker', 'google-cloud-iot'),
  ...left('go', '2021', 'golang-jwt/jwt', 'github.com/dgrijalva/jwt-go'),
  ...left('go', '2018', 'google/uuid', 'github.com/satori/go.uuid'),
  ...left('go', '2018', 'the official MongoDB driver', 'gopkg.in/mgo.v2', 'github.com/globalsign/mgo'),
  ...left('go', '2021', 'rabbitmq/amqp091-go', 'github.com/streadway/amqp'),
  ...left('go', '2022-01', 'OpenTelemetry', 'github.com/opentracing/opentracing-go', 'github.com/uber/jaeger-client-go'),
  ...left('go', '2023-07', 'OpenTelemetry', 'go.opencensus.io'),
  ...left('go', '2025-07', 'AWS SDK for Go v2', 'github.com/aws/aws-sdk-go'),
  ...left('go', '2018', 'bbolt', 'github.com/boltdb/bolt'),
  ...left('maven', '2015-08', 'Log4j 2 or Logback', 'log4j:log4j'),
  ...left(
    'maven',
    '2018-11',
    'Resilience4j',
    'com.netflix.hystrix:*',
    'org.springframework.cloud:spring-cloud-starter-netflix-hystrix*',
    'org.springframework.cloud:spring-cloud-starter-hystrix*',
  ),
  ...left(
    'maven',
    '2020-12',
    'Spring Cloud Gateway',
    'org.springframework.cloud:spring-cloud-starter-netflix-zuul',
    'org.springframework.cloud:spring-cloud-starter-zuul',
  ),
  ...left(
    'maven',
    '2020-12',
    'Spring Cloud LoadBalancer',
    'org.springframework.cloud:spring-cloud-starter-netflix-ribbon',
    'org.springframework.cloud:spring-cloud-starter-ribbon',
  ),
  ...left(
    'maven',
    '2022-12',
    'Micrometer Tracing',
    'org.springframework.cloud:spring-cloud-starter-sleuth',
    'org.springframework.cloud:spring-cloud-sleuth-zipkin',
    'org.springframework.cloud:spring-cloud-starter-zipkin',
  ),
  ...left(
    'maven',
    '2022-06',
    'Spring Security',
    'org.springframework.security.oauth:*',
    'org.springframework.cloud:spring-cloud-starter-oauth2',
  ),
  ...left('maven', '2025-12', 'AWS SDK for Java 2', 'com.amazonaws:aws-java-sdk*'),
  ...left('maven', '2011', 'Apache HttpClient 5', 'commons-httpclient:commons-httpclient'),
  ...left('maven', '2020-07', 'springdoc-openapi', 'io.springfox:*'),
  ...left('maven', '2022-01', 'OpenTelemetry', 'io.jaegertracing:*', 'io.opentracing:*'),
  ...left('maven', '2023-06', 'MSAL for Java', 'com.microsoft.azure:adal4j'),
  ...left('maven', '2013', 'Jackson 2', 'org.codehaus.jackson:*'),
  ...left('nuget', '2022-12', 'Duende IdentityServer or OpenIddict', 'identityserver4', 'identityserver4.*'),
  ...left('nuget', '2026-09', 'Azure.Messaging.ServiceBus', 'microsoft.azure.servicebus'),
  ...left('nuget', '2023-06', 'Microsoft.Identity.Client', 'microsoft.identitymodel.clients.activedirectory'),
  ...left('nuget', '2024-08', 'Microsoft.Data.SqlClient', 'system.data.sqlclient'),
  ...left('rubygems', '2018-05', 'Active Storage', 'paperclip'),
  ...left('rubygems', '2022-01', 'jsbundling-rails or Vite', 'webpacker'),
  ...left('packagist', '2021-11', 'symfony/mailer', 'swiftmailer/swiftmailer'),
];

/** The entry of a package, or undefined. */
export function leftLibrary(ecosystem: Ecosystem, name: string): LeftLibrary | undefined {
  const plain = ecosystem === 'pypi' ? name.toLowerCase().replaceAll(/[._]/g, '-') : name.toLowerCase();
  return leftLibraries.find(
    (one) => one.ecosystem === ecosystem && (one.name.endsWith('*') ? plain.startsWith(one.name.slice(0, -1)) : plain === one.name),
  );
}
