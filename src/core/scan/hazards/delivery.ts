import type { HazardRule } from './hazard-rule.ts';

/** What the pipelines show: the workflows of GitHub Actions. */
export const deliveryHazards: readonly HazardRule[] = [
  {
    id: 'hazard.untrusted-checkout',
    severity: 'medium',
    headline: 'Code of strangers runs with the secrets of the pipeline',
    statement: 'The workflow runs on pull_request_target and checks out the code of the pull request.',
    why: 'Code of a stranger then runs with the secrets and the write token of this repository.',
    mitigation: 'build on pull_request without secrets, and let a second workflow on workflow_run do what needs them',
    reference: 'https://securitylab.github.com/resources/github-actions-preventing-pwn-requests/',
    example: {
      files: {
        '.github/workflows/label.yml':
          'on: pull_request_target\njobs:\n  label:\n    steps:\n      - uses: actions/checkout@v4\n        with:\n          ref: ${{ github.event.pull_request.head.sha }}\n',
      },
      at: '.github/workflows/label.yml:7',
    },
    negative: {
      files: {
        '.github/workflows/label.yml':
          'on: pull_request_target\njobs:\n  label:\n    steps:\n      - uses: actions/checkout@v4\n      - uses: actions/labeler@v5\n',
      },
    },
  },
  {
    id: 'hazard.workflow-script-injection',
    severity: 'high',
    headline: 'A stranger can run commands in the pipeline',
    statement: 'The workflow puts {value}, which a stranger writes, into a shell script.',
    several: '{count} workflows put text that strangers write into shell scripts.',
    why: 'A title with a closing quote and a command in it runs that command with the token and the secrets of this repository.',
    mitigation: 'hand the text over in env and use it as "$TITLE" in the script; it is then never read as a command',
    reference: 'https://docs.github.com/en/actions/concepts/security/script-injections',
    example: {
      files: {
        '.github/workflows/triage.yml':
          'on: issues\njobs:\n  triage:\n    steps:\n      - run: |\n          echo triage\n          echo "${{ github.event.issue.title }}" >> titles\n',
      },
      at: '.github/workflows/triage.yml:7',
    },
    negative: {
      files: {
        '.github/workflows/triage.yml':
          'on: issues\njobs:\n  triage:\n    steps:\n      - env:\n          TITLE: ${{ github.event.issue.title }}\n        run: echo "$TITLE" ${{ github.event.issue.number }}\n',
      },
    },
  },
  {
    id: 'hazard.workflow-unpinned-action',
    severity: 'low',
    statement: 'The action {action} of a third party is taken by a name that can be moved.',
    several: '{count} actions of third parties are taken by names that can be moved.',
    why: 'Whoever takes over that repository moves the tag and runs in this pipeline with its secrets, as happened to tj-actions in 2025.',
    mitigation: 'pin each to the full commit hash with the version in a comment; Dependabot keeps both up to date',
    reference: 'https://docs.github.com/en/actions/reference/security/secure-use#using-third-party-actions',
    example: {
      files: {
        '.github/workflows/ci.yml':
          'on: push\njobs:\n  test:\n    steps:\n      - uses: actions/checkout@v4\n      - uses: acme-tools/notify@v2\n',
      },
      at: '.github/workflows/ci.yml:6',
    },
    negative: {
      files: {
        '.github/workflows/ci.yml':
          'on: push\njobs:\n  test:\n    steps:\n      - uses: actions/checkout@v4\n      - uses: ./.github/actions/setup\n      - uses: acme-tools/notify@3f1b2c4d5e6f708192a3b4c5d6e7f8091a2b3c4d # v2\n',
      },
    },
  },
  {
    id: 'hazard.workflow-long-lived-key',
    severity: 'medium',
    headline: 'The pipeline holds a cloud key that never ends',
    statement: 'The workflow signs in to {cloud} with a stored key.',
    several: '{count} workflows sign in to their cloud with a stored key.',
    why: 'The key works from everywhere and for ever; one leaked log or one bad action gives the cloud account away.',
    mitigation: 'let the cloud trust the OpenID token of GitHub for this repository and branch, then delete the key',
    reference: 'https://docs.github.com/en/actions/concepts/security/openid-connect',
    example: {
      files: {
        '.github/workflows/deploy.yml':
          'on: push\njobs:\n  deploy:\n    steps:\n      - run: npm test\n      - uses: aws-actions/configure-aws-credentials@v4\n        with:\n          aws-access-key-id: ${{ secrets.AWS_KEY }}\n          aws-region: eu-west-1\n',
      },
      at: '.github/workflows/deploy.yml:8',
    },
    negative: {
      files: {
        '.github/workflows/deploy.yml':
          'on: push\njobs:\n  deploy:\n    permissions: { id-token: write }\n    steps:\n      - uses: aws-actions/configure-aws-credentials@v4\n        with:\n          role-to-assume: arn:aws:iam::123456789012:role/deploy\n          aws-region: eu-west-1\n',
      },
    },
  },
  {
    id: 'hazard.workflow-write-all',
    severity: 'low',
    statement: 'The workflow gives every step a token that may write everything.',
    several: '{count} workflows give every step a token that may write everything.',
    why: 'One bad action can then push code, publish packages and change releases.',
    mitigation: 'start from permissions: contents: read and add the one scope that a job needs at that job',
    reference: 'https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#permissions',
    example: {
      files: { '.github/workflows/ci.yml': 'on: push\npermissions: write-all\njobs:\n  test:\n    steps:\n      - run: npm test\n' },
      at: '.github/workflows/ci.yml:2',
    },
    negative: {
      files: {
        '.github/workflows/ci.yml': 'on: push\npermissions:\n  contents: write\njobs:\n  test:\n    steps:\n      - run: npm test\n',
      },
    },
  },
  {
    id: 'hazard.deploy-untested',
    severity: 'medium',
    headline: 'Users are the first to test a change',
    statement: 'Every push is delivered, and no workflow runs a test before or beside it.',
    why: 'The first to find out that a change does not work are the users.',
    mitigation: 'run the ten most important checks in a job that the delivery needs, even if they are only requests against a started copy',
    reference: 'https://dora.dev/capabilities/continuous-delivery/',
    example: {
      files: {
        '.github/workflows/deploy.yml':
          'on:\n  push:\n    branches: [main]\njobs:\n  deploy:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: actions/checkout@v4\n      - run: flyctl deploy --remote-only\n',
      },
      at: '.github/workflows/deploy.yml:9',
    },
    negative: {
      files: {
        '.github/workflows/deploy.yml':
          'on:\n  push:\n    branches: [main]\njobs:\n  deploy:\n    steps:\n      - run: flyctl deploy --remote-only\n',
        '.github/workflows/ci.yml': 'on: pull_request\njobs:\n  ci:\n    steps:\n      - run: npm test\n',
      },
    },
  },
];
