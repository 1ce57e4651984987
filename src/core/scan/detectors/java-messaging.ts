import type { DataFlow } from '../../model/fact.ts';

/** What a line of Java or Kotlin says about a broker. */
interface MessagingRule {
  /** Catalogue id; `jms` and `stream` stand for the broker that the module's build file names. */
  readonly technology: string;
  readonly scheme: string;
  /** `backward` receives, `forward` sends. */
  readonly flow: DataFlow;
  /** On code without comments, strings and imports. */
  readonly pattern: RegExp;
  /** What the file has to show as well: a template that is only set up sends nothing. */
  readonly also?: RegExp;
  readonly example: string;
  /** Looks alike and says nothing. */
  readonly not: string;
}

/** A call that hands something over. */
const sends = /\.\s*(send|convert|publish|emit)\w*\s*[({<]/;

/** Annotations and types of the brokers' own libraries. Sources: their reference documentation. */
export const messagingRules: readonly MessagingRule[] = [
  {
    technology: 'kafka',
    scheme: 'kafka',
    flow: 'backward',
    pattern: /@KafkaListeners?\b|\bnew\s+KafkaConsumer\b|\bKafkaReceiver\s*\.\s*create\b/,
    example: '@KafkaListener(topics = "orders")',
    not: 'class KafkaListenerConfig {}',
  },
  {
    technology: 'kafka',
    scheme: 'kafka',
    flow: 'forward',
    pattern: /\b(Reactive|Replying)?KafkaTemplate\b|\bKafkaProducer\b|\bKafkaSender\b/,
    also: sends,
    example: 'private final KafkaTemplate<String, Order> kafka;',
    not: 'class KafkaTemplates {}',
  },
  {
    technology: 'kafka',
    scheme: 'kafka',
    flow: 'both',
    pattern: /@EnableKafkaStreams\b|\bnew\s+StreamsBuilder\b/,
    example: '@EnableKafkaStreams',
    not: 'StreamsBuilderFactory x;',
  },
  {
    technology: 'rabbitmq',
    scheme: 'amqp',
    flow: 'backward',
    pattern: /@RabbitListeners?\b|\bnew\s+(Simple|Direct)MessageListenerContainer\b|\.basicConsume\s*\(/,
    example: '@RabbitListener(queues = "orders")',
    not: 'class RabbitListenerConfig {}',
  },
  {
    technology: 'rabbitmq',
    scheme: 'amqp',
    flow: 'forward',
    pattern: /\b(Async|Batching)?(RabbitTemplate|RabbitMessagingTemplate|AmqpTemplate)\b/,
    also: sends,
    example: 'rabbit = new RabbitTemplate(factory);',
    not: 'class RabbitTemplates {}',
  },
  {
    technology: 'jms',
    scheme: 'jms',
    flow: 'backward',
    pattern: /@JmsListeners?\b/,
    example: '@JmsListener(destination = "orders")',
    not: 'class JmsListenerConfig {}',
  },
  {
    technology: 'jms',
    scheme: 'jms',
    flow: 'forward',
    pattern: /\bJms(Messaging)?Template\b/,
    also: sends,
    example: 'JmsTemplate template;',
    not: 'JmsTemplates x;',
  },
  {
    technology: 'stream',
    scheme: 'stream',
    flow: 'backward',
    pattern: /@StreamListener\b|@EnableBinding\s*\(\s*Sink\.class|@EnableBinding\s*\(\s*Sink::class/,
    example: '@StreamListener(Sink.INPUT)',
    not: '@EnableBinding(Channels.class)',
  },
  {
    technology: 'stream',
    scheme: 'stream',
    flow: 'forward',
    pattern: /\bStreamBridge\b/,
    also: sends,
    example: 'private final StreamBridge bridge;',
    not: 'StreamBridges x;',
  },
  {
    technology: 'stream',
    scheme: 'stream',
    flow: 'forward',
    pattern: /@EnableBinding\s*\(\s*Source(\.|::)class|@SendTo\s*\(\s*(Source|Processor)\b/,
    example: '@EnableBinding(Source.class)',
    not: '@SendTo("/topic/orders")',
  },
  {
    technology: 'amazon-sqs',
    scheme: 'sqs',
    flow: 'backward',
    pattern: /@SqsListener\b/,
    example: '@SqsListener("orders")',
    not: 'SqsListenerConfig x;',
  },
  {
    technology: 'amazon-sqs',
    scheme: 'sqs',
    flow: 'forward',
    pattern: /\b(SqsTemplate|QueueMessagingTemplate)\b/,
    also: sends,
    example: 'SqsTemplate sqs;',
    not: 'SqsTemplates x;',
  },
  {
    technology: 'amazon-sns',
    scheme: 'sns',
    flow: 'forward',
    pattern: /\b(SnsTemplate|NotificationMessagingTemplate)\b/,
    also: sends,
    example: 'SnsTemplate sns;',
    not: 'SnsTemplates x;',
  },
  {
    technology: 'pulsar',
    scheme: 'pulsar',
    flow: 'backward',
    pattern: /@(Reactive)?PulsarListener\b/,
    example: '@PulsarListener(topics = "orders")',
    not: 'PulsarListenerX x;',
  },
  {
    technology: 'pulsar',
    scheme: 'pulsar',
    flow: 'forward',
    pattern: /\b(Reactive)?PulsarTemplate\b/,
    also: sends,
    example: 'PulsarTemplate<Order> pulsar;',
    not: 'PulsarTemplates x;',
  },
  {
    technology: 'rocketmq',
    scheme: 'rocketmq',
    flow: 'backward',
    pattern: /@RocketMQMessageListener\b/,
    example: '@RocketMQMessageListener(topic = "orders")',
    not: 'RocketMQMessageListenerX x;',
  },
  {
    technology: 'rocketmq',
    scheme: 'rocketmq',
    flow: 'forward',
    pattern: /\bRocketMQTemplate\b/,
    also: sends,
    example: 'RocketMQTemplate rocket;',
    not: 'RocketMQTemplates x;',
  },
  {
    technology: 'kafka',
    scheme: 'kafka',
    flow: 'forward',
    pattern: /@KafkaClient\b/,
    example: '@KafkaClient\ninterface OrderClient {}',
    not: 'KafkaClient x;',
  },
  {
    technology: 'rabbitmq',
    scheme: 'amqp',
    flow: 'forward',
    pattern: /@RabbitClient\b|\.basicPublish\s*\(/,
    example: '@RabbitClient("orders")',
    not: 'RabbitClient x;',
  },
  { technology: 'nats', scheme: 'nats', flow: 'backward', pattern: /@NatsListener\b/, example: '@NatsListener', not: 'NatsListener x;' },
  { technology: 'nats', scheme: 'nats', flow: 'forward', pattern: /@NatsClient\b/, example: '@NatsClient', not: 'NatsClient x;' },
  {
    technology: 'google-pubsub',
    scheme: 'https',
    flow: 'backward',
    pattern: /\b(PubSubInboundChannelAdapter|PubSubSubscriberTemplate)\b/,
    example: 'new PubSubInboundChannelAdapter(pubSub, "orders")',
    not: 'PubSubInbound x;',
  },
  {
    technology: 'google-pubsub',
    scheme: 'https',
    flow: 'forward',
    pattern: /\b(PubSubMessageHandler|PubSubPublisherTemplate)\b/,
    example: 'new PubSubMessageHandler(pubSub, "orders")',
    not: 'PubSubMessage x;',
  },
  {
    technology: 'azure-service-bus',
    scheme: 'amqp',
    flow: 'backward',
    pattern: /@ServiceBusListener\b|\bServiceBusProcessorClient\b/,
    example: '@ServiceBusListener(destination = "orders")',
    not: 'ServiceBusListener x;',
  },
  {
    technology: 'azure-service-bus',
    scheme: 'amqp',
    flow: 'forward',
    pattern: /\b(ServiceBusTemplate|ServiceBusSenderClient)\b/,
    also: sends,
    example: 'ServiceBusSenderClient sender;',
    not: 'ServiceBusSender x;',
  },
];

/** The broker behind JMS or Spring Cloud Stream, by what the module's build file names; undefined with none or two. */
export function brokerOf(api: string, build: string): { readonly technology: string; readonly scheme: string } | undefined {
  const found = (api === 'jms' ? jmsBrokers : streamBinders).filter((one) => one.pattern.test(build));
  const [only] = found;
  return only === undefined || found.length > 1 ? undefined : { technology: only.technology, scheme: only.scheme };
}

const jmsBrokers = [
  { technology: 'activemq', scheme: 'activemq', pattern: /activemq|artemis/ },
  { technology: 'ibm-mq', scheme: 'ibm-mq', pattern: /mq-jms-spring|com\.ibm\.mq/ },
  { technology: 'amazon-sqs', scheme: 'sqs', pattern: /amazon-sqs-java-messaging/ },
] as const;

/** Artifacts of binders. Source: the reference documentation of Spring Cloud Stream. */
const streamBinders = [
  { technology: 'kafka', scheme: 'kafka', pattern: /spring-cloud-(stream-binder|starter-stream)-kafka/ },
  { technology: 'rabbitmq', scheme: 'amqp', pattern: /spring-cloud-(stream-binder|starter-stream)-rabbit/ },
  { technology: 'pulsar', scheme: 'pulsar', pattern: /spring-cloud-(stream-binder|starter-stream)-pulsar/ },
  { technology: 'rocketmq', scheme: 'rocketmq', pattern: /spring-cloud-(stream-binder|starter-stream)-rocketmq/ },
  { technology: 'amazon-kinesis', scheme: 'https', pattern: /spring-cloud-stream-binder-(aws-)?kinesis/ },
  { technology: 'google-pubsub', scheme: 'https', pattern: /spring-cloud-gcp-pubsub-stream-binder/ },
  { technology: 'azure-event-hubs', scheme: 'amqp', pattern: /stream-binder-eventhubs/ },
  { technology: 'azure-service-bus', scheme: 'amqp', pattern: /stream-binder-servicebus/ },
] as const;
