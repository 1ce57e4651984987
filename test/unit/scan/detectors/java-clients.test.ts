import { describe, expect, it } from 'vitest';
import { javaClients } from '../../../../src/core/scan/detectors/java-clients.ts';
import { brokerOf, messagingRules } from '../../../../src/core/scan/detectors/java-messaging.ts';
import type { HostReference } from '../../../../src/core/scan/observation.ts';
import { parseSource } from '../../../../src/core/scan/parse/source-text.ts';
import { detect } from '../../../support/detect.ts';

async function references(text: string, beside: Readonly<Record<string, string>> = {}): Promise<readonly HostReference[]> {
  const { observations } = await detect(javaClients, 'orders/src/main/java/acme/Orders.java', text, beside);
  return observations.flatMap((one) => (one.type === 'workload' ? one.references : []));
}

const told = (found: readonly HostReference[]): readonly string[] =>
  found.map((one) =>
    `${one.scheme ?? ''} ${one.technology ?? one.host}${one.port === undefined ? '' : `:${String(one.port)}`} ${one.flow ?? ''}@${String(one.evidence.line)}`.replace(
      ' @',
      '@',
    ),
  );

describe('clients that Java sources declare', () => {
  it.each([
    [
      'a Feign client over several lines',
      '@FeignClient(\n  contextId = "a",\n  name = "cart-service"\n)\ninterface A {}',
      'http cart-service forward@3',
    ],
    [
      'a Feign client by a constant',
      'class N { static final String CART = "cart"; }\n@FeignClient(N.CART)\ninterface A {}',
      'http cart forward@2',
    ],
    ['a Feign client by its URL', '@FeignClient(name = "x", url = "http://cart:8080/api")\ninterface A {}', 'http cart:8080@1'],
    ['RestTemplate with a service name', 'rest.getForObject("http://CART-SERVICE/items/" + id, Item[].class);', 'http cart-service@1'],
    ['a URL from a constant', 'static final String SVC = "cart";\nvoid a() { rest.exchange("http://" + SVC + "/x", GET); }', 'http cart@2'],
    ['WebClient', 'WebClient.builder()\n  .baseUrl("http://cart")\n  .build();', 'http cart@2'],
    ['a route of Spring Cloud Gateway', 'r.path("/cart/**").uri("lb://cart-service")', 'http cart-service@1'],
    ['discovery', 'discoveryClient.getInstances("cart-service");', 'http cart-service forward@1'],
    ['an injected host with its default', '@Value("${cart.service.host:cart}") String host;', ' cart@1'],
    ['gRPC', 'ManagedChannelBuilder.forAddress("cart", 9090).usePlaintext();', 'grpc cart@1'],
    ['a client of MicroProfile', '@RegisterRestClient(baseUri = "http://cart:8080")\ninterface A {}', 'http cart:8080@1'],
    ['a client of Micronaut', '@Client(id = "cart-service")\ninterface A {}', 'http cart-service forward@1'],
    ['a port of the machine itself', 'String url = "http://localhost:8081/items";', 'http localhost:8081@1'],
    [
      'a known service of the outside world',
      'restTemplate.postForObject("https://api.stripe.com/v1/charges", x, Y.class);',
      'https api.stripe.com@1',
    ],
  ])('reads %s', async (_, text, expected) => {
    expect(told(await references(text))).toEqual([expected]);
  });

  it('resolves settings of its own module, and prefers them to defaults', async () => {
    const beside = { 'orders/src/main/resources/application.yml': 'clients:\n  cart: http://cart-service:8080\n' };
    expect(told(await references('@FeignClient(name = "a", url = "${clients.cart:http://old}")\ninterface A {}', beside))).toEqual([
      'http cart-service:8080@1',
    ]);
  });

  it.each([
    ['a comment', '// rest.getForObject("http://cart/x");\n/* @FeignClient("cart") */'],
    ['an import', 'import org.springframework.kafka.core.KafkaTemplate;\nimport x.Sender;\nclass A { void a() { x.send(1); } }'],
    ['an allowed origin', '@CrossOrigin(origins = "http://localhost:4200")\nclass A {}'],
    ['a server in an API description', 'new OpenAPI().servers(List.of(new Server().url("http://gateway:8080")));'],
    ['a link', 'String licence = "https://www.apache.org/licenses/LICENSE-2.0";'],
    ['an unknown host', 'rest.getForObject("http://" + host + "/x", A.class);'],
    ['a template that is only set up', '@Bean KafkaTemplate<String, String> kafka() { return new KafkaTemplate<>(factory); }'],
  ])('sees nothing in %s', async (_, text) => {
    expect(await references(text)).toEqual([]);
  });

  it('tells senders from listeners', async () => {
    const text =
      '@RabbitListener(queues = "a")\nvoid on(A a) { }\nprivate final KafkaTemplate<String, A> kafka;\nvoid b() { kafka.send("b", a); }';
    expect(told(await references(text))).toEqual(['kafka kafka forward@3', 'amqp rabbitmq backward@1']);
  });

  it('asks the build file which broker a stream is bound to', async () => {
    const text = '@StreamListener(Sink.INPUT)\nvoid on(A a) {}';
    expect(await references(text)).toEqual([]);
    const beside = { 'orders/pom.xml': '<artifactId>spring-cloud-starter-stream-rabbit</artifactId>' };
    expect(told(await references(text, beside))).toEqual(['amqp rabbitmq backward@1']);
    expect(brokerOf('stream', 'spring-cloud-stream-binder-kafka spring-cloud-stream-binder-rabbit')).toBeUndefined();
  });

  it('keeps what stands before a line that is too long, and says so', async () => {
    const { observations, problems } = await detect(
      javaClients,
      'orders/src/main/java/acme/Orders.java',
      `@FeignClient("cart")\ninterface A {}\nString x = "${'a'.repeat(11_000)}";\n`,
    );
    expect(observations).toHaveLength(1);
    expect(problems.map((one) => [one.reason, one.line])).toEqual([['too-large', 3]]);
  });
});

describe('every messaging rule owns its examples', () => {
  for (const rule of messagingRules) {
    it(`${rule.technology} ${rule.flow}: ${rule.example}`, () => {
      expect(parseSource(rule.example, 'jvm').code).toMatch(rule.pattern);
      expect(parseSource(rule.not, 'jvm').code).not.toMatch(rule.pattern);
    });
  }
});
