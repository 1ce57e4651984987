import type { SlotRule } from "../slot-rule.ts";
import {
  all,
  any,
  atLeast,
  atMost,
  not,
  option,
  peak,
  q,
  style,
  uses,
} from "../slot-rule.ts";

const splitUp = style(
  "microservices",
  "service-based",
  "event-driven",
  "space-based",
);
const small = any(atMost("team-size", 2), atMost("budget", 300));
const runsKubernetes = uses(
  "kubernetes",
  "kubernetes-deployment",
  "helm",
  "amazon-eks",
  "aks",
  "gke",
  "openshift",
  "digitalocean-kubernetes",
);

/** Kubernetes is out for two people, for a small budget, and for those who have never run it, unless it runs already. */
const kubernetesNeeds = [
  {
    needs: any(runsKubernetes, atLeast("team-size", 3)),
    because: "a cluster needs upkeep every month, and you are {team-size}",
  },
  {
    needs: any(runsKubernetes, atLeast("budget", 500)),
    because: "a cluster with its nodes eats a good part of the {budget}",
  },
  {
    needs: any(runsKubernetes, q("skills", "kubernetes")),
    because: "nobody here has run Kubernetes in production",
  },
];
const kubernetesFits = [
  {
    when: style("microservices", "space-based"),
    points: 0.28,
    because:
      "many separately released services share one way to be placed, scaled and replaced",
  },
  {
    when: all(
      style("microservices", "space-based"),
      atLeast("teams", 4),
      atLeast("budget", 5000),
    ),
    points: 0.12,
    because:
      "{teams} release into it on their own, and {budget} carry its upkeep",
  },
  {
    when: all(style("event-driven", "service-based"), atLeast("teams", 3)),
    points: 0.12,
    because: "{teams} place and scale their parts alone",
  },
  {
    when: style("layered", "modular-monolith", "pipeline", "microkernel"),
    points: -0.25,
    because: "a {style} is one thing to run and needs no scheduler",
  },
];
/** With a managed cluster in the files, the same cluster is no alternative to itself. */
const notManaged = {
  needs: not(uses("amazon-eks", "aks", "gke")),
  because: "the cluster that is there is a managed one",
};
const functionNeeds = [
  {
    needs: not(q("longest-task", "hours")),
    because:
      "functions are cut off after about 15 minutes, and the longest piece of work takes longer",
  },
  {
    needs: not(q("latency", "under-50ms")),
    because:
      "a cold start alone takes longer than the twentieth of a second that is noticed",
  },
];
const functionFits = [
  {
    when: style("serverless"),
    points: 0.5,
    because: "the style runs nothing while there is nothing to do",
  },
  {
    when: all(q("idle", "mostly"), atMost("team-size", 3)),
    points: 0.1,
    because: "idle hours cost nothing",
  },
  {
    when: not(style("serverless")),
    points: -0.12,
    because: "a {style} has a process that stays up",
  },
];
const containerFits = [
  {
    when: style("layered", "modular-monolith", "service-based"),
    points: 0.16,
    because:
      "the processes of a {style} run as containers without a cluster to look after",
  },
  {
    when: style("event-driven", "microservices"),
    points: 0.12,
    because: "each part is scaled alone without a cluster to look after",
  },
  {
    when: style("pipeline"),
    points: 0.1,
    because: "steps run as jobs and cost nothing in between",
  },
];

/** Where the code runs. It decides the place for everything after it where nobody named one. */
export const compute: SlotRule = {
  slot: "compute",
  title: "Compute",
  categories: [],
  options: [
    option({
      id: "docker-compose",
      name: "One server with Docker Compose",
      technologies: ["docker-compose"],
      base: 0.4,
      days: 0.7,
      from: 12,
      price: "a server with 2 cores and 4 GB at a small host",
      places: ["aws", "azure", "gcp", "own", "edge"],
      merit: "one file says what runs, on one machine that anybody can mend",
      otherwise: "one machine is one point of failure, which {chosen} is not",
      fits: [
        {
          when: all(small, not(style("serverless"))),
          points: 0.12,
          because:
            "one machine for {team-size} and {budget}, carrying {peak} easily",
        },
        {
          when: q("hosting", "own", "edge"),
          points: 0.12,
          because: "it needs nothing but a machine of yours",
        },
        {
          when: peak(1500),
          points: -0.2,
          because: "one machine is too little for {peak}",
        },
        {
          when: any(
            atLeast("availability", 99.9),
            q("first-hour-down", "harm", "money"),
          ),
          points: -0.1,
          because: "when the one machine is down, everything is",
        },
        {
          when: style("microservices", "space-based"),
          points: -0.25,
          because:
            "separately released services on one machine share its failures",
        },
        {
          when: all(atLeast("concurrent-users", 300), atLeast("budget", 1000)),
          points: -0.14,
          because:
            "{concurrent-users} notice when the one machine is away, and {budget} pay for a second",
        },
        {
          when: atLeast("team-size", 12),
          points: -0.1,
          because: "{team-size} would queue for one machine",
        },
      ],
      consequences: [
        "A restore onto a fresh machine is rehearsed once a quarter: the machine is the single point of failure.",
      ],
    }),
    option({
      id: "virtual-machines",
      name: "Two servers behind a load balancer",
      technologies: [
        "amazon-ec2",
        "azure-virtual-machines",
        "compute-engine",
        "digitalocean-droplet",
        "lightsail",
        "ansible",
        "capistrano",
        "kamal",
      ],
      base: 0.34,
      days: 1.2,
      from: 45,
      price: "two small servers and a load balancer",
      places: ["aws", "azure", "gcp", "own"],
      merit: "two machines, one may fail, and nothing else to learn",
      otherwise: "servers have to be patched, which {chosen} spares you",
      fits: [
        {
          when: q("hosting", "own"),
          points: 0.16,
          because: "one of two machines of yours may fail without an outage",
        },
        {
          when: all(
            q("hosting", "own"),
            any(
              q("first-hour-down", "harm", "money"),
              atLeast("availability", 99.9),
            ),
          ),
          points: 0.14,
          because: "an hour down is grave, and the second machine takes over",
        },
        {
          when: style("microservices"),
          points: -0.15,
          because:
            "placing many services by hand is work that a scheduler does",
        },
        {
          when: style("serverless"),
          points: -0.2,
          because: "servers run while there is nothing to do",
        },
      ],
      consequences: [
        "Operating system updates are installed on one machine at a time, every month.",
      ],
    }),
    option({
      id: "platform",
      name: "A simple platform (Fly.io, Render, Heroku)",
      technologies: [
        "fly",
        "render",
        "heroku",
        "railway",
        "digitalocean-app-platform",
        "vercel",
        "netlify",
        "buildpacks",
      ],
      base: 0.42,
      days: 0.3,
      from: 15,
      price: "a small process and a small database",
      places: ["platform"],
      merit: "a push is a release, and nobody looks after servers",
      otherwise:
        "it costs more for each unit of power and leaves less to adjust than {chosen}",
      fits: [
        {
          when: all(
            q("hosting", "any"),
            atMost("team-size", 8),
            style("layered", "modular-monolith"),
          ),
          points: 0.16,
          because:
            "nobody asked for a cloud, and {team-size} have better things to do than to set one up",
        },
        {
          when: q("hosting", "platform"),
          points: 0.2,
          because: "it is where you want to run",
        },
        {
          when: all(small, q("hosting", "any")),
          points: 0.14,
          because: "nobody has to look after servers, which suits {team-size}",
        },
        {
          when: q("disqualifiers", "residency", "regulated"),
          points: -0.1,
          because:
            "region and contracts have to be checked for every single platform",
        },
        {
          when: atLeast("budget", 5000),
          points: -0.08,
          because: "at {budget} a cloud gives more for the money",
        },
        {
          when: style("microservices", "space-based", "serverless"),
          points: -0.12,
          because: "it is made for a few processes that stay up",
        },
      ],
      consequences: [
        "The image stays an ordinary container, so that the platform can be left within a week.",
      ],
    }),
    option({
      id: "amazon-ecs",
      name: "Amazon ECS on Fargate",
      technologies: ["amazon-ecs", "aws-app-runner", "elastic-beanstalk"],
      base: 0.4,
      days: 0.8,
      from: 45,
      price: "two quarter-core tasks and a load balancer",
      vendor: "aws",
      licence: "proprietary",
      places: ["aws"],
      skills: ["containers"],
      merit: "containers in two zones without servers to patch",
      otherwise:
        "it needs a network, a load balancer and roles before the first page, which {chosen} does not",
      fits: [
        ...containerFits,
        {
          when: all(q("hosting", "any"), atLeast("team-size", 9)),
          points: 0.05,
          because:
            "nobody asked for a cloud, and this is the one that most people you may hire know",
        },
      ],
      consequences: [
        "Two tasks in two zones; the load balancer replaces one that does not answer its health check.",
      ],
    }),
    option({
      id: "azure-container-apps",
      name: "Azure Container Apps",
      technologies: ["azure-container-apps", "azure-container-instances"],
      base: 0.41,
      days: 0.6,
      from: 15,
      price: "one half-core replica that stays up",
      vendor: "azure",
      licence: "proprietary",
      places: ["azure"],
      skills: ["containers"],
      merit:
        "containers that scale to nothing, without a cluster to look after",
      otherwise: "one more thing to learn beside {chosen}",
      fits: containerFits,
    }),
    option({
      id: "azure-app-service",
      name: "Azure App Service",
      base: 0.37,
      days: 0.4,
      from: 13,
      price: "one basic instance",
      vendor: "azure",
      licence: "proprietary",
      places: ["azure"],
      merit: "a web application without containers or servers",
      otherwise: "made for one web application; workers fit better on {chosen}",
      fits: [
        {
          when: style("layered", "modular-monolith"),
          points: 0.14,
          because: "one web application is what it is made for",
        },
        {
          when: splitUp,
          points: -0.1,
          because: "many parts want to be scaled alone",
        },
      ],
    }),
    option({
      id: "cloud-run",
      name: "Google Cloud Run",
      technologies: ["cloud-run", "cloud-run-jobs", "app-engine", "knative"],
      base: 0.4,
      days: 0.4,
      from: 8,
      price: "one container, paid while it works",
      vendor: "gcp",
      licence: "proprietary",
      places: ["gcp"],
      skills: ["containers"],
      merit: "any container, paid while it works, with jobs beside services",
      otherwise: "only on Google Cloud, where nothing else of yours is",
      fits: [
        ...containerFits,
        {
          when: style("serverless"),
          points: 0.15,
          because: "it scales to nothing and still takes ordinary containers",
        },
      ],
    }),
    option({
      id: "aws-lambda",
      name: "AWS Lambda",
      technologies: [
        "aws-lambda",
        "aws-sam",
        "chalice",
        "serverless-framework",
        "sst",
      ],
      base: 0.3,
      days: 0.4,
      from: 1,
      price: "a million short calls",
      vendor: "aws",
      licence: "proprietary",
      tags: ["serverless"],
      places: ["aws"],
      skills: ["functions"],
      merit: "nothing runs and nothing costs while nothing happens",
      otherwise:
        "limits on time and connections shape the code, which {chosen} does not ask for",
      requires: functionNeeds,
      fits: functionFits,
      consequences: [
        "Database connections are pooled outside the functions, or the database is one that is called over HTTP.",
      ],
    }),
    option({
      id: "azure-functions",
      name: "Azure Functions",
      technologies: ["azure-functions", "azure-logic-apps"],
      base: 0.3,
      days: 0.4,
      from: 1,
      price: "a million short calls",
      vendor: "azure",
      licence: "proprietary",
      tags: ["serverless"],
      places: ["azure"],
      skills: ["functions"],
      merit: "nothing runs and nothing costs while nothing happens",
      otherwise:
        "limits on time and connections shape the code, which {chosen} does not ask for",
      requires: functionNeeds,
      fits: functionFits,
    }),
    option({
      id: "cloud-functions",
      name: "Google Cloud Functions",
      base: 0.29,
      days: 0.4,
      from: 1,
      price: "a million short calls",
      vendor: "gcp",
      licence: "proprietary",
      tags: ["serverless"],
      places: ["gcp"],
      skills: ["functions"],
      merit: "nothing runs and nothing costs while nothing happens",
      otherwise:
        "limits on time and connections shape the code, which {chosen} does not ask for",
      requires: functionNeeds,
      fits: functionFits,
    }),
    option({
      id: "cloudflare-workers",
      name: "Cloudflare Workers",
      technologies: ["cloudflare-workers", "cloudflare-pages", "cloudflare-d1"],
      base: 0.28,
      days: 0.3,
      from: 5,
      price: "ten million short calls",
      licence: "proprietary",
      tags: ["serverless"],
      places: ["platform"],
      skills: ["functions"],
      merit: "functions near the user, without cold starts that are noticed",
      otherwise:
        "its runtime is not Node.js and its database not PostgreSQL, so that leaving is a rewrite",
      requires: functionNeeds,
      fits: functionFits,
    }),
    option({
      id: "amazon-eks",
      name: "Kubernetes on Amazon EKS",
      base: 0.3,
      days: 4,
      from: 250,
      price: "the control plane and three small nodes",
      vendor: "aws",
      tags: ["kubernetes"],
      places: ["aws"],
      skills: ["kubernetes", "infrastructure-as-code"],
      merit: "one way to run every service, known to those you may hire",
      otherwise:
        "a cluster is a second product to look after, and {chosen} does the same without",
      requires: kubernetesNeeds,
      fits: kubernetesFits,
      consequences: [
        "Cluster upgrades three times a year are somebody’s named task.",
      ],
    }),
    option({
      id: "aks",
      name: "Kubernetes on Azure AKS",
      base: 0.31,
      days: 3.5,
      from: 200,
      price: "three small nodes",
      vendor: "azure",
      tags: ["kubernetes"],
      places: ["azure"],
      skills: ["kubernetes", "infrastructure-as-code"],
      merit: "one way to run every service, known to those you may hire",
      otherwise:
        "a cluster is a second product to look after, and {chosen} does the same without",
      requires: kubernetesNeeds,
      fits: kubernetesFits,
      consequences: [
        "Cluster upgrades three times a year are somebody’s named task.",
      ],
    }),
    option({
      id: "gke",
      name: "Kubernetes on Google GKE",
      base: 0.32,
      days: 3,
      from: 200,
      price: "the control plane and three small nodes",
      vendor: "gcp",
      tags: ["kubernetes"],
      places: ["gcp"],
      skills: ["kubernetes", "infrastructure-as-code"],
      merit: "one way to run every service, known to those you may hire",
      otherwise:
        "a cluster is a second product to look after, and {chosen} does the same without",
      requires: kubernetesNeeds,
      fits: kubernetesFits,
      consequences: [
        "Cluster upgrades three times a year are somebody’s named task.",
      ],
    }),
    option({
      id: "kubernetes",
      name: "Kubernetes",
      technologies: [
        "kubernetes",
        "kubernetes-deployment",
        "helm",
        "openshift",
        "kustomize",
        "digitalocean-kubernetes",
      ],
      base: 0.27,
      days: 7,
      from: 150,
      price: "three machines of your own",
      tags: ["kubernetes"],
      skills: ["kubernetes", "infrastructure-as-code"],
      merit: "the same way to run every service wherever machines are",
      otherwise:
        "a cluster of your own takes days every month that {chosen} does not",
      requires: [...kubernetesNeeds, notManaged],
      fits: kubernetesFits,
      consequences: [
        "Etcd backups, certificates and cluster upgrades are somebody’s named task.",
      ],
    }),
    option({
      id: "nomad",
      name: "HashiCorp Nomad",
      base: 0.22,
      days: 3,
      from: 60,
      price: "three machines",
      licence: "source-available",
      places: ["own", "aws", "azure", "gcp"],
      skills: ["containers"],
      merit: "a scheduler that one person understands",
      otherwise:
        "a scheduler is only worth it for many parts on many machines, and {chosen} needs none",
      fits: [
        {
          when: all(q("hosting", "own"), splitUp),
          points: 0.16,
          because:
            "it places the parts of a {style} on your machines with less upkeep than Kubernetes",
        },
      ],
    }),
    option({
      id: "installed-application",
      name: "Installed at the customer, updated by itself",
      technologies: ["electron", "tauri"],
      base: 0.2,
      days: 0.5,
      from: 25,
      price: "code signing and a place for downloads",
      places: ["own", "edge"],
      merit:
        "it runs where the instrument or the user is, with or without a network",
      otherwise:
        "an installation at every customer has to be updated there, which {chosen} spares you",
      fits: [
        {
          when: all(style("microkernel"), q("disqualifiers", "disconnected")),
          points: 0.5,
          because: "the core and its plug-ins run where there is no network",
        },
        {
          when: q("tenancy", "separate"),
          points: 0.1,
          because: "each customer has an installation",
        },
        {
          when: not(q("tenancy", "separate")),
          points: -0.15,
          because: "everybody shares one installation",
        },
      ],
      consequences: [
        "Every release can be rolled back on the customer’s machine, and old plug-ins are tested against each.",
      ],
    }),
  ],
  flips: [
    {
      chosen: [
        "docker-compose",
        "virtual-machines",
        "platform",
        "azure-app-service",
      ],
      trigger:
        "when an outage of one machine costs more than a month of a second one, or a part has to be scaled alone every week",
    },
    {
      chosen: [
        "aws-lambda",
        "azure-functions",
        "cloud-functions",
        "cloudflare-workers",
      ],
      trigger:
        "when the functions are busy for more than a third of the day, or one of them needs more than 10 minutes",
    },
    {
      chosen: ["amazon-eks", "aks", "gke", "kubernetes", "nomad"],
      trigger:
        "when fewer than two people are left who can mend the cluster, or fewer than six services run in it",
    },
    {
      trigger:
        "when more than a dozen services are released separately and a team for the platform exists",
    },
  ],
};
