import type { Practice } from '../../model/fact.ts';

/** What a command in a pipeline shows. Owns its examples: a test runs every one. */
export interface CommandRule {
  readonly practice: Practice;
  /** Catalogue id of the place that it delivers to. */
  readonly target?: string;
  readonly pattern: RegExp;
  /** Takes it back: a build that is told to skip its tests runs none. */
  readonly except?: RegExp;
  readonly examples: readonly string[];
  readonly not: readonly string[];
}

/** A cluster on the runner itself is a test, not a place to deliver to. */
export const trialCluster = /\bkind create cluster|\bminikube start|\bk3d cluster create|\bct install\b/;

/** A command that builds the system: what is built on every change is integrated, whether or not it is tested. */
export const buildCommand =
  /^(\w+=\S* |sudo |time |exec |bundle exec |npx )*(\S*\/)?((npm|pnpm|yarn|bun)( run)? build\b|mvnw?\b.{0,200}\s(compile|package|install|verify|deploy)\b|gradlew?\b.{0,200}[\s:](build|assemble|\w*[jJ]ar|compile\w*|classes)\b|make( -\S+)*( (all|build|image|dist|compile|package|release)|$)|msbuild|cmake|bazel build|go build|cargo build|dotnet (build|publish)|swift build|xcodebuild|flutter build|mix compile|sbt|ninja|meson compile|ng build|(docker|podman|buildah)( buildx)? (build|bud))(\s|$)/;

/** Says for any rule that a tool is installed and not run. */
export const installs =
  /\b(pip3?|pipx|gem|apt|apt-get|apk|yum|dnf|brew|conda|mamba|poetry|uv|npm|yarn|pnpm|bun|cargo|go|choco|winget|dotnet tool)( -\S+)* (install|add|get|i)\b/;

/** The commands of pipelines by what they show, the same for every tool; several rules may share a practice or a target. */
export const commandRules: readonly CommandRule[] = [
  {
    practice: 'automated-tests',
    pattern:
      /\b(npm|pnpm|yarn|bun)( --?[\w-]+([= ]\S+)?){0,3}( run(-script)?)?( --?[\w-]+(=\S+)?){0,2} (test|t|tests|unit|e2e|jest|vitest)(:[\w:-]+)?(\s|$|["';&|])/,
    examples: ['npm test', 'npm ci && npm test', 'yarn test:unit --ci', 'pnpm -r test', 'npm run test:e2e', 'yarn --cwd web run test'],
    not: ['npm install', 'yarn testing-tool', 'npm run build-test-image', 'npm publish'],
  },
  {
    practice: 'automated-tests',
    pattern:
      /\b(npx |yarn |pnpm (exec |dlx )?|bunx )(vitest|jest|mocha|ava|karma start|playwright test|cypress run|ng test)\b|\b(nx|turbo|lerna)\b.{0,80}[\s=,:]tests?(\s|$|,)/,
    examples: ['npx playwright test', 'npx nx affected -t lint test', 'turbo run test', 'pnpm vitest run', 'npx lerna run test'],
    not: ['npx playwright install', 'npx cypress verify', 'turbo run build'],
  },
  {
    practice: 'automated-tests',
    pattern:
      /(^|[\s;&|("'])(py\.?test|python3? -m (pytest|unittest)|tox|nox|nosetests|(\S*\/)?manage\.py test|(bundle exec |bin\/)?(rspec|rake (test|spec)|rails test|cucumber)|(\S*\/)?(phpunit|pest|paratest|codecept run)|composer (run )?tests?|php artisan test|mix test|go test|gotestsum|cargo (test|nextest)|dotnet (test|vstest)|sbt [^#]{0,80}\btest|bazel(isk)? test|ctest|swift test|flutter test|deno test|lein test|dbt (test|build)|make [\w -]{0,40}\b(test|tests|check)|earthly \+test|just test|task test)([\s;&|)"':]|$)/,
    examples: [
      'pytest -q',
      'poetry run pytest tests',
      'python manage.py test',
      'bundle exec rspec',
      'bin/rails test',
      'vendor/bin/phpunit',
      'go test ./...',
      'cd api && cargo test --all',
      'dotnet test --no-build',
      'make lint test',
      'sbt clean coverage test',
    ],
    not: ['go testing', 'composer install', 'apt-get install tox-data', 'make attest'],
  },
  {
    practice: 'automated-tests',
    pattern: /(^|[\s;&|("'/])mvnw?\b.{0,200}\s(test|verify|package|install|deploy|integration-test)\b/,
    except: /-DskipTests(?!=false)|-Dmaven\.test\.skip(?!=false)/,
    examples: ['mvn -B verify', './mvnw clean install', 'mvn --no-transfer-progress test'],
    not: ['mvn install -DskipTests', 'mvn -Dmaven.test.skip=true package', 'mvn dependency:tree', 'mvn compile'],
  },
  {
    practice: 'automated-tests',
    pattern: /(^|[\s;&|("'/])gradlew?(\.bat)?\b.{0,200}[\s:]([\w-]*[tT]est|check|build)\b/,
    except: /\s(-x|--exclude-task)[ =]:?([\w-]+:)*(test|check)\b/,
    examples: ['./gradlew test', 'gradle clean build', './gradlew :api:integrationTest', 'gradlew.bat check'],
    not: ['./gradlew assemble', './gradlew build -x test', './gradlew bootJar'],
  },
  {
    // A script of the repository, named after what it does.
    practice: 'automated-tests',
    pattern:
      /^((ba|z|da)?sh |python3? |pwsh )?(-\w+ )?(\.{0,2}\/)?([\w.-]+\/){0,8}([\w.-]*[_.-])?(tests?|specs?|e2e)([_-][\w-]+)?\.(sh|ps1|py)(\s|$)/i,
    examples: ['bash scripts/test.sh', './run-tests.sh --ci', '.buildkite/steps/tests.sh', 'ci/unit_tests.sh'],
    not: ['./scripts/latest.sh', 'cat test.sh', './deploy.sh tests', 'tests/fixtures/setup.sh'],
  },
  {
    practice: 'linting',
    pattern:
      /\b(npm|pnpm|yarn|bun)( --?[\w-]+(=\S+)?){0,3}( run)? (lint|eslint|prettier)\b|(^|[\s;&|("'/])(eslint|oxlint|stylelint|ruff( check| format)?|flake8|pylint|black --check|golangci-lint|rubocop|cargo (clippy|fmt)|pre-commit run|biome (check|ci|lint)|phpcs|phpstan|psalm|ktlint|checkstyle|mix (credo|format --check)|dotnet format|hadolint|shellcheck|gofmt|go vet|tflint|swiftlint|make [\w -]{0,40}\blint)([\s;&|)"'.:-]|$)/,
    examples: ['npm run lint', 'npx eslint .', 'bundle exec rubocop', 'golangci-lint run', 'ruff check .', 'black --check .', 'make lint'],
    not: ['npm install', 'npm run splint'],
  },
  {
    practice: 'type-checking',
    pattern:
      /\b(npm|pnpm|yarn|bun)( run)? (typecheck|type-check|check-types|types|tsc)\b|(^|[\s;&|("'/])(tsc|vue-tsc|mypy|pyright|dialyzer|mix dialyzer|srb tc|steep check)([\s;&|)"']|$)/,
    examples: ['npm run typecheck', 'npx tsc --noEmit', 'mypy app', 'mix dialyzer'],
    not: ['npm run type', 'pip install types-requests'],
  },
  {
    practice: 'migrations',
    pattern:
      /\b(alembic upgrade|prisma migrate deploy|flyway (-\S+ )*migrate|liquibase (--?\S+ )*update|rails db:migrate|rake db:migrate|manage\.py migrate|artisan migrate|sequelize(-cli)? db:migrate|knex migrate:latest|typeorm migration:run|ecto\.migrate|dotnet ef database update|goose up|migrate -path|dbmate (up|migrate)|drizzle-kit (push|migrate)|supabase db push|wrangler d1 migrations apply)/,
    examples: ['alembic upgrade head', 'python manage.py migrate --noinput', 'bundle exec rails db:migrate', 'npx prisma migrate deploy'],
    not: ['alembic revision', 'prisma generate', 'manage.py makemigrations'],
  },
  {
    practice: 'containers',
    pattern: /\b(docker|podman|buildah)( buildx)? (build|bake|bud|push)\b|\/kaniko\/executor|\bpack build\b/,
    examples: ['docker build -t api .', 'docker buildx build --push .', '/kaniko/executor --context .', 'docker push acme/api'],
    not: ['docker pull node', 'docker run builder'],
  },
  {
    practice: 'continuous-delivery',
    target: 'aws',
    pattern:
      /\baws( --?\S+( \S+)?)? (ecs (update-service|deploy)|s3 sync \S+ ["']?s3:\/\/|lambda update-function|cloudformation (deploy|update-stack)|deploy create-deployment|elasticbeanstalk (update|create)|apprunner (start|update)|amplify start)|\becs-deploy\b|\beb deploy|\bsam deploy|\bcdk deploy|\b(serverless|sls) deploy|\bcopilot (svc )?deploy/,
    examples: [
      'aws ecs update-service --cluster shop',
      'sam deploy --no-confirm-changeset',
      'npx cdk deploy --all',
      'aws s3 sync dist s3://shop',
    ],
    not: ['aws s3 sync s3://cache .', 'aws ecr get-login-password', 'sam build', 'cdk synth'],
  },
  {
    practice: 'continuous-delivery',
    target: 'gcp',
    pattern:
      /\bgcloud( (beta|alpha|--\S+))* (run (deploy|services (update|replace)|jobs (deploy|update))|app deploy|functions deploy|deploy releases create)/,
    examples: ['gcloud run deploy api --image x', 'gcloud beta run deploy api', 'gcloud app deploy', 'gcloud --quiet app deploy app.yaml'],
    not: ['gcloud auth login', 'gcloud run services list', 'gcloud builds submit'],
  },
  {
    practice: 'continuous-delivery',
    target: 'azure',
    pattern:
      /\baz (webapp|containerapp|functionapp|staticwebapp) (up|update|create|deploy\w*|config container)|\baz deployment (group|sub) create|\bazd (up|deploy)\b|\bswa deploy|\bfunc azure functionapp publish/,
    examples: [
      'az webapp deploy --name api',
      'az deployment group create -f main.bicep',
      'azd deploy',
      'func azure functionapp publish jobs',
    ],
    not: ['az login', 'az acr build', 'az webapp list'],
  },
  {
    practice: 'continuous-delivery',
    target: 'kubernetes',
    pattern:
      /\b(kubectl|oc)( --?\S+( [^-\s]\S*)?){0,4} (apply|set image|rollout (restart|status)|replace|patch deploy)|\bhelm( --?\S+( [^-\s]\S*)?){0,4} (upgrade|install)\b|\bhelmfile (apply|sync)|\bargocd app (sync|set)|\bskaffold (run|deploy)|\bgke-deploy (run|apply)|\bkapp deploy|\bkustomize build .{0,80}\| ?kubectl/,
    except: /--dry-run|--client\b/,
    examples: ['kubectl apply -f k8s', 'helm upgrade --install api chart', 'kubectl -n shop set image deploy/api api=1', 'skaffold run'],
    not: ['kubectl get pods', 'helm template chart', 'helm lint', 'kubectl apply --dry-run=client -f k8s'],
  },
  target('fly', /\bfly(ctl)? deploy/, ['flyctl deploy --remote-only'], ['fly auth docker']),
  target(
    'vercel',
    /\bvercel( \S+){0,3} (deploy|--prod)\b|\bvercel (deploy|--prod)\b/,
    ['npx vercel --prod', 'vercel deploy --prebuilt', 'vercel --token $T --prod'],
    ['vercel pull', 'vercel build'],
  ),
  target('netlify', /\b(netlify|ntl) deploy/, ['npx netlify deploy --prod'], ['netlify build']),
  target(
    'heroku',
    /\bheroku container:release|\bgit push( --?\S+)* (heroku|https:\/\/\S{0,200}git\.heroku\.com)|\bdpl\b.{0,40}\bheroku\b/,
    [
      'heroku container:release web',
      'git push heroku main',
      'git push https://heroku:$K@git.heroku.com/shop.git main',
      'dpl --provider=heroku',
    ],
    ['heroku run console', 'git push origin'],
  ),
  target('cloudflare', /\bwrangler (pages )?(deploy|publish)\b/, ['npx wrangler deploy', 'wrangler pages deploy dist'], ['wrangler dev']),
  target('firebase', /\bfirebase( --?\S+)* deploy\b/, ['firebase deploy --only hosting'], ['firebase emulators:start']),
  target('supabase', /\bsupabase (db push|functions deploy)/, ['supabase db push', 'supabase functions deploy mail'], ['supabase start']),
  target('railway', /\brailway (up|redeploy)\b/, ['railway up --service api'], ['railway login']),
  target(
    'digitalocean',
    /\bdoctl apps? (create-deployment|update|create)\b/,
    ['doctl apps create-deployment $ID'],
    ['doctl registry login'],
  ),
  target('cloud-foundry', /\bcf (push|zero-downtime-push)\b/, ['cf push shop -f manifest.yml'], ['cf login']),
  target('docker-compose', /\bdocker stack deploy\b/, ['docker stack deploy -c stack.yml shop'], ['docker compose up -d']),
  {
    practice: 'continuous-delivery',
    pattern:
      /\b(terraform|tofu|terragrunt)( -\S+| run-all)* apply\b|\bpulumi up\b|\bansible-playbook\b.{0,100}\b(deploy|site|prod)|\bkamal (deploy|redeploy)\b|\bcap (\w+ )?deploy\b|\bcap (production|staging) deploy|\bdep deploy\b|\bnomad (job )?run\b/,
    examples: [
      'terraform -chdir=infra apply -auto-approve',
      'pulumi up --yes',
      'ansible-playbook deploy.yml',
      'kamal deploy',
      'cap production deploy',
    ],
    not: ['terraform plan', 'ansible-lint site.yml', 'nomad fmt'],
  },
  {
    practice: 'infrastructure-as-code',
    pattern: /\b(terraform|tofu|terragrunt)( -\S+| run-all)* (plan|validate|apply)\b|\bpulumi (preview|up)\b/,
    examples: ['terraform plan', 'tofu validate', 'pulumi preview'],
    not: ['terraform fmt', 'terraform version'],
  },
];

function target(id: string, pattern: RegExp, examples: readonly string[], not: readonly string[]): CommandRule {
  return { practice: 'continuous-delivery', target: id, pattern, examples, not };
}
