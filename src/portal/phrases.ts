/** Short phrases of the clauses a member answered with talk or no, in the words of the version. Loaded when there are any. @module */
import type { Answer } from '../../fhir-mappings/codes.ts';
import { documentOf } from '../content/library.ts';
import type { PortalContext } from './context.ts';

export async function phrasesOf(
  { documents }: PortalContext,
  version: { url: string; version: string },
  answers: Readonly<Record<string, Answer>>,
): Promise<{ talk: string[]; no: string[] }> {
  const document = await documentOf(version, documents);
  const short = new Map(
    [...(document?.rules.flatMap((r) => r.clauses) ?? []), ...(document?.clauses ?? [])].map((c) => [c.id, c.short]),
  );
  const words = (answer: Answer) =>
    Object.keys(answers)
      .filter((id) => answers[id] === answer)
      .map((id) => short.get(id) ?? id);
  return { talk: words('talk'), no: words('no') };
}
