import { describe, expect, it } from 'vitest';
import { hostsIn, withShellDefaults, withSpringDefaults } from '../../../../src/core/scan/detectors/host-reference.ts';

describe('hosts in configuration values', () => {
  const found: readonly (readonly [key: string, value: string, host: string, port: number | undefined, scheme: string | undefined])[] = [
    ['DATABASE_URL', 'postgres://app:s3cr3t@db:5432/shop', 'db', 5432, 'postgresql'],
    ['SQLALCHEMY_URI', 'postgresql+psycopg2://app@db/shop', 'db', undefined, 'postgresql'],
    ['spring.datasource.url', 'jdbc:mysql://mysql:3306/orders?useSSL=false', 'mysql', 3306, 'mysql'],
    ['url', 'jdbc:oracle:thin:@ora:1521:XE', 'ora', 1521, 'oracle'],
    ['MONGO', 'mongodb+srv://user:pw@cluster0.abc.mongodb.net/app', 'cluster0.abc.mongodb.net', undefined, 'mongodb'],
    ['AMQP_URL', 'amqp://guest:guest@rabbitmq:5672/%2f', 'rabbitmq', 5672, 'amqp'],
    ['DSN', 'root:pw@tcp(mysql:3306)/shop?parseTime=true', 'mysql', 3306, 'mysql'],
    ['CATALOGUE_ADDR', 'catalogue:9000', 'catalogue', 9000, undefined],
    ['REDIS_HOST', 'cache', 'cache', undefined, 'redis'],
    ['spring.rabbitmq.host', 'rabbit', 'rabbit', undefined, 'amqp'],
    ['ConnectionStrings__Shop', 'Server=sql,1433;Database=shop;User Id=sa;Password=x', 'sql', 1433, undefined],
    ['API_URL', 'http://api.prod.svc.cluster.local:8080/v1', 'api', 8080, 'http'],
  ];
  for (const [key, value, host, port, scheme] of found) {
    it(`${key} names ${host}`, () => {
      const [only, ...rest] = hostsIn(value, key);
      expect(rest).toEqual([]);
      expect([only?.host, only?.port, only?.scheme]).toEqual([host, port, scheme]);
    });
  }

  it('reads every broker of a list', () => {
    expect(hostsIn('kafka-1:9092, kafka-2:9092', 'KAFKA_BROKERS').map(({ host }) => host)).toEqual(['kafka-1', 'kafka-2']);
  });

  const nothing: readonly (readonly [key: string, value: string])[] = [
    ['HOST', '0.0.0.0'],
    ['REDIS_URL', 'redis://localhost:6379'],
    ['DB_PASSWORD', 'hunter2.example:8080'],
    ['API_URL', 'https://example.com/api'],
    ['START', '12:30'],
    ['NAME', 'orders'],
    ['DB_HOST', '${DB_HOST}'],
    ['CORS_ORIGIN', 'https://shop.acme.io'],
    ['LOG_FORMAT', 'json'],
    ['MAIL_FROM', 'Shop <hello@acme.io>'],
  ];
  for (const [key, value] of nothing) {
    it(`${key}=${value} names no other host`, () => {
      expect(hostsIn(value, key)).toEqual([]);
    });
  }

  it('reads defaults of variables, also nested ones', () => {
    expect(withShellDefaults('${A:-${B:-db}}:${P-5432}')).toBe('db:5432');
    expect(withShellDefaults('${A}')).toBe('${A}');
    expect(withSpringDefaults('jdbc:mysql://${DB_HOST:mysql}:3306')).toBe('jdbc:mysql://mysql:3306');
  });
});
