import type { HazardRule } from './hazard-rule.ts';

/** A database with every safe setting, so that an example shows its one hazard. Its own lines start at line 2. */
function database(lines: readonly string[], path = 'infra/db.tf'): Readonly<Record<string, string>> {
  const keys = new Set(lines.map((line) => line.split(' ')[0]));
  const safe = ['engine = "postgres"', 'multi_az = true', 'backup_retention_period = 7', 'storage_encrypted = true'];
  const all = [...lines, ...safe.filter((line) => !keys.has(line.split(' ')[0]))];
  return { [path]: `resource "aws_db_instance" "main" {\n${all.map((line) => `  ${line}\n`).join('')}}\n` };
}

/** What Terraform, OpenTofu and CloudFormation show. */
export const cloudHazards: readonly HazardRule[] = [
  {
    id: 'hazard.public-database',
    severity: 'high',
    headline: 'Only a password stands between the internet and all data',
    statement: 'The database {name} is reachable from the internet.',
    why: 'Its password is then the only thing between an attacker and all data.',
    mitigation:
      'move it into a private subnet behind a bastion or VPN this week, then change its password, because the old one may be known',
    reference: 'https://docs.aws.amazon.com/securityhub/latest/userguide/rds-controls.html#rds-2',
    example: { files: database(['publicly_accessible = true']), at: 'infra/db.tf:2' },
    negative: { files: database(['publicly_accessible = false']) },
  },
  {
    id: 'hazard.no-database-backup',
    severity: 'high',
    headline: 'A wrong statement cannot be undone',
    statement: 'Automatic backups of {name} are switched off.',
    why: 'A wrong statement or a lost disk cannot be undone; the last hours are lost at the least.',
    mitigation: 'keep backups for seven days with point-in-time recovery, and rehearse one restore with a clock beside it',
    reference: 'https://docs.aws.amazon.com/securityhub/latest/userguide/rds-controls.html#rds-11',
    example: { files: database(['backup_retention_period = 0']), at: 'infra/db.tf:2' },
    negative: { files: { ...database(['backup_retention_period = 7']), ...database(['backup_retention_period = 0'], 'infra/dev/db.tf') } },
  },
  {
    id: 'hazard.single-zone-database',
    severity: 'medium',
    headline: 'A lost zone is a lost database',
    statement: 'The database {name} runs in a single availability zone.',
    why: 'Losing the zone, and some maintenance, means an outage until it is restored elsewhere.',
    mitigation: 'switch on the standby in a second zone, or write down how long a restore takes and that this is accepted',
    reference: 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Concepts.MultiAZSingleStandby.html',
    example: { files: database(['multi_az = false']), at: 'infra/db.tf:2' },
    negative: { files: { ...database(['multi_az = true']), ...database(['multi_az = false'], 'infra/staging/db.tf') } },
  },
  {
    id: 'hazard.unencrypted-storage',
    severity: 'high',
    headline: 'A copied disk can be read by whoever holds it',
    statement: 'The storage of {name} is not encrypted.',
    why: 'A copied disk or snapshot can be read by whoever holds it; encryption cannot be switched on later without a copy.',
    mitigation: 'copy the snapshot encrypted, restore from it in a quiet hour, and delete the old snapshots',
    reference: 'https://docs.aws.amazon.com/securityhub/latest/userguide/rds-controls.html#rds-3',
    example: { files: database(['storage_encrypted = false']), at: 'infra/db.tf:2' },
    negative: { files: database(['storage_encrypted = var.encrypted']) },
  },
  {
    id: 'hazard.open-ingress',
    severity: 'high',
    headline: 'A port that nobody meant to open is scanned all day',
    statement: 'The rule {name} lets the whole internet reach port {port}.',
    why: 'Ports other than web ports are scanned and attacked within minutes of being opened.',
    mitigation: 'restrict it to the office and the load balancer, and let CI refuse 0.0.0.0/0 for anything but 80 and 443',
    reference: 'https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-18',
    example: {
      files: {
        'infra/net.tf':
          'resource "aws_security_group" "db" {\n  ingress {\n    from_port   = 22\n    to_port     = 22\n    protocol    = "tcp"\n    cidr_blocks = ["0.0.0.0/0"]\n  }\n}\n',
      },
      at: 'infra/net.tf:6',
    },
    negative: {
      files: {
        'infra/net.tf':
          'resource "aws_security_group" "web" {\n  ingress {\n    from_port   = 443\n    to_port     = 443\n    protocol    = "tcp"\n    cidr_blocks = ["0.0.0.0/0"]\n  }\n  egress {\n    from_port   = 0\n    to_port     = 65535\n    protocol    = "tcp"\n    cidr_blocks = ["0.0.0.0/0"]\n  }\n}\n',
      },
    },
  },
  {
    id: 'hazard.no-deletion-protection',
    severity: 'low',
    statement: 'The database {name} can be deleted without a final snapshot.',
    why: 'One wrong plan or click deletes the database and its automatic backups together.',
    mitigation: 'set deletion_protection, and skip_final_snapshot to false, in the same change',
    reference: 'https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/db_instance',
    example: { files: database(['skip_final_snapshot = true']), at: 'infra/db.tf:2' },
    negative: { files: { ...database(['skip_final_snapshot = false']), ...database(['skip_final_snapshot = true'], 'infra/dev/db.tf') } },
  },
  {
    id: 'hazard.no-dead-letter-queue',
    severity: 'low',
    statement: 'The queue {name} has no dead-letter queue.',
    why: 'A message that can never be processed is tried again until it expires, and then it is lost without a trace.',
    mitigation: 'add a dead-letter queue after five attempts, with an alarm on its length and a way to send messages back',
    reference: 'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html',
    example: { files: { 'infra/q.tf': 'resource "aws_sqs_queue" "orders" {\n  name = "orders"\n}\n' }, at: 'infra/q.tf:1' },
    negative: { files: { 'infra/q.tf': 'resource "aws_sqs_queue" "orders_dlq" {\n  name = "orders-dlq"\n}\n' } },
  },
  {
    id: 'hazard.public-bucket',
    severity: 'medium',
    headline: 'Stored files are public from their first second',
    statement: 'Everybody on the internet can read what {name} stores.',
    why: 'Files that users upload or that a job writes there are public from their first second, and listings make them easy to find.',
    mitigation: 'block public access on the bucket and serve what is meant for everybody through the CDN or with signed links',
    reference: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html',
    example: {
      files: { 'infra/s3.tf': 'resource "aws_s3_bucket_acl" "uploads" {\n  bucket = "uploads"\n  acl    = "public-read"\n}\n' },
      at: 'infra/s3.tf:3',
    },
    negative: {
      files: {
        'infra/s3.tf':
          'resource "aws_s3_bucket_acl" "uploads" {\n  bucket = "uploads"\n  acl    = "private"\n}\nresource "aws_s3_bucket" "site" {\n  acl = "public-read"\n  website {\n    index_document = "index.html"\n  }\n}\n',
      },
    },
  },
  {
    id: 'hazard.wildcard-policy',
    severity: 'high',
    headline: 'One leaked key is the whole cloud account',
    statement: 'The policy {name} allows every action on everything in the account.',
    several: '{count} policies allow every action on everything in their account.',
    why: 'Who takes over what holds this policy has the whole account: all data, all backups and the bill.',
    mitigation:
      'list the actions that were used in the last ninety days (IAM Access Analyzer writes the policy) and replace the stars by them',
    reference: 'https://docs.aws.amazon.com/securityhub/latest/userguide/iam-controls.html#iam-1',
    example: {
      files: {
        'infra/iam.tf':
          'resource "aws_iam_role_policy" "worker" {\n  policy = jsonencode({\n    Statement = [{\n      Effect   = "Allow"\n      Action   = "*"\n      Resource = "*"\n    }]\n  })\n}\n',
      },
      at: 'infra/iam.tf:5',
    },
    negative: {
      files: {
        'infra/iam.tf':
          'resource "aws_iam_role_policy" "worker" {\n  policy = jsonencode({\n    Statement = [{\n      Effect   = "Allow"\n      Action   = "s3:*"\n      Resource = "*"\n    }, {\n      Effect   = "Deny"\n      Action   = "*"\n      Resource = "*"\n    }]\n  })\n}\n',
      },
    },
  },
  {
    id: 'hazard.plain-http-listener',
    severity: 'medium',
    headline: 'The front door accepts plain HTTP',
    statement: 'The listener {name} answers over plain HTTP.',
    several: '{count} listeners answer over plain HTTP.',
    why: 'Passwords and session cookies cross every network on the way in clear text.',
    mitigation: 'add a listener on 443 with a certificate of the cloud, and turn this one into a redirect',
    reference: 'https://docs.aws.amazon.com/securityhub/latest/userguide/elb-controls.html#elb-1',
    example: {
      files: {
        'infra/lb.tf':
          'resource "aws_lb_listener" "web" {\n  load_balancer_arn = aws_lb.web.arn\n  port     = 80\n  protocol = "HTTP"\n  default_action {\n    type             = "forward"\n  }\n}\nresource "aws_lb" "web" {\n  name = "web"\n}\n',
      },
      at: 'infra/lb.tf:4',
    },
    negative: {
      files: {
        'infra/lb.tf':
          'resource "aws_lb_listener" "web" {\n  port     = 80\n  protocol = "HTTP"\n  default_action {\n    type = "redirect"\n  }\n}\nresource "aws_lb" "inner" {\n  internal = true\n}\nresource "aws_lb_listener" "inner" {\n  load_balancer_arn = aws_lb.inner.arn\n  port              = 80\n  protocol          = "HTTP"\n  default_action {\n    type = "forward"\n  }\n}\n',
      },
    },
  },
  {
    id: 'hazard.no-log-retention',
    severity: 'low',
    statement: 'The log group {name} keeps its logs for ever.',
    several: '{count} log groups keep their logs for ever.',
    why: 'The bill grows every month, and personal data in logs outlives every promise to delete it.',
    mitigation: 'set retention_in_days to 30, or to what an auditor asks for',
    reference: 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/Working-with-log-groups-and-streams.html',
    example: { files: { 'infra/logs.tf': 'resource "aws_cloudwatch_log_group" "api" {\n  name = "api"\n}\n' }, at: 'infra/logs.tf:1' },
    negative: {
      files: {
        'infra/logs.tf': 'resource "aws_cloudwatch_log_group" "api" {\n  name              = "api"\n  retention_in_days = var.days\n}\n',
      },
    },
  },
  {
    id: 'hazard.deletion-unprotected',
    severity: 'low',
    statement: 'Deletion protection of {name} is switched off.',
    several: 'Deletion protection of {count} stores is switched off.',
    why: 'One wrong plan or a renamed module deletes it without a question.',
    mitigation: 'switch it on in the module for production and leave it off for throw-away environments only',
    reference: 'https://docs.aws.amazon.com/securityhub/latest/userguide/rds-controls.html#rds-8',
    example: { files: database(['deletion_protection = false']), at: 'infra/db.tf:2' },
    negative: { files: { ...database(['deletion_protection = true']), ...database(['deletion_protection = false'], 'infra/dev/db.tf') } },
  },
  {
    id: 'hazard.secret-in-infrastructure',
    severity: 'high',
    headline: 'The infrastructure code knows the passwords',
    statement: 'The {key} of {name} stands in the infrastructure code.',
    several: 'The infrastructure code holds {count} secrets.',
    why: 'Everybody who can read the repository or the state file, today or in its history, has the secret.',
    mitigation:
      'change the value and let the cloud make it (manage_master_user_password, a random_password in the secret store), so that nobody has to know it',
    reference: 'https://developer.hashicorp.com/terraform/language/manage-sensitive-data',
    example: { files: database([`password = "${'h7Gd2'}kLw9"`]), at: 'infra/db.tf:2' },
    negative: { files: database(['password = var.db_password', 'manage_master_user_password = true']) },
  },
  {
    id: 'hazard.public-cluster-endpoint',
    severity: 'medium',
    headline: 'The control plane of the cluster is open to everybody',
    statement: 'The control plane of {name} is open to the whole internet.',
    why: 'A leaked token or a hole in the API server is then enough to take the cluster from anywhere.',
    mitigation: 'list the addresses of the office and of CI, or make the endpoint private and enter through a VPN',
    reference: 'https://docs.aws.amazon.com/eks/latest/userguide/cluster-endpoint.html',
    example: {
      files: {
        'infra/eks.tf':
          'resource "aws_eks_cluster" "main" {\n  name = "main"\n  vpc_config {\n    public_access_cidrs = ["0.0.0.0/0"]\n  }\n}\n',
      },
      at: 'infra/eks.tf:4',
    },
    negative: {
      files: {
        'infra/eks.tf':
          'resource "aws_eks_cluster" "main" {\n  name = "main"\n  vpc_config {\n    public_access_cidrs = ["198.51.100.7/32"]\n  }\n}\n',
      },
    },
  },
  {
    id: 'hazard.old-tls',
    severity: 'low',
    statement: '{name} still accepts TLS 1.0 or 1.1.',
    several: '{count} settings still accept TLS 1.0 or 1.1.',
    why: 'Both were withdrawn in 2021; auditors and payment partners reject them.',
    mitigation: 'raise the minimum to TLS 1.2 after a look at the log for clients that would fall out',
    reference: 'https://www.rfc-editor.org/rfc/rfc8996',
    example: {
      files: { 'infra/store.tf': 'resource "azurerm_storage_account" "files" {\n  min_tls_version = "TLS1_0"\n}\n' },
      at: 'infra/store.tf:2',
    },
    negative: { files: { 'infra/store.tf': 'resource "azurerm_storage_account" "files" {\n  min_tls_version = "TLS1_2"\n}\n' } },
  },
  {
    id: 'hazard.ended-function-runtime',
    severity: 'medium',
    headline: 'Functions run on runtimes without patches',
    statement: 'The function {name} runs on {runtime}, which AWS no longer patches.',
    several: '{count} functions run on runtimes that AWS no longer patches.',
    why: 'Holes in the runtime stay open, and AWS first stops new functions and then updates of old ones.',
    mitigation: 'raise the runtime of one function in a week, run its tests, and take the others along in groups',
    reference: 'https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html',
    example: { files: { 'infra/fn.tf': 'resource "aws_lambda_function" "resize" {\n  runtime = "nodejs14.x"\n}\n' }, at: 'infra/fn.tf:2' },
    negative: { files: { 'infra/fn.tf': 'resource "aws_lambda_function" "resize" {\n  runtime = "nodejs24.x"\n}\n' } },
  },
  {
    id: 'hazard.single-broker',
    severity: 'medium',
    headline: 'All messages hang on one broker',
    statement: 'The broker {name} is set to a single node.',
    several: '{count} brokers are set to a single node.',
    why: 'A restart or a lost node stops all messages, and what only that disk held is gone.',
    mitigation:
      'run three nodes with replication 3 and min.insync.replicas 2 (or the multi-zone tier of the managed broker) before anything else depends on it',
    reference: 'https://kafka.apache.org/documentation/#replication',
    example: {
      files: {
        'infra/mq.tf': 'resource "aws_mq_broker" "orders" {\n  engine_type     = "RabbitMQ"\n  deployment_mode = "SINGLE_INSTANCE"\n}\n',
      },
      at: 'infra/mq.tf:3',
    },
    negative: {
      files: {
        'infra/mq.tf': 'resource "aws_mq_broker" "orders" {\n  engine_type     = "RabbitMQ"\n  deployment_mode = "CLUSTER_MULTI_AZ"\n}\n',
        'infra/dev/mq.tf':
          'resource "aws_mq_broker" "orders" {\n  engine_type     = "RabbitMQ"\n  deployment_mode = "SINGLE_INSTANCE"\n}\n',
      },
    },
  },
];
