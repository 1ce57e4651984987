import { bomb, limit } from './bomb.ts';
import type { Bomb } from './bomb.ts';

const long = `//${'x'.repeat(11_000)}\n`;
const project = 'var b = DistributedApplication.CreateBuilder(args);\n';

/**
 * Sources and settings of Java and .NET programs. Source files are opened only beside a manifest, so these are also set off
 * alone by the unit tests; each has a line that is too long, because a source file has no syntax errors of its own here.
 */
export const programBombs: readonly Bomb[] = [
  bomb('JSON nested in appsettings', 'a/appsettings.json', '{"a":'.repeat(200_000)),
  bomb('JSON of commas in appsettings', 'b/appsettings.json', `{"a":[${','.repeat(limit)}`),
  bomb('Aspire chain without end', 'a/AppHost/Program.cs', `${long}${project}b${'.AddRedis("a")'.repeat(70_000)}`),
  bomb('Aspire brackets without end', 'b/AppHost/Program.cs', `${long}${project}${'b.AddRedis(\n'.repeat(80_000)}`),
  bomb('Aspire generics without end', 'c/AppHost/Program.cs', `${long}${project}${'b.AddProject<\n'.repeat(70_000)}`),
  bomb('Aspire quotes without end', 'd/AppHost/Program.cs', `${long}${project}${'"\n'.repeat(400_000)}`),
];

/** The same for the readers that open sources in a second pass: path and text for the detector alone. */
export const sourceBombs: readonly Bomb[] = [
  bomb('Feign clients without end', 'a/src/main/java/A.java', `${long}${'@FeignClient(\n'.repeat(80_000)}`),
  bomb('URLs without end', 'b/src/main/java/A.java', `${long}${'x = "http://a";\n'.repeat(60_000)}`),
  bomb('sums without end', 'c/src/main/java/A.java', `${long}@FeignClient(name = "a"\n${'+ "a"\n'.repeat(170_000)})`),
  bomb('constants without end', 'd/src/main/java/A.java', `${long}// ://\n${'String a = "b";\n'.repeat(60_000)}`),
  bomb('injected settings without end', 'e/src/main/java/A.java', `${long}${'@Value("${a:b}") x x x x x x\n'.repeat(35_000)}`),
  bomb('spaces without end', 'f/src/main/java/A.java', `${long}@FeignClient${' \n'.repeat(500_000)}`),
  bomb('text blocks without end', 'g/src/main/java/A.java', `${long}// ://\n${'"""\n'.repeat(250_000)}`),
  bomb('comments without end', 'h/src/main/java/A.java', `${long}// ://\n${'/*\n'.repeat(340_000)}`),
  bomb('verbatim strings without end', 'i/src/A/Program.cs', `${long}// ://\n${'@"a""\n'.repeat(170_000)}`),
  bomb('invocations without end', 'j/src/A/Program.cs', `${long}${'InvokeMethodAsync<A>(\n'.repeat(48_000)}`),
  bomb('OpenIddict without end', 'k/src/A/Program.cs', `${long}${'.AddOpenIddict()\n'.repeat(60_000)}`),
];
