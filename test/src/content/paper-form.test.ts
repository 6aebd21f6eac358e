import { describe, expect, test } from 'vitest';
import { reviewedParticipationEs, reviewedRulesEs } from '../../../demo/seed/reviewed-es.ts';
import { groupParticipationEn } from '../../../src/content/group-participation-en.ts';
import { groupParticipationEs } from '../../../src/content/group-participation-es.ts';
import { groupRulesEn } from '../../../src/content/group-rules-en.ts';
import { cssString } from '../../../src/content/html-page.ts';
import { clausesOf } from '../../../src/content/library.ts';
import { memberCode } from '../../../src/content/member-code.ts';
import { paperFormHtml, type PaperFormInput } from '../../../src/content/paper-form.ts';
import { paperWords } from '../../../src/content/paper-words.ts';
import { numbersOf } from '../../../src/content/shown.ts';
import { english, spanish } from './all.ts';
import { hardIn } from './limits.ts';

const input: PaperFormInput = {
  documents: { rules: groupRulesEn, participation: groupParticipationEn },
  memberCode: 'K7Q-4QM',
  group: 'Tuesday evening group',
  video: false,
  large: false,
};
const html = paperFormHtml(input);
const spanishHtml = paperFormHtml({
  ...input,
  documents: { rules: reviewedRulesEs, participation: reviewedParticipationEs },
});
const box = (word: string) => `<span class="choice"><i class="box"></i>${word}</span>`;
const boxes = {
  choice: ['Yes', 'No', 'I want to talk about this'].map(box).join(' '),
  information: box('I read this'),
};

describe('the form on paper', () => {
  test.each([false, true])('each clause has its number, its words and its empty boxes (video: %s)', (video) => {
    const printed = paperFormHtml({ ...input, video });
    const clauses = [groupRulesEn, groupParticipationEn].flatMap((d) => clausesOf(d, { video }));
    for (const [i, { text, kind }] of clauses.entries())
      expect(printed).toContain(
        `<li><b class="number">${i + 1}</b><div><p dir="auto">${text}</p><p class="boxes">${boxes[kind]}</p></div></li>`,
      );
    expect(printed.match(/<li>/g)).toHaveLength(clauses.length);
    expect([...numbersOf({ ...input, video }).keys()]).toEqual(clauses);
  });

  test('the consent is a part of its own on a new page, after the rules and before the signature', () => {
    const parts = html.split('<section').slice(1);
    expect(parts.map((part) => /class="(\w+)"/.exec(part)?.[1])).toEqual(['part', 'part', 'sign', 'staff']);
    expect(parts[0]).toContain('<h1 dir="auto">Group rules</h1>');
    expect(parts[1]).toContain('<h1 dir="auto">Taking part in group</h1>');
    expect(parts[1]).not.toContain(groupRulesEn.rules[0]?.title);
    expect(html).toContain('.part+.part{break-before:page}');
  });

  test('the signature stands under both statements, each with its version, and nothing about screens', () => {
    const [, sign = ''] = html.split('class="sign"');
    for (const { title, version, statements } of [groupRulesEn, groupParticipationEn]) {
      expect(sign).toContain(`<b>${title}, ${version}</b><br>${statements.sign}`);
      expect(html).not.toContain(statements.electronic);
    }
    for (const word of ['I am the member.', 'I sign for the member, as:', 'Parent', 'By court order'])
      expect(sign).toContain(box(word));
    for (const word of ['Signature', 'Your name, in clear letters', 'Date you sign', 'Interpreter, if there was one'])
      expect(sign).toMatch(new RegExp(`<span>${word}[^<]*</span><i class="rule">`));
  });

  test('every part says whose it is and which words it holds, and so does the foot of every page', () => {
    expect(html.match(/<b>K7Q-4QM<\/b>/g)).toHaveLength(3);
    const foot = /@bottom-left\{content:(.*)\}/.exec(html)?.[1] ?? '';
    const read = foot.replace(/\\([0-9a-f]+) /g, (_, code: string) => String.fromCodePoint(parseInt(code, 16)));
    expect(read).toBe(
      '"group-rules-en 2026.1 · group-participation-en 2026.1 · English (en)" "\n" "Member code K7Q-4QM"',
    );
    expect(html).toContain('@bottom-right{content:"Page " counter(page) " of " counter(pages)}');
  });

  test('asks nothing of anybody: no script, no address to load from, no colour', () => {
    expect(html).not.toMatch(/<script|<link|<iframe|<img|\bon[a-z]+=|style=|@import|url\(|(src|href)=/i);
    expect(html).toContain(`default-src 'none'`);
    expect(
      [...html.matchAll(/#[0-9a-f]{3,6}\b(?=[;}\s])/gi)].map(([c]) => c).filter((c) => !/^#(000|fff)$/.test(c)),
    ).toEqual([]);
  });

  test('large print is 18 points, the usual 12', () => {
    expect(html).toContain('body{font-size:12pt');
    expect(paperFormHtml({ ...input, large: true })).toContain('body{font-size:18pt');
  });

  test('in Spanish all of it is, with who reviewed the translation', () => {
    expect(spanishHtml).toContain('<html lang="es">');
    expect(spanishHtml).toContain(box('Quiero hablar de esto'));
    expect(spanishHtml).toContain('Traducción revisada por Demo Reviewer-Test');
    expect(spanishHtml.replace(/<style>.*<\/style>/s, '')).not.toMatch(/\b(Yes|Sign|Member|Staff|Date|For|Parent)\b/);
  });

  test('a draft is not printed to be signed: the error names it', () => {
    const documents = { rules: reviewedRulesEs, participation: groupParticipationEs };
    expect(() => paperFormHtml({ ...input, documents })).toThrow(
      expect.objectContaining({ code: 'invalid', fields: ['documents.participation'] }),
    );
  });

  test('sample words say to staff that they are', () => {
    expect(html).toContain('Template text: your clinic must approve or replace it');
    const { template: _, ...approved } = groupParticipationEn;
    expect(paperFormHtml({ ...input, documents: { rules: groupRulesEn, participation: approved } })).not.toContain(
      'Template text',
    );
  });

  test.each(['קבוצת יום שלישי', 'مجموعة الثلاثاء', '<b>"Tuesday"</b>'])(
    'the group %s stands in its own direction',
    (group) => {
      const shown = group.replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
      expect(paperFormHtml({ ...input, group })).toContain(`For <bdi>${shown}</bdi>`);
    },
  );

  test('a version cannot end the style it stands in', () => {
    const rules = { ...groupRulesEn, version: `1"}</style><script>` };
    const odd = paperFormHtml({ ...input, documents: { ...input.documents, rules } });
    expect(odd).not.toContain('<script');
    expect(odd.match(/<\/style>/g)).toHaveLength(1);
    expect(cssString(`a"\\\n1`)).toBe(String.raw`"a\22 \5c \a 1"`);
  });

  test.each([
    ['en', english.rules],
    ['es', spanish.rules],
  ] as const)('our own words are as easy as the documents (%s)', (language, document) => {
    const { how, signHint, asMember } = paperWords(language);
    expect(hardIn({ ...document, intro: [how, signHint, asMember].join(' ') })).toEqual([]);
  });
});

describe('the member code', () => {
  test('is the same for ever, six signs that cannot be mistaken for one another', async () => {
    expect(await memberCode('EpisodeOfCare/m1')).toBe('TP7-3WX');
    const codes = await Promise.all(Array.from({ length: 500 }, (_, i) => memberCode(`EpisodeOfCare/${i}`)));
    expect(codes.filter((code) => !/^[0-9A-HJKMNP-TV-Z]{3}-[0-9A-HJKMNP-TV-Z]{3}$/.test(code))).toEqual([]);
    expect(new Set(codes).size).toBe(500);
    expect(new Set(codes.join('').replaceAll('-', '')).size).toBe(32);
  });
});
