import { describe, expect, it } from 'vitest';
import { endOfLifeData, endOfLifeTaken } from '../../../../src/core/scan/catalogue/end-of-life.ts';
import { byId, endOfLife, technologies } from '../../../../src/core/scan/catalogue/index.ts';

/** Release lines of a technology: version and date, which is empty where no end is announced. */
function linesOf(id: string): [string, string][] {
  const [, ...pairs] = (endOfLifeData[id] ?? '').split(' ');
  return pairs.map((pair) => pair.split('=') as [string, string]);
}

describe('the data on ends of life', () => {
  it('belongs to entries of the catalogue and says of which day it is', () => {
    expect(Object.keys(endOfLifeData).length).toBeGreaterThanOrEqual(145);
    for (const id of Object.keys(endOfLifeData)) expect(byId(id), id).toBeDefined();
    expect(endOfLifeTaken).toMatch(/^\d{4}-\d{2}-\d{2}$/);
  });

  it('has a product, and lines that are versions with dates that are dates or none, each once', () => {
    for (const [id, text] of Object.entries(endOfLifeData)) {
      expect(text, id).toMatch(/^[a-z0-9-]+( (\d+(\.\d+){0,2}|[a-z]+)=(\d{4}-\d{2}-\d{2})?)+$/);
      const lines = linesOf(id);
      expect(new Set(lines.map(([version]) => version)).size, id).toBe(lines.length);
      for (const [version, date] of lines.filter(([, one]) => one !== '')) {
        expect(new Date(`${date}T00:00:00Z`).toISOString().slice(0, 10), `${id} ${version}`).toBe(date);
        expect(date > '1990' && date < '2045', `${id} ${version} ${date}`).toBe(true);
      }
    }
  });

  /** Kinds of things whose end matters to what runs, so that having no dates wants a reason. */
  const dated = new Set(['runtime', 'store', 'cache', 'broker', 'search']);
  /** Why a thing of such a kind has no dates. The data set does not follow it where no other reason is given. */
  const undated: Readonly<Record<string, string>> = {
    // Libraries and servers inside a program: they come and go with the packages of the program.
    graalvm: 'goes by the version of Java',
    wasmtime: 'a library',
    gunicorn: 'a library',
    uvicorn: 'a library',
    puma: 'a library',
    tauri: 'a library',
    sqlite: 'a library, one line for ever',
    h2: 'a library',
    hsqldb: 'a library',
    caffeine: 'a library',
    pocketbase: 'one line, not yet stable',
    derby: 'a library',
    'percona-mysql': 'goes by the version of MySQL, and is followed by nobody there',
    citus: 'its images are tagged by the version of the extension',
    strimzi: 'an operator, tagged by its own version',
    mqtt: 'a protocol',
    'kafka-connect': 'goes by the version of Kafka',
    'schema-registry': 'goes by the version of the Confluent platform',
    timescaledb: 'its images are tagged by the version of PostgreSQL, too',
  };
  /** Followed by nobody in the data set as of its day. */
  const unfollowed = new Set(
    (
      'wildfly open-liberty yugabytedb tidb scylladb dgraph surrealdb questdb rethinkdb keydb dragonfly hazelcast apache-ignite ' +
      'infinispan redpanda nats rocketmq mosquitto emqx solace typesense qdrant weaviate milvus chroma manticore supabase ' +
      'vitess greenplum db2 sap-hana teradata vertica firebird tarantool aerospike ravendb eventstore janusgraph memgraph falkordb typedb ' +
      'triple-stores orientdb druid pinot doris hbase opentsdb apache-iotdb nsq beanstalkd hivemq apicurio vespa marqo quickwit'
    ).split(' '),
  );

  it('covers every runtime, database, cache, broker and search engine that one runs oneself, or says why not', () => {
    for (const { id, category, licence } of technologies) {
      if (!dated.has(category) || licence === 'service' || Object.hasOwn(endOfLifeData, id)) continue;
      expect(Object.hasOwn(undated, id) || unfollowed.has(id), id).toBe(true);
    }
    for (const id of [...Object.keys(undated), ...unfollowed]) {
      expect(byId(id), id).toBeDefined();
      expect(Object.hasOwn(endOfLifeData, id), `${id} is followed by now`).toBe(false);
    }
  });

  it('covers the languages, frameworks and images whose versions are given up on', () => {
    const wanted =
      'java python go ruby php elixir erlang kotlin nodejs dotnet spring-boot rails django laravel symfony angular vue nextjs kubernetes ' +
      'postgresql mysql mariadb sql-server mongodb redis valkey elasticsearch opensearch rabbitmq kafka cassandra neo4j influxdb ' +
      'consul vault nginx traefik debian ubuntu alpine centos amazon-linux';
    for (const id of wanted.split(' ')) expect(linesOf(id).length, id).toBeGreaterThan(0);
  });

  it('of Node.js agrees with the published schedule', async () => {
    const { default: schedule } = await import('node-releases/data/release-schedule/release-schedule.json', { with: { type: 'json' } });
    const published = schedule as Record<string, { end: string }>;
    for (const [major, date] of linesOf('nodejs')) {
      const end = published[`v${major}`]?.end;
      // The two differ by a day or a month where a release line ended early or was dropped in the week around its day.
      if (end !== undefined && date !== '')
        expect(Math.abs(Date.parse(end) - Date.parse(date)) / 86_400_000, major).toBeLessThanOrEqual(31);
    }
  });
});

describe('the end of a version', () => {
  it.each<[string, string, string | undefined]>([
    ['nodejs', '18-alpine', '2025-04-30'],
    ['nodejs', 'v20.11.1', '2026-04-30'],
    ['nodejs', '^18.2.0', '2025-04-30'],
    ['nodejs', '18.x', '2025-04-30'],
    ['python', '3.9-slim-bookworm', '2025-10-31'],
    ['python', '3.1', '2012-04-09'],
    ['python', '3.10', '2026-10-31'],
    ['postgresql', '15-alpine', '2027-11-11'],
    ['postgresql', '13.4-alpine', '2025-11-13'],
    ['postgresql', '9.6', '2021-11-11'],
    ['java', '1.8', '2030-12-31'],
    ['java', '1.8.0_292', '2030-12-31'],
    ['java', '17-jre-alpine', '2027-10-31'],
    ['dotnet', 'net6.0', '2024-11-12'],
    ['dotnet', 'netcoreapp3.1', '2022-12-13'],
    ['go', '1.21.3', '2024-08-13'],
    ['debian', 'buster-slim', '2024-06-30'],
    ['debian', '10.13', '2024-06-30'],
    ['ubuntu', '18.04', '2023-05-31'],
    ['ubuntu', 'bionic', '2023-05-31'],
    ['alpine', '3.12', '2022-05-01'],
    ['sql-server', '2017-latest', '2027-10-12'],
    ['spring-boot', '2.7.18', '2023-06-30'],
    ['rails', '~> 7.0.4', '2025-04-01'],
    ['django', '3.2.*', '2024-04-01'],
    ['vue', '^2.7.14', '2023-12-31'],
    ['angular', '~16.2.0', '2024-11-08'],
    ['kubernetes', '1.27', '2024-06-28'],
  ])('of %s %s is %s', (id, version, date) => expect(endOfLife(id, version)?.date).toBe(date));

  it.each([
    ['nodejs', '>=18', 'an open range'],
    ['nodejs', '18 || 20', 'two of them'],
    ['nodejs', '16 - 20', 'a span'],
    ['python', '>=3.9,<3.13', 'a span'],
    ['nodejs', 'lts/*', 'the newest at the time'],
    ['nodejs', 'latest', 'the newest at the time'],
    ['python', '3.90', 'no version that there is'],
    ['python', '3', 'a tag that moves on'],
    ['python', '^3.9', 'a range over lines to come'],
    ['alpine', '3', 'a tag that moves on'],
    ['kafka', '3.9', 'a line without an announced end'],
    ['react', '16.0.0', 'a line without an announced end'],
    ['dotnet', 'netstandard2.1', 'an interface, not a version'],
    ['dotnet', 'net48', 'another product'],
    ['postgresql', '', 'nothing'],
    ['nobody', '1', 'no technology'],
    ['constructor', '1', 'no technology'],
    ['nodejs', 'constructor', 'no version'],
  ])('of %s %s is unknown: %s', (id, version) => expect(endOfLife(id, version)).toBeUndefined());

  it('of a moving tag or range is that of the last line that it can reach, once there is a later major', () => {
    expect(endOfLife('php', '7-fpm')?.date).toBe(endOfLife('php', '7.4')?.date);
    expect(endOfLife('mongodb', '4')?.date).toBe(endOfLife('mongodb', '4.4')?.date);
    expect(endOfLife('symfony', '^5.0')?.date).toBe(endOfLife('symfony', '5.4.1')?.date);
    expect(endOfLife('rails', '~> 7.0')?.date).toBe(endOfLife('rails', '7.2.1')?.date);
    expect(endOfLife('django', '~=4.2')?.date).toBe(endOfLife('django', '4.2.7')?.date);
  });

  it('names its source and the day of it', () => {
    expect(endOfLife('postgresql', '13')).toEqual({
      date: '2025-11-13',
      source: 'https://endoflife.date/postgresql',
      taken: endOfLifeTaken,
    });
  });
});
