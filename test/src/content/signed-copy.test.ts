import { beforeAll, describe, expect, test } from 'vitest';
import { groups } from '../../../demo/seed/clinic.ts';
import { reviewedParticipationEs, reviewedRulesEs } from '../../../demo/seed/reviewed-es.ts';
import type { Answer } from '../../../fhir-mappings/codes.ts';
import { niHash } from '../../../fhir-mappings/hash.ts';
import { groupParticipationEn } from '../../../src/content/group-participation-en.ts';
import { groupRulesEn } from '../../../src/content/group-rules-en.ts';
import { clausesOf } from '../../../src/content/library.ts';
import type { MemberDocument } from '../../../src/content/document.ts';
import { signedCopyHtml, signedCopyText, type CopyInput } from '../../../src/content/signed-copy.ts';
import { signingRecords, type SigningFacts } from '../../../src/portal/signing-records.ts';
import type { GroupDefinition } from '../../../src/groups.ts';

const group = groups[0] as GroupDefinition;
const answers = (document: MemberDocument, other: Record<string, Answer> = {}) =>
  Object.fromEntries(
    clausesOf(document, group).map((c): [string, Answer] => [
      c.id,
      other[c.id] ?? (c.kind === 'choice' ? 'yes' : 'read'),
    ]),
  );

async function signedBy(name: string, rules = groupRulesEn, participation = groupParticipationEn): Promise<CopyInput> {
  const facts: SigningFacts = {
    signing: '7f6c2c0e-6f0b-4c56-9a44-2f4f5c1f9b10',
    group,
    patient: 'Patient/p1',
    membership: 'EpisodeOfCare/m1',
    signer: { reference: 'Patient/p1', name, role: 'self' },
    mode: 'screen',
    mark: { by: 'typing' },
    documents: { rules, participation },
    answers: { rules: answers(rules, { avoid: 'talk', report: 'no' }), participation: answers(participation) },
    identityCheck: 'two-identifiers',
    signed: '2026-11-20T14:31:07-05:00',
    recorded: '2026-11-20T14:31:07-05:00',
    recorder: 'Practitioner/i1',
    urns: ['urn:uuid:1', 'urn:uuid:2', 'urn:uuid:3', 'urn:uuid:4', 'urn:uuid:5'],
  };
  const { rules: r, participation: p, signing } = await signingRecords(facts);
  const documents = [
    { agreement: r, document: rules },
    { agreement: p, document: participation },
  ];
  return { documents, signing, timeZone: group.timeZone };
}

describe('the signed copy', () => {
  let input: CopyInput;
  let html: string;
  beforeAll(async () => {
    input = await signedBy('Sam Rivera-Test');
    html = signedCopyHtml(input);
  });

  test('holds every word that was shown, with its answer in words', () => {
    for (const { agreement } of input.documents)
      for (const part of agreement.parts)
        for (const { text, answer } of 'clauses' in part ? part.clauses : [part]) {
          const words = { yes: 'Yes', no: 'No', talk: 'I want to talk about this', read: 'Read' }[answer];
          expect(html).toContain(`<li><p>${text.replaceAll("'", '&#39;')}</p><p class="answer">${words}</p></li>`);
        }
    expect(html).toContain(groupRulesEn.statements.sign);
  });

  test('says who signed, when and in which zone, how they were known, the version and the fingerprint of the words', async () => {
    for (const fact of [
      'Sam Rivera-Test',
      'Friday, November 20, 2026 at 2:31:07 PM EST',
      'America/New_York (2026-11-20T14:31:07-05:00)',
      'Staff checked two identifiers',
      `${groupRulesEn.title}, ${groupRulesEn.version} (en)`,
      await niHash(groupRulesEn),
      await niHash(groupParticipationEn),
      '7f6c2c0e-6f0b-4c56-9a44-2f4f5c1f9b10',
    ])
      expect(html).toContain(fact);
  });

  test.each([
    ['en', 'Not known: the paper has no date. Entered on Friday, November 20, 2026'],
    ['es', 'No se sabe: el papel no tiene fecha. Se anotó el viernes, 20 de noviembre de 2026'],
  ])('of a paper without a date says in %s that the day is not known', (language, words) => {
    const documents = input.documents.map((one) => ({ ...one, document: { ...one.document, language } }));
    const { signed } = input.signing;
    const signing = { ...input.signing, signed, recorded: signed, signedUnknown: true as const };
    for (const copy of [signedCopyHtml, signedCopyText])
      expect(copy({ ...input, documents, signing })).toContain(words);
    expect(signedCopyText({ ...input, documents })).not.toContain(words.slice(0, 10));
  });
  test('asks nothing of anybody: no script, no address to load from, no patient id', () => {
    expect(html).not.toMatch(/<script|<link|<iframe|\bon[a-z]+=|@import|url\(/i);
    expect(html).not.toMatch(/(src|href)="(?!data:)/);
    expect(html).not.toContain('Patient/');
    expect(html).toContain(`default-src 'none'`);
  });

  test('the same signing gives the same bytes', () => {
    expect(signedCopyHtml(input)).toBe(html);
  });

  test('a name that looks like markup is a name', async () => {
    const odd = signedCopyHtml(await signedBy(`<img src=x onerror="alert('1')">&`));
    expect(odd).toContain('&lt;img src=x onerror=&quot;alert(&#39;1&#39;)&quot;&gt;&amp;');
    expect(odd).not.toContain('<img src=x');
  });

  test.each(['Ξένια Παπαδοπούλου-Test', 'Ольга Иванова-Test', 'נועה לוי-Test', 'ليلى حداد-Test', 'Zoë Núñez-Test'])(
    '%s stands as it was typed, in its own direction',
    async (name) => {
      const copy = signedCopyHtml(await signedBy(name));
      expect(copy).toContain(`<p class="name" dir="auto">${name}</p>`);
      expect(copy).toContain(`<dd dir="auto">${name}</dd>`);
      expect(signedCopyText(await signedBy(name))).toContain(`Signature: ${name}`);
    },
  );

  test('in Spanish all of it is, with who reviewed the translation', async () => {
    const copy = signedCopyHtml(await signedBy('Sam Rivera-Test', reviewedRulesEs, reviewedParticipationEs));
    expect(copy).toContain('<html lang="es">');
    expect(copy).toContain('Quiero hablar de esto');
    expect(copy).toContain('Demo Reviewer-Test');
    expect(copy).not.toMatch(/Signed|Signature|Version:/);
  });

  test('a drawing is the picture itself, and a guardian, an interpreter and a witness are named by what they are', () => {
    const { signing, ...rest } = input;
    const copy = signedCopyHtml({
      ...rest,
      signing: {
        ...signing,
        signer: { reference: 'RelatedPerson/rp1', name: 'Lee Rivera-Test', basis: 'parent' },
        interpreter: { id: 'es-4411', way: 'phone' },
        witness: 'Practitioner/i1',
        mark: { format: 'image/png', data: 'iVBORw0KGgo=', by: 'drawing' },
      },
    });
    expect(copy).toContain('<img alt="Drawn signature" src="data:image/png;base64,iVBORw0KGgo=">');
    for (const fact of ['Lee Rivera-Test', 'Parent', 'es-4411, by phone', 'Staff saw the person sign'])
      expect(copy).toContain(`<dd dir="auto">${fact}</dd>`);
    expect(copy).not.toContain('Practitioner/');
  });

  test('plain text holds the same answers and facts', () => {
    const text = signedCopyText(input);
    expect(text).not.toMatch(/[<>]/);
    expect(text.match(/^ {2}(Yes|No|I want to talk about this|Read)$/gm)).toHaveLength(
      html.match(/class="answer"/g)?.length ?? 0,
    );
    expect(text).toContain(`Signed by: Sam Rivera-Test`);
  });
});
