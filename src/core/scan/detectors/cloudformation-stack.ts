import { genericId } from './cloudformation-rules.ts';
import { folderOf } from './paths.ts';

/** Folders and file names that say what lies there, not what it belongs to. */
const untelling =
  /^(infra|infrastructure|cloud-?formation|cfn|cf|templates?|stacks?|nested|nested-?stacks?|sam|sam-?template|packaged|output|aws|aws-resources|cloud|deploy|deployment|deployments|iac|src|source|app|apps|application|backend|backends|api|apis|back-end|server|serverless|services|service|microservices|functions|lambdas?|packages|packages?|lib|bin|config|resources|provision(ing)?|root|main|master|parent|index|common|shared|core|base|dev|prod|production|staging|test|ci|cd|stack-?template|template-?stack|amplify|cdk)$/i;

/**
 * The name of the stack that a template is: the file's where it has one of its own (`booking-stack.yaml`), else that of the
 * last telling folder (`src/backend/booking/template.yaml`). Undefined where neither tells, as at the root.
 */
export function stackOf(path: string): string | undefined {
  const file = path
    .slice(path.lastIndexOf('/') + 1)
    .replace(/\.[\w.]*$/, '')
    .replace(
      /[-_]?(cloud-?formation|cfn|sam|serverless)?[-_]?(template|stack)s?$|[-_](cfn|sam|cloudformation)$|^(template|stack|cfn|sam|serverless)[-_]/gi,
      '',
    );
  const parts = [...folderOf(path).split('/'), file].filter((part) => part !== '' && !untelling.test(part));
  // A number before the name is its turn in a deployment.
  return parts.at(-1)?.replace(/^\d{1,3}[-_.](?=[a-z])/i, '');
}

/** The category and the name under which Amplify keeps the template of a part of its backend. */
export function amplifyPart(path: string): { readonly category: string; readonly name: string } | undefined {
  const match = /(?:^|\/)amplify\/backend\/(\w+)\/([\w-]+)\/[^/]+$/.exec(path);
  return match === null ? undefined : { category: match[1] ?? '', name: match[2] ?? '' };
}

/** A name that tells which one it is: `Table` of the stack `orders` is `orders-table`. */
export function tellingName(id: string, stack: string | undefined): string {
  return stack === undefined || !genericId.test(id) ? id : `${stack}-${id.toLowerCase()}`;
}
