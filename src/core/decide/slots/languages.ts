import type { ComponentFact } from '../../model/fact.ts';
import { languageFramework } from './catalogue/language-framework.ts';
import type { SlotSituation } from './situation.ts';

/** Components by the option of the language slot that they are written with, each under the first that its technologies name. */
export function writtenWith(situation: SlotSituation): ReadonlyMap<string, readonly ComponentFact[]> {
  const owners = new Map(languageFramework.options.flatMap((option) => (option.technologies ?? [option.id]).map((id) => [id, option.id])));
  const out = new Map<string, ComponentFact[]>();
  for (const component of situation.code) {
    const option = component.technologies.map((id) => owners.get(id)).find((id) => id !== undefined);
    if (option !== undefined) out.set(option, [...(out.get(option) ?? []), component]);
  }
  return out;
}

/** Languages by the technologies that show them. What an option of the slot names shows its language too. */
const shownBy: Readonly<Record<string, readonly string[]>> = {
  'Node.js': ['nodejs', 'typescript', 'javascript', 'bun', 'deno'],
  Python: ['python'],
  Java: ['java'],
  Kotlin: ['kotlin'],
  'C#': ['csharp', 'dotnet'],
  Go: ['go'],
  PHP: ['php'],
  Ruby: ['ruby'],
  Rust: ['rust'],
  Elixir: ['elixir'],
};

function languageOf(component: ComponentFact, owner: string | undefined): string | undefined {
  const shown = Object.entries(shownBy).find(([, ids]) => component.technologies.some((id) => ids.includes(id)))?.[0];
  const option = languageFramework.options.find(({ id }) => id === owner);
  return shown ?? option?.name.replace(/ with .*$/, '').replace('TypeScript', 'Node.js');
}

/** Languages by the components written in them: that of the chosen option first, then the most used. */
export function languagesInUse(
  situation: SlotSituation,
  chosen: string,
): readonly {
  readonly language: string;
  readonly parts: readonly ComponentFact[];
}[] {
  const owners = new Map([...writtenWith(situation)].flatMap(([option, parts]) => parts.map((part) => [part.id, option] as const)));
  const byLanguage = new Map<string, ComponentFact[]>();
  for (const part of situation.code) {
    const language = languageOf(part, owners.get(part.id));
    if (language !== undefined) byLanguage.set(language, [...(byLanguage.get(language) ?? []), part]);
  }
  const first = situation.code.filter(({ id }) => owners.get(id) === chosen).map((part) => languageOf(part, chosen))[0];
  return [...byLanguage]
    .map(([language, parts]) => ({ language, parts }))
    .toSorted(
      (a, b) =>
        Number(b.language === first) - Number(a.language === first) ||
        b.parts.length - a.parts.length ||
        a.language.localeCompare(b.language, 'en'),
    );
}
