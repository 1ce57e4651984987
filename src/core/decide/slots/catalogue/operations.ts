import type { SlotRule } from "../slot-rule.ts";
import {
  all,
  any,
  atLeast,
  atMost,
  chosen,
  not,
  option,
  place,
  q,
  style,
} from "../slot-rule.ts";

const staff = q("users", "employees");
const outsiders = q("users", "consumers", "business-customers", "citizens");

/** Who somebody is. */
export const identity: SlotRule = {
  slot: "identity",
  title: "Identity",
  categories: [],
  options: [
    option({
      id: "framework-sign-in",
      name: "Sign-in of the framework",
      technologies: [
        "devise",
        "spring-security",
        "aspnet-identity",
        "passport",
        "auth-js",
        "better-auth",
        "django-auth",
        "laravel-auth",
      ],
      base: 0.4,
      days: 0.3,
      merit: "sessions in the own database, no other service to depend on",
      otherwise:
        "passwords, second factors and recoveries would be yours to keep safe, which {chosen} takes over",
      fits: [
        {
          when: all(
            atMost("team-size", 3),
            not(q("disqualifiers", "regulated")),
          ),
          points: 0.08,
          because: "one service less for {team-size}",
        },
        {
          when: chosen(
            "django",
            "rails",
            "laravel",
            "symfony",
            "phoenix",
            "aspnet-core",
            "spring-boot",
          ),
          points: 0.06,
          because: "the framework brings it and keeps it maintained",
        },
        {
          when: style("microservices", "service-based", "serverless"),
          points: -0.15,
          because: "several services have to believe the same token",
        },
        {
          when: q("compliance", "health", "cards", "finance"),
          points: -0.1,
          because: "auditors ask how passwords are kept",
        },
        {
          when: q("needs", "public-api"),
          points: -0.05,
          because: "others need tokens of their own",
        },
      ],
      consequences: [
        "A second factor is there before the first administrator is.",
      ],
    }),
    option({
      id: "company-directory",
      name: "The company’s directory over OpenID Connect",
      technologies: ["entra-id", "okta", "openldap", "oauth2-proxy"],
      base: 0.3,
      days: 0.1,
      merit: "who leaves the company loses access the same day",
      otherwise:
        "people outside the company are not in it, and {chosen} knows them",
      fits: [
        {
          when: all(staff, not(outsiders)),
          points: 0.35,
          because: "only colleagues use it, and they have an account already",
        },
        {
          when: all(staff, outsiders),
          points: -0.06,
          because: "most users are not in it",
        },
        { when: not(staff), points: -0.25, because: "no colleague uses it" },
      ],
    }),
    option({
      id: "keycloak",
      name: "Keycloak",
      technologies: ["keycloak", "authentik", "authelia", "dex"],
      products: true,
      base: 0.34,
      days: 1,
      from: 20,
      price: "a small server",
      merit: "open source, standard tokens, and it runs anywhere",
      otherwise:
        "a server to patch within days of every hole, which {chosen} spares you",
      fits: [
        {
          when: place("own", "edge"),
          points: 0.12,
          because: "accounts stay on your own machines",
        },
        {
          when: all(
            style("microservices", "service-based"),
            atLeast("team-size", 8),
          ),
          points: 0.1,
          because: "several services believe one token, whoever hosts them",
        },
        {
          when: q("disqualifiers", "residency"),
          points: 0.05,
          because: "the accounts stay where the data must stay",
        },
        {
          when: atMost("team-size", 4),
          points: -0.1,
          because: "a server more to patch for {team-size}",
        },
      ],
    }),
    option({
      id: "amazon-cognito",
      name: "Amazon Cognito",
      technologies: ["cognito"],
      base: 0.36,
      days: 0.2,
      from: 1,
      price: "the first thousands of users are free",
      licence: "proprietary",
      vendor: "aws",
      places: ["aws"],
      merit: "accounts beside everything else on AWS, in the region you choose",
      otherwise:
        "accounts cannot be taken along with their passwords, which {chosen} allows",
      fits: [
        {
          when: outsiders,
          points: 0.1,
          because: "accounts of customers are kept by AWS in your region",
        },
        {
          when: style("serverless"),
          points: 0.1,
          because: "the gateway checks its tokens before a function starts",
        },
      ],
    }),
    option({
      id: "entra-external-id",
      name: "Microsoft Entra External ID",
      technologies: [],
      base: 0.38,
      days: 0.2,
      from: 1,
      price: "the first fifty thousand users are free",
      licence: "proprietary",
      vendor: "azure",
      places: ["azure", "own"],
      merit: "customers and colleagues in one product",
      otherwise: "its flows are hard to adjust, and {chosen} is simpler here",
      fits: [
        {
          when: all(place("azure"), outsiders),
          points: 0.1,
          because:
            "accounts of customers are kept beside everything else on Azure",
        },
      ],
    }),
    option({
      id: "identity-platform",
      name: "Google Identity Platform",
      technologies: ["firebase-auth", "google-identity"],
      base: 0.38,
      days: 0.2,
      from: 1,
      price: "the first fifty thousand users are free",
      licence: "proprietary",
      vendor: "gcp",
      places: ["gcp", "platform"],
      merit: "sign-in for web and apps within a day",
      otherwise: "accounts of yours at Google, which {chosen} avoids",
      fits: [
        {
          when: all(place("gcp"), outsiders),
          points: 0.1,
          because:
            "accounts of customers are kept beside everything else on Google Cloud",
        },
      ],
    }),
    option({
      id: "auth0",
      name: "Auth0",
      technologies: [
        "auth0",
        "clerk",
        "workos",
        "fusionauth",
        "zitadel",
        "ory",
        "stytch",
        "supertokens",
      ],
      products: true,
      base: 0.38,
      days: 0.1,
      from: 35,
      price: "five hundred customers; grows steeply",
      licence: "proprietary",
      places: ["aws", "azure", "gcp", "platform"],
      merit: "bought: every kind of sign-in on the first day",
      otherwise:
        "its price grows with every customer, and {chosen} does not ask for it",
      fits: [
        {
          when: all(
            q("users", "business-customers"),
            q("buyable", "parts", "most"),
          ),
          points: 0.08,
          because:
            "customers bring their own directories, and parts may be bought",
        },
        {
          when: q("users", "consumers", "citizens"),
          points: -0.08,
          because:
            "its price grows with every account, and consumers have many",
        },
        {
          when: q("disqualifiers", "residency"),
          points: -0.08,
          because: "the accounts would lie with a third party",
        },
      ],
    }),
    option({
      id: "device-certificates",
      name: "Certificates for devices",
      technologies: [],
      base: 0.1,
      days: 0.5,
      merit: "each device has a key that can be withdrawn alone",
      otherwise: "people do not carry certificates, and {chosen} knows them",
      fits: [
        {
          when: all(q("users", "devices"), not(any(staff, outsiders))),
          points: 0.5,
          because: "only devices sign in, each with a key of its own",
        },
      ],
    }),
    option({
      id: "local-accounts",
      name: "Accounts of the operating system",
      technologies: [],
      base: 0.12,
      merit: "whoever may use the machine may use the program",
      otherwise:
        "there is a server that many reach, and {chosen} tells them apart",
      fits: [
        {
          when: all(
            chosen("installed-application"),
            q("disqualifiers", "disconnected"),
          ),
          points: 0.5,
          because: "it runs where there is no network to ask",
        },
      ],
    }),
  ],
  flips: [
    {
      chosen: ["framework-sign-in"],
      trigger:
        "when the first customer asks to sign in with its own directory, or a second application needs the same accounts",
    },
    {
      chosen: ["company-directory"],
      trigger: "when the first person outside the company needs access",
    },
    {
      trigger:
        "when its price passes a tenth of the budget, or it was down twice in a quarter",
    },
  ],
};

/** From a change to its users. */
export const delivery: SlotRule = {
  slot: "delivery",
  title: "Delivery",
  categories: [],
  options: [
    option({
      id: "github-actions",
      name: "GitHub Actions",
      base: 0.46,
      days: 0.2,
      from: 4,
      price: "one seat; two thousand minutes are free",
      licence: "proprietary",
      places: ["aws", "azure", "gcp", "platform", "own"],
      merit:
        "tests and releases stand beside the code, with short-lived credentials for every cloud",
      otherwise:
        "the code is not on GitHub or may not be, and {chosen} is where it is",
      fits: [
        {
          when: q("disqualifiers", "disconnected"),
          points: -0.25,
          because: "it needs a network",
        },
        {
          when: q("disqualifiers", "own-hosting"),
          points: -0.05,
          because: "it reaches your own machines only through a runner inside",
        },
      ],
      consequences: [
        "Actions are pinned by commit, and the cloud trusts the workflow, not a stored key.",
      ],
    }),
    option({
      id: "gitlab-ci",
      name: "GitLab CI",
      technologies: ["gitlab-ci", "gitlab"],
      base: 0.42,
      days: 0.4,
      from: 5,
      price: "a runner; own installation: a server",
      places: ["aws", "azure", "gcp", "platform", "own", "edge"],
      merit:
        "code, reviews and pipelines in one, also on a machine of your own",
      otherwise: "moving the code there gains nothing over {chosen}",
      fits: [
        {
          when: q("disqualifiers", "own-hosting", "disconnected"),
          points: 0.16,
          because: "it runs completely on your own machines",
        },
        {
          when: q("stack-forbidden", "proprietary"),
          points: 0.06,
          because: "its core is open source",
        },
      ],
    }),
    option({
      id: "azure-pipelines",
      name: "Azure Pipelines",
      base: 0.36,
      days: 0.3,
      from: 6,
      price: "one seat",
      licence: "proprietary",
      vendor: "azure",
      places: ["aws", "azure", "gcp", "platform", "own"],
      merit: "pipelines with approvals beside Azure Boards",
      otherwise:
        "new things arrive on GitHub first, and {chosen} is where the code is",
      fits: [
        {
          when: all(q("hosting", "azure"), q("stack-preferred", "dotnet")),
          points: 0.08,
          because: "it is at home beside C# on Azure",
        },
      ],
    }),
    option({
      id: "platform-deploys",
      name: "Deploys of the platform",
      technologies: ["netlify", "vercel", "heroku", "render", "railway", "fly"],
      base: 0.3,
      days: 0.1,
      licence: "proprietary",
      places: ["platform"],
      merit: "a push to the main branch is a release",
      otherwise: "it releases and does not test; {chosen} does both",
      fits: [
        {
          when: all(place("platform"), atMost("team-size", 2)),
          points: 0.12,
          because: "a push is a release, and {team-size} need no more",
        },
      ],
    }),
    option({
      id: "jenkins",
      name: "Jenkins",
      technologies: ["jenkins", "teamcity", "drone"],
      products: true,
      base: 0.28,
      days: 2,
      from: 20,
      price: "a server",
      merit: "it runs anywhere and does anything",
      otherwise: "a server with plug-ins to patch, which {chosen} spares you",
      fits: [
        {
          when: q("disqualifiers", "own-hosting", "disconnected"),
          points: 0.05,
          because: "it runs completely on your own machines",
        },
      ],
    }),
    option({
      id: "forgejo-actions",
      name: "Forgejo with its actions",
      technologies: ["gitea"],
      base: 0.3,
      days: 0.7,
      from: 10,
      price: "a small server",
      licence: "copyleft",
      merit: "a small forge of your own that reads GitHub workflows",
      otherwise: "a server more to look after, which {chosen} spares you",
      fits: [
        {
          when: q("disqualifiers", "own-hosting", "disconnected"),
          points: 0.08,
          because: "it runs completely on your own machines",
        },
      ],
    }),
    option({
      id: "argo-cd",
      name: "Argo CD beside the pipeline",
      technologies: ["argo-cd", "flux", "spinnaker"],
      products: true,
      base: 0.18,
      days: 1,
      skills: ["kubernetes"],
      merit:
        "the cluster is what the repository says, also after a change by hand",
      otherwise:
        "it keeps many clusters in step with the repository; for one, {chosen} is enough",
      requires: [
        {
          needs: chosen("kubernetes", "amazon-eks", "aks", "gke"),
          because: "there is no cluster that it could keep in step",
        },
      ],
      fits: [
        {
          when: all(
            chosen("kubernetes", "amazon-eks", "aks", "gke"),
            atLeast("teams", 4),
          ),
          points: 0.22,
          because:
            "{teams} release into one cluster, and the repository says what runs there",
        },
      ],
    }),
    option({
      id: "circleci",
      name: "CircleCI",
      technologies: [
        "circleci",
        "buildkite",
        "aws-codepipeline",
        "google-cloud-build",
        "tekton",
      ],
      products: true,
      base: 0.32,
      days: 0.3,
      from: 15,
      price: "the smallest plan",
      licence: "proprietary",
      places: ["aws", "azure", "gcp", "platform"],
      merit: "fast machines and good caching",
      otherwise:
        "one more supplier with keys to everything, where {chosen} is with the code",
    }),
  ],
  flips: [
    {
      chosen: ["platform-deploys"],
      trigger:
        "when the first release breaks something that a test would have caught",
    },
    {
      trigger:
        "when a change waits longer than 15 minutes for its pipeline, or the code moves to another forge",
    },
  ],
};

/** How the infrastructure is written down. */
export const infrastructureAsCode: SlotRule = {
  slot: "infrastructure-as-code",
  title: "Infrastructure as code",
  categories: [],
  options: [
    option({
      id: "opentofu",
      name: "OpenTofu",
      base: 0.4,
      days: 0.4,
      skills: ["infrastructure-as-code"],
      places: ["aws", "azure", "gcp", "platform", "own"],
      merit: "every cloud in one language, with an open licence",
      otherwise:
        "a state to keep and a language to learn, which {chosen} spares you",
      fits: [
        {
          when: place("aws", "azure", "gcp"),
          points: 0.08,
          because:
            "it describes everything on {place}, and the plan shows a change before it is made",
        },
        {
          when: q("worries", "lock-in"),
          points: 0.04,
          because: "it speaks to every provider",
        },
        {
          when: place("own", "edge"),
          points: -0.14,
          because: "your own machines have no interface that it could talk to",
        },
        {
          when: chosen("platform", "docker-compose"),
          points: -0.1,
          because: "there is little to describe",
        },
      ],
      consequences: [
        "The plan of every change is read before it is applied; state lies encrypted beside the data.",
      ],
    }),
    option({
      id: "terraform",
      name: "Terraform",
      base: 0.38,
      days: 0.4,
      licence: "source-available",
      skills: ["infrastructure-as-code"],
      places: ["aws", "azure", "gcp", "platform", "own"],
      merit: "every cloud in one language that most people know",
      otherwise:
        "the same as OpenTofu with a licence of one vendor; {chosen} fits better here",
      fits: [
        {
          when: place("aws", "azure", "gcp"),
          points: 0.08,
          because: "it describes everything on {place}",
        },
        {
          when: chosen("platform", "docker-compose"),
          points: -0.1,
          because: "there is little to describe",
        },
        {
          when: place("own", "edge"),
          points: -0.14,
          because: "your own machines have no interface that it could talk to",
        },
      ],
    }),
    option({
      id: "pulumi",
      name: "Pulumi",
      technologies: ["pulumi", "cdktf"],
      base: 0.34,
      days: 0.4,
      skills: ["infrastructure-as-code"],
      places: ["aws", "azure", "gcp"],
      merit: "infrastructure in the language of the code",
      otherwise: "fewer examples and people than for {chosen}",
      fits: [
        {
          when: q("stack-preferred", "typescript", "python", "go", "dotnet"),
          points: 0.03,
          because: "it is written in a language the team knows",
        },
      ],
    }),
    option({
      id: "aws-cdk",
      name: "AWS CDK",
      technologies: [
        "aws-cdk",
        "aws-sam",
        "cloudformation",
        "sst",
        "serverless-framework",
      ],
      base: 0.37,
      days: 0.3,
      vendor: "aws",
      places: ["aws"],
      skills: ["infrastructure-as-code"],
      merit: "AWS in the language of the code, with sound defaults",
      otherwise: "for AWS alone; {chosen} also describes what lies elsewhere",
      fits: [
        {
          when: all(
            style("serverless"),
            q("stack-preferred", "typescript", "python"),
          ),
          points: 0.18,
          because:
            "functions and their triggers are described beside their code",
        },
      ],
    }),
    option({
      id: "bicep",
      name: "Bicep",
      base: 0.39,
      days: 0.3,
      vendor: "azure",
      places: ["azure"],
      skills: ["infrastructure-as-code"],
      merit: "Azure without a state to keep",
      otherwise: "for Azure alone; {chosen} also describes what lies elsewhere",
      fits: [
        {
          when: all(place("azure"), atMost("team-size", 8)),
          points: 0.08,
          because: "there is no state to keep for {team-size}",
        },
      ],
    }),
    option({
      id: "ansible",
      name: "Ansible",
      technologies: ["ansible", "chef", "puppet"],
      base: 0.32,
      days: 0.4,
      licence: "copyleft",
      merit: "a machine is set up the same way twice",
      otherwise: "made for machines, and {chosen} is made for what runs here",
      fits: [
        {
          when: chosen("virtual-machines", "nomad"),
          points: 0.2,
          because: "it sets up each of your machines the same way",
        },
        {
          when: all(place("own"), chosen("docker-compose", "kubernetes")),
          points: 0.08,
          because: "it sets up each of your machines the same way",
        },
        {
          when: chosen(
            "aws-lambda",
            "azure-functions",
            "cloud-functions",
            "cloud-run",
            "platform",
          ),
          points: -0.2,
          because: "there are no machines to set up",
        },
      ],
    }),
    option({
      id: "compose-file",
      name: "The Compose file and a setup script",
      technologies: ["docker-compose"],
      base: 0.26,
      merit: "two files in the repository say everything",
      otherwise:
        "it describes one machine, and {chosen} describes everything around it",
      requires: [
        {
          needs: chosen("docker-compose"),
          because: "it describes one machine, and the code runs elsewhere",
        },
      ],
      fits: [
        {
          when: all(chosen("docker-compose"), atMost("team-size", 6)),
          points: 0.3,
          because:
            "one machine is described by two files that everybody can read",
        },
      ],
    }),
    option({
      id: "platform-file",
      name: "The platform’s own file",
      technologies: ["fly", "render", "heroku", "vercel", "netlify", "railway"],
      base: 0.2,
      places: ["platform"],
      merit: "one file in the repository says what runs",
      otherwise:
        "it describes one platform only, and {chosen} the rest as well",
      fits: [
        {
          when: chosen("platform", "cloudflare-workers"),
          points: 0.4,
          because: "one file in the repository says all that runs there",
        },
      ],
    }),
    option({
      id: "helm",
      name: "Helm charts",
      technologies: ["helm", "kustomize", "skaffold"],
      base: 0.2,
      days: 0.5,
      skills: ["kubernetes"],
      merit: "what runs in the cluster is versioned with the code",
      otherwise:
        "it describes what runs in the cluster, and {chosen} the cluster itself and what is around it",
      requires: [
        {
          needs: chosen("kubernetes", "amazon-eks", "aks", "gke"),
          because: "there is no cluster",
        },
      ],
      fits: [
        {
          when: all(place("own"), chosen("kubernetes")),
          points: 0.26,
          because: "what runs in your cluster is versioned with the code",
        },
      ],
    }),
    option({
      id: "installer-script",
      name: "The build of the installer",
      technologies: [],
      base: 0.15,
      merit: "the installer is the infrastructure",
      otherwise: "there are servers, and {chosen} describes them",
      fits: [
        {
          when: chosen("installed-application"),
          points: 0.5,
          because:
            "there is no server of yours, only what the installer puts down",
        },
        {
          when: not(chosen("installed-application")),
          points: -0.1,
          because: "nothing is installed at the customer",
        },
      ],
    }),
  ],
  flips: [
    {
      chosen: ["compose-file", "platform-file"],
      trigger:
        "when something outside these files was changed by hand for the third time",
    },
    {
      trigger:
        "when a plan takes longer than 5 minutes, or two people overwrite each other’s state",
    },
  ],
};

/** How one sees what it does. */
export const observability: SlotRule = {
  slot: "observability",
  title: "Observability",
  categories: [],
  options: [
    option({
      id: "opentelemetry-grafana",
      name: "OpenTelemetry with the Grafana stack",
      technologies: [
        "opentelemetry",
        "grafana",
        "prometheus",
        "loki",
        "tempo",
        "jaeger",
        "mimir",
        "opentelemetry-collector",
        "micrometer",
        "alertmanager",
      ],
      base: 0.36,
      days: 0.8,
      from: 20,
      price: "a small server, or the free hosted tier",
      licence: "copyleft",
      merit: "one open standard for figures, logs and traces, kept anywhere",
      otherwise: "a stack to operate, which {chosen} spares you",
      fits: [
        {
          when: style(
            "microservices",
            "event-driven",
            "service-based",
            "space-based",
          ),
          points: 0.2,
          because: "a request crosses several parts and has to be followed",
        },
        {
          when: place("own", "edge"),
          points: 0.14,
          because: "it runs on your own machines",
        },
        {
          when: q("worries", "lock-in"),
          points: 0.04,
          because: "the standard is open",
        },
        {
          when: atMost("team-size", 2),
          points: -0.14,
          because:
            "a stack of its own to look after is too much for {team-size}",
        },
      ],
      consequences: [
        "Every log line and message carries the trace’s id from the first day.",
      ],
    }),
    option({
      id: "prometheus-jaeger",
      name: "Prometheus and Jaeger",
      technologies: ["jaeger", "zipkin", "prometheus"],
      base: 0.3,
      days: 1,
      from: 20,
      price: "a small server",
      merit: "figures, alarms and traces under the most permissive licences",
      otherwise: "logs need a third part beside it, which {chosen} includes",
      fits: [
        {
          when: style(
            "microservices",
            "event-driven",
            "service-based",
            "space-based",
          ),
          points: 0.16,
          because: "a request crosses several parts and has to be followed",
        },
        {
          when: place("own", "edge"),
          points: 0.12,
          because: "it runs on your own machines",
        },
        {
          when: atMost("team-size", 2),
          points: -0.14,
          because:
            "a stack of its own to look after is too much for {team-size}",
        },
      ],
    }),
    option({
      id: "sentry",
      name: "Sentry and an uptime check",
      technologies: ["sentry", "bugsnag", "appsignal", "better-stack"],
      base: 0.42,
      days: 0.1,
      from: 5,
      price: "the free tier, or one seat",
      licence: "source-available",
      places: ["aws", "azure", "gcp", "platform", "own"],
      merit: "an error arrives with its line before a user calls",
      otherwise:
        "it sees errors and not why it is slow across parts, which {chosen} does",
      fits: [
        {
          when: all(
            atMost("team-size", 6),
            style("layered", "modular-monolith"),
          ),
          points: 0.12,
          because: "one process and {team-size} need to know of errors first",
        },
        {
          when: style("microservices", "event-driven"),
          points: -0.1,
          because: "a request crosses several parts",
        },
        {
          when: q("disqualifiers", "residency", "own-hosting", "disconnected"),
          points: -0.12,
          because: "error reports with data in them would leave the house",
        },
      ],
    }),
    option({
      id: "cloudwatch",
      name: "Amazon CloudWatch",
      technologies: ["cloudwatch"],
      base: 0.38,
      days: 0.2,
      from: 5,
      price: "ten gigabytes of logs and a few alarms",
      licence: "proprietary",
      vendor: "aws",
      places: ["aws"],
      merit: "there with everything on AWS, nothing to operate",
      otherwise:
        "following a request over several parts is tedious in it; {chosen} is better at it",
      fits: [
        {
          when: style("serverless"),
          points: 0.16,
          because: "functions write to it by themselves",
        },
        {
          when: style("layered", "modular-monolith", "pipeline"),
          points: 0.05,
          because: "logs and alarms of one process are enough",
        },
      ],
    }),
    option({
      id: "azure-monitor",
      name: "Azure Monitor",
      technologies: ["application-insights"],
      base: 0.42,
      days: 0.2,
      from: 5,
      price: "five gigabytes are free",
      licence: "proprietary",
      vendor: "azure",
      places: ["azure"],
      merit: "there with everything on Azure, with traces",
      otherwise: "its price grows with every log line; {chosen} is enough here",
      fits: [
        {
          when: style("serverless"),
          points: 0.14,
          because: "functions write to it by themselves",
        },
      ],
    }),
    option({
      id: "google-cloud-observability",
      name: "Google Cloud Observability",
      technologies: ["google-cloud-observability"],
      base: 0.42,
      days: 0.2,
      from: 1,
      price: "fifty gigabytes are free",
      licence: "proprietary",
      vendor: "gcp",
      places: ["gcp"],
      merit: "there with everything on Google Cloud, with traces",
      otherwise: "for Google Cloud alone, and {chosen} sees the rest too",
      fits: [
        {
          when: style("serverless", "pipeline"),
          points: 0.12,
          because: "jobs and functions write to it by themselves",
        },
      ],
    }),
    option({
      id: "datadog",
      name: "Datadog",
      technologies: [
        "datadog",
        "new-relic",
        "dynatrace",
        "honeycomb",
        "elastic-apm",
        "splunk",
      ],
      products: true,
      base: 0.34,
      days: 0.2,
      from: 60,
      price: "two hosts with traces",
      licence: "proprietary",
      places: ["aws", "azure", "gcp", "platform"],
      merit: "everything in one place on the first day",
      otherwise:
        "its bill grows with every host and line, and {chosen} is enough here",
      fits: [
        {
          when: all(
            atLeast("budget", 15_000),
            style(
              "microservices",
              "event-driven",
              "space-based",
              "service-based",
            ),
          ),
          points: 0.2,
          because: "many parts in one place, and {budget} carry its bill",
        },
        {
          when: atMost("budget", 1500),
          points: -0.14,
          because: "its bill would eat a good part of the {budget}",
        },
      ],
    }),
    option({
      id: "platform-logs",
      name: "Logs of the host and an uptime check",
      technologies: [],
      base: 0.3,
      days: 0.1,
      merit: "nothing to set up",
      otherwise:
        "nobody is told when something breaks at night, which {chosen} does",
      fits: [
        {
          when: all(place("platform"), atMost("team-size", 2)),
          points: 0.1,
          because: "nothing to set up for {team-size}",
        },
        {
          when: q("first-hour-down", "money", "harm"),
          points: -0.2,
          because: "an hour down is grave, and somebody has to be told",
        },
      ],
    }),
    option({
      id: "local-diagnostics",
      name: "A log on the device that the customer can send",
      technologies: [],
      base: 0.1,
      merit: "it works without a network and sends nothing unasked",
      otherwise: "there is a server that can be watched, and {chosen} does",
      fits: [
        {
          when: chosen("installed-application"),
          points: 0.5,
          because:
            "it runs where nobody of yours looks, and nothing may be sent unasked",
        },
      ],
    }),
  ],
  flips: [
    {
      chosen: ["sentry", "platform-logs", "cloudwatch"],
      trigger:
        "when finding the cause of a failure takes longer than an hour twice in a month",
    },
    { trigger: "when it costs more than a tenth of what it watches" },
  ],
};
