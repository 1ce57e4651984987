import { describe, expect, it } from 'vitest';
import { callsOf, parseSource } from '../../../../src/core/scan/parse/source-text.ts';
import { argumentOf, namedTexts, textOf } from '../../../../src/core/scan/detectors/source-values.ts';

describe('source text', () => {
  it('blanks comments and what stands in strings, and keeps every line and offset', () => {
    const text = 'a(); // http://old\n/* @KafkaListener\n */ b("x // y");\nc(\'"\');\n';
    const source = parseSource(text, 'jvm');
    expect(source.code).toHaveLength(text.length);
    expect(source.code).not.toContain('KafkaListener');
    expect(source.code.split('\n')[2]).toBe('    b("      ");');
    expect(source.strings.map((one) => [one.value, source.lineAt(one.start)])).toEqual([['x // y', 3]]);
  });

  it.each([
    ['a text block', 'jvm', 'x = """\n  "http://a" \\""" b""";', '\n  "http://a" """ b'],
    ['an escaped quote', 'jvm', 'x = "a\\"b";', 'a"b'],
    ['an escaped placeholder of Kotlin', 'jvm', '@Value("\\${orders.url}")', '${orders.url}'],
    ['a verbatim string', 'csharp', 'x = @"C:\\a""b";', 'C:\\a"b'],
    ['a raw string', 'csharp', 'x = """"a """ b"""";', 'a """ b'],
    ['an interpolated string', 'csharp', 'x = $"http://{host}/x";', 'http://{host}/x'],
  ] as const)('reads %s', (_, language, text, first) => {
    expect(parseSource(text, language).strings[0]?.value).toBe(first);
  });

  it('ends an unclosed string with its line and an unclosed comment with the file', () => {
    expect(parseSource('a = "x\nb = "y";', 'jvm').strings.map((one) => one.value)).toEqual(['x', 'y']);
    expect(parseSource('a /* b\nc', 'jvm').code).toBe('a     \n ');
  });

  it('finds calls over several lines, with nested brackets and commas in strings', () => {
    const source = parseSource('@FeignClient(\n  name = "orders",\n  path = f("a,b", 1)\n)\ninterface X {}', 'jvm');
    const [call] = callsOf(source, /@FeignClient\b/g);
    expect(call?.arguments).toHaveLength(2);
    const name = call === undefined ? undefined : argumentOf(source, call, 'name');
    expect(name === undefined ? undefined : textOf(source, name, new Map())).toBe('orders');
  });

  it('resolves constants, injected settings and sums, and says what it does not know', () => {
    const text =
      'static final String BASE = "http://orders";\n@Value("${cart.url}") private String cart;\nString a = "1"; String a = "2";\ncall(BASE + "/x/" + id);\ncall(cart);\ncall(a);\n';
    const source = parseSource(text, 'jvm');
    const names = namedTexts(source);
    const texts = callsOf(source, /\bcall\b/g).map((call) =>
      call.arguments[0] === undefined ? '' : textOf(source, call.arguments[0], names),
    );
    expect(texts).toEqual(['http://orders/x/{}', '${cart.url}', undefined]);
  });
});
