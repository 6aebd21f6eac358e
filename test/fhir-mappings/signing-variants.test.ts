/** What becomes of a signing before and after it: the draft, a signer who is new, the ways to sign, the end of it. */
import type { Provenance, QuestionnaireResponse } from 'fhir/r4.js';
import { describe, expect, test } from 'vitest';
import { sid } from '../../fhir-mappings/codes.ts';
import { guard } from '../../fhir-mappings/guard.ts';
import { isUnchanged, signedContent } from '../../fhir-mappings/hash.ts';
import { mappingsFor, type Mappings } from '../../fhir-mappings/mappings.ts';
import { agreementFromFhir } from '../../fhir-mappings/r4/agreement.ts';
import { signerBases, type Agreement } from '../../fhir-mappings/records/agreement.ts';
import type { Draft } from '../../fhir-mappings/records/draft.ts';
import type { Signing } from '../../fhir-mappings/records/signing.ts';
import * as records from './records.ts';

const { labels, draft, rules, signing, guardianSigning } = records;
const versions: [string, Mappings][] = [
  ['R4', await mappingsFor('4.0')],
  ['R5', await mappingsFor('5.0')],
];
const invalid = (...fields: string[]) => expect.objectContaining({ code: 'invalid', fields });
const unreadable = expect.objectContaining({ code: 'unreadable' });
const scanTypes = ['application/pdf', 'image/jpeg', 'image/png'] as const;
const urn = 'urn:uuid:00000000-0000-4000-8000-0000000000aa';

describe.each(versions)('%s: a draft', (_version, m) => {
  const written = m.draftToFhir(draft, { labels });

  test.each(['stopped', 'completed', 'amended'])('%s is foreign: nothing goes on from it', (status) => {
    const why = { foreign: 'QuestionnaireResponse', why: 'other-status' };
    expect(m.draftFromFhir({ ...written, status })).toEqual(why);
  });
  test('entered in error is foreign as that', () =>
    expect(m.draftFromFhir({ ...written, status: 'entered-in-error' })).toHaveProperty('why', 'entered-in-error'));
  test('with a modifier we do not know is foreign', () =>
    expect(m.draftFromFhir({ ...written, modifierExtension: [{ url: 'https://other.example/not' }] })).toHaveProperty(
      'why',
      'other-scope',
    ));
  test('without an answer yet has no item, and comes back', () => {
    const empty: Draft = { ...draft, parts: [] };
    const resource = m.draftToFhir(empty, { labels });
    expect(resource).not.toHaveProperty('item');
    expect(m.draftFromFhir(resource)).toEqual(empty);
  });
  test('typed by staff for somebody who has no resource yet has no source', () => {
    const { source: _source, ...rest } = draft;
    const record: Draft = { ...rest, author: 'Practitioner/i1' };
    const resource = m.draftToFhir(record, { labels });
    expect(resource).not.toHaveProperty('source');
    expect(m.draftFromFhir(resource)).toEqual(record);
  });
  test('is no preparation and no other signing’s answers', () => {
    const other = { foreign: 'QuestionnaireResponse', why: 'no-identifier-of-ours' };
    expect(m.preparationFromFhir(written)).toEqual(other);
    const preparation = m.preparationToFhir(records.preparation, { labels });
    expect(m.draftFromFhir(preparation)).toEqual(other);
    expect(m.draftFromFhir(m.agreementToFhir(rules, { labels }).response)).toEqual(other);
  });
  test.each(['in-progress', 'stopped', 'completed'])(
    'cited by the Consent of its own signing, %s, is never its answers',
    (status) => {
      const { consent, response } = m.agreementToFhir(rules, { labels });
      expect(m.agreementFromFhir(consent, response)).toEqual(rules);
      // everything the answers have, but the system of its identifier: even then
      const identifier = { system: sid.draft, value: rules.signing };
      const asDraft = { ...response, identifier: m.visitOver === 'completed' ? [identifier] : identifier, status };
      expect(() => m.agreementFromFhir(consent, asDraft)).toThrow(unreadable);
    },
  );
  test('the guard lets it pass with the words shown, and for no other patient', () => {
    const texts = ['Privacy', 'K1 as shown', 'K2 as shown', 'K11 as shown'];
    expect(() => guard(written as never, { patient: 'Patient/p1', texts })).not.toThrow();
    expect(() => guard(written as never, { patient: 'Patient/p2', texts })).toThrow(
      expect.objectContaining({ code: 'would-reveal' }),
    );
  });
});

const badDrafts: [string, object, string][] = [
  ['another member who types', { author: 'Patient/p2' }, 'author'],
  ['another member who answers', { source: 'Patient/p2' }, 'source'],
  ['somebody new who types and does not answer', { author: urn }, 'author'],
  ['an answer nobody can give', { parts: [{ id: 'private', text: 'K1', answer: 'maybe' }] }, 'parts[0]'],
  [
    'a rule without an answered clause',
    { parts: [{ id: 'confidentiality', text: 'Privacy', clauses: [] }] },
    'parts[0].clauses',
  ],
  ['a clause twice', { parts: [1, 2].map(() => ({ id: 'a', text: 'A', answer: 'yes' })) }, 'parts'],
  ['a language beside the document', { language: 'en' }, 'language'],
];
test.each(badDrafts)('a draft with %s is invalid', (_what, more, field) => {
  for (const [, m] of versions) expect(() => m.draftToFhir({ ...draft, ...more }, { labels })).toThrow(invalid(field));
});

describe.each(versions)('%s: a signer who is created with the signing', (_version, m) => {
  const newSigner: Agreement = {
    ...rules,
    signer: { reference: urn, name: 'Lee Rivera-Test', role: 'parent' },
    author: urn,
  };
  const newSigning: Signing = { ...guardianSigning, signer: { ...guardianSigning.signer, reference: urn } };

  test('has an identifier, the UUID of the signing, so that sending twice makes one person', () => {
    const person = m.relatedPersonToFhir('Patient/p1', 'parent', rules.signing);
    expect(person.identifier).toEqual([
      { system: 'https://fhir-group-therapy.example/fhir/sid/signer', value: rules.signing },
    ]);
    expect(() => guard(person as never, { patient: 'Patient/p1' })).not.toThrow();
    expect(m.relatedPersonToFhir('Patient/p1', 'parent')).not.toHaveProperty('identifier');
  });
  test('is who the Consent, the answers and the Provenance name', () => {
    const { consent, response } = m.agreementToFhir(newSigner, { labels });
    expect(JSON.stringify(consent)).toContain(urn);
    expect(response).toMatchObject({ source: { reference: urn }, author: { reference: urn } });
    expect(m.agreementFromFhir(consent, response)).toEqual(newSigner);
    const provenance = m.signingToFhir(newSigning, { labels });
    expect(provenance.agent[0]).toMatchObject({ who: { reference: urn }, onBehalfOf: { reference: 'Patient/p1' } });
    expect(provenance.signature?.[0]).toMatchObject({ who: { reference: urn } });
    const texts = ['Lee Rivera-Test', ...JSON.stringify(rules.parts).split('"')];
    for (const resource of [consent, response, provenance])
      expect(() => guard(resource as never, { patient: 'Patient/p1', texts })).not.toThrow();
  });
  test('is never the member, and nobody else who is new types', () => {
    const self: Agreement = { ...newSigner, signer: { ...newSigner.signer, role: 'self' } };
    expect(() => m.agreementToFhir(self, { labels })).toThrow(invalid('signer.role'));
    const alone: Signing = { ...newSigning, signer: { ...newSigning.signer, basis: 'minors-own-consent' } };
    expect(() => m.signingToFhir(alone, { labels })).toThrow(invalid('signer.basis'));
    expect(() => m.agreementToFhir({ ...rules, author: urn }, { labels })).toThrow(invalid('author'));
  });
});

describe.each(versions)('%s: every signature says how it was given', (_version, m) => {
  test.each(['typing', 'button', 'paper'] as const)('%s', (by) => {
    const record: Signing = { ...signing, mark: { ...signing.mark, by } };
    const provenance = m.signingToFhir(record, { labels });
    expect(provenance.signature?.[0]?.extension).toEqual([
      { url: 'https://fhir-group-therapy.example/fhir/StructureDefinition/signature-way', valueCode: by },
    ]);
    expect(m.signingFromFhir(provenance, { patient: 'Patient/p1', name: 'Sam Rivera-Test' })).toEqual(record);
  });
  test('a drawing is a png, and the guard lets it pass', () => {
    const record: Signing = { ...signing, mark: { format: 'image/png', data: 'iVBORw0KGgo=', by: 'drawing' } };
    const provenance = m.signingToFhir(record, { labels });
    expect(provenance.signature?.[0]).toMatchObject({ sigFormat: 'image/png', data: 'iVBORw0KGgo=' });
    expect(() => guard(provenance as never, { patient: 'Patient/p1' })).not.toThrow();
    expect(m.signingFromFhir(provenance, { patient: 'Patient/p1', name: 'Sam Rivera-Test' })).toEqual(record);
  });
  test('the teen who assents has a way of their own', () => {
    const provenance = m.signingToFhir(guardianSigning, { labels });
    expect(provenance.signature?.map((s) => s.extension?.[0]?.valueCode)).toEqual(['button', 'typing']);
  });
  test('text is never drawn and a picture never typed', () => {
    const wrong = [
      { ...signing.mark, by: 'drawing' as const },
      { format: 'image/png' as const, data: 'iVBORw0KGgo=', by: 'typing' as const },
    ];
    for (const mark of wrong)
      expect(() => m.signingToFhir({ ...signing, mark }, { labels })).toThrow(invalid('mark.by'));
  });
  test('one that does not say it cannot be read', () => {
    const provenance = m.signingToFhir(signing, { labels });
    const silent = provenance.signature?.map(({ extension: _extension, ...rest }) => rest);
    expect(() =>
      m.signingFromFhir({ ...provenance, signature: silent }, { patient: 'Patient/p1', name: 'Sam' }),
    ).toThrow(expect.objectContaining({ code: 'unreadable', fields: ['mark.by'] }));
  });
});

describe.each(versions)('%s: a paper without a date', (_version, m) => {
  const [, , paper = rules] = records.agreements.find(([name]) => name === 'consent-agreement-paper') ?? [];
  const { consent, response } = m.agreementToFhir(paper, { labels });

  test('says that nobody knows when it was signed, and when it was entered', () => {
    expect(response).not.toHaveProperty('authored');
    expect(response).toHaveProperty('_authored.extension', [
      { url: 'http://hl7.org/fhir/StructureDefinition/data-absent-reason', valueCode: 'unknown' },
      {
        url: 'https://fhir-group-therapy.example/fhir/StructureDefinition/entered',
        valueDateTime: '2026-11-27T09:12:00-05:00',
      },
    ]);
    expect(consent).toHaveProperty(
      m.visitOver === 'completed' ? 'date' : 'dateTime',
      m.visitOver === 'completed' ? '2026-11-27' : '2026-11-27T09:12:00-05:00',
    );
    expect(m.agreementFromFhir(consent, response)).toEqual(paper);
    const texts = ['Sam Rivera-Test', ...JSON.stringify(paper.parts).split('"')];
    for (const one of [consent, response])
      expect(() => guard(one as never, { patient: 'Patient/p1', texts })).not.toThrow();
  });
  test('is hashed with the word unknown: when it was typed in is no part of it', async () => {
    expect(signedContent(paper)).toHaveProperty('signed', 'unknown');
    expect(await isUnchanged(paper)).toBe(true);
    const { signedUnknown: _unknown, ...dated } = paper;
    expect(await isUnchanged(dated)).toBe(false);
  });
  test('without either time it cannot be read, and with a time of signing that one counts', () => {
    const { _authored, ...rest } = response as QuestionnaireResponse;
    expect(() => m.agreementFromFhir(consent, rest)).toThrow(
      expect.objectContaining({ code: 'unreadable', fields: ['signed'] }),
    );
    const silent = { ...rest, _authored: { extension: _authored?.extension?.slice(0, 1) } };
    expect(() => m.agreementFromFhir(consent, silent)).toThrow(unreadable);
    const dated = m.agreementFromFhir(consent, { ...response, authored: '2026-11-20T00:00:00-05:00' });
    expect(dated).toMatchObject({ signed: '2026-11-20T00:00:00-05:00' });
    expect(dated).not.toHaveProperty('signedUnknown');
  });
  test('is the only form without a date', () => {
    expect(() => m.agreementToFhir({ ...rules, signedUnknown: true }, { labels })).toThrow(invalid('signedUnknown'));
    const { undatedSigning } = records;
    const wrong: Signing[] = [
      { ...undatedSigning, mark: signing.mark },
      { ...undatedSigning, signed: signing.signed },
      { ...guardianSigning, signedUnknown: true, signed: guardianSigning.recorded, mark: undatedSigning.mark },
    ];
    for (const record of wrong) expect(() => m.signingToFhir(record, { labels })).toThrow(invalid('signedUnknown'));
  });
  test('its signing says so too, and that its signature was entered when it was recorded', () => {
    const { undatedSigning } = records;
    const provenance = m.signingToFhir(undatedSigning, { labels });
    expect(provenance).not.toHaveProperty('occurredDateTime');
    expect(provenance).toHaveProperty('_occurredDateTime.extension[0].valueCode', 'unknown');
    expect(provenance.signature?.[0]?.when).toBe(undatedSigning.recorded);
    const signer = { patient: 'Patient/p1', name: 'Sam Rivera-Test' };
    expect(m.signingFromFhir(provenance, signer)).toEqual(undatedSigning);
    expect(() => guard(provenance as never, { patient: 'Patient/p1' })).not.toThrow();
    const { _occurredDateTime, ...silent } = provenance as Provenance;
    expect(() => m.signingFromFhir(silent, signer)).toThrow(
      expect.objectContaining({ code: 'unreadable', fields: ['signed'] }),
    );
  });
});

describe.each(versions)('%s: staff close a signing', (_version, m) => {
  const { witness: _witness, copyGiven: _copyGiven, ...open } = signing;
  const stored = {
    id: 's1',
    ...(m.signingToFhir(open, { labels }) as Provenance),
    text: { status: 'empty', div: '<div/>' },
  };
  const read = (value: object) => m.signingFromFhir(value, { patient: 'Patient/p1', name: 'Sam Rivera-Test' });
  const close = { witness: 'Practitioner/i2', copyGiven: 'email' } as const;

  test('adds who saw it and how the copy was given, and changes nothing else', () => {
    const before = structuredClone(stored);
    const closed = m.closeSigning(stored, close) as Provenance;
    expect(read(closed)).toEqual({ ...open, ...close });
    expect(stored).toEqual(before);
    const { agent, extension, ...rest } = closed;
    const { agent: agents, extension: extensions, ...others } = stored;
    expect(rest).toEqual(others);
    expect(agent.slice(0, -1)).toEqual(agents);
    expect(extension?.slice(0, -1)).toEqual(extensions);
    expect(agent.at(-1)).toMatchObject({
      type: { coding: [{ code: 'attester' }] },
      role: [{ coding: [{ code: 'CONSWIT' }] }],
      who: { reference: 'Practitioner/i2' },
      onBehalfOf: { reference: 'Organization/clinic' },
    });
    expect(() => guard({ ...closed, text: undefined }, { patient: 'Patient/p1' })).not.toThrow();
  });
  test('twice is once', () => {
    const once = m.closeSigning(stored, close);
    expect(m.closeSigning(once, close)).toEqual(once);
  });
  test('what is said already stays', () => {
    const whole = m.signingToFhir(signing, { labels });
    expect(m.closeSigning(whole, close)).toEqual(whole);
  });
  test('one of the two alone, or nothing', () => {
    expect(read(m.closeSigning(stored, { copyGiven: 'declined' }))).toEqual({ ...open, copyGiven: 'declined' });
    expect(read(m.closeSigning(stored, { witness: 'Practitioner/i2' }))).toEqual({
      ...open,
      witness: 'Practitioner/i2',
    });
    expect(m.closeSigning(stored, {})).toEqual(stored);
  });
  test.each<[string, object, string]>([
    ['a member as witness', { witness: 'Patient/p2' }, 'witness'],
    ['a copy given in an unknown way', { copyGiven: 'fax' }, 'copyGiven'],
    ['anything else', { signer: 'Patient/p2' }, 'signer'],
  ])('%s is invalid', (_what, wrong, field) => {
    expect(() => m.closeSigning(stored, wrong)).toThrow(invalid(field));
  });
  test.each<[string, object]>([
    ['a change', m.changeToFhir(records.withdrawal, { labels })],
    ['another resource', m.draftToFhir(draft, { labels })],
    ['a signing without agents', { ...stored, agent: undefined }],
    ['nothing', {}],
  ])('%s is unreadable', (_what, other) => {
    expect(() => m.closeSigning(other, close)).toThrow(unreadable);
  });
});

test('an R4 answer sheet whose identifier was voided still tells that its Consent was entered in error', () => {
  const [, m] = versions[0] ?? ['', undefined];
  const { consent, response } = m?.agreementToFhir({ ...rules, status: 'entered-in-error' }, { labels }) ?? {};
  const voided = { ...response, identifier: { system: sid.void, value: rules.signing } };
  expect(agreementFromFhir(consent, voided)).toHaveProperty('status', 'entered-in-error');
});

const otherBases = signerBases.filter((basis) => basis !== 'minors-own-consent');
describe.each(versions)('%s: who signs, and how, comes back', (_version, m) => {
  const back = (record: Agreement, one: Signing) => {
    const { consent, response } = m.agreementToFhir(record, { labels });
    const { patient, signer, interpreter } = one;
    const told = { patient, name: signer.name, ...(signer.basis && { basis: signer.basis }) };
    const way = interpreter && { way: interpreter.way };
    return [
      m.agreementFromFhir(consent, response),
      m.signingFromFhir(m.signingToFhir(one, { labels }), { ...told, ...way }),
    ];
  };
  const modes = ['screen', 'paper', 'spoken'] as const;
  const ways = ['in-person', 'video', 'phone'] as const;

  test.each(otherBases.flatMap((basis) => modes.map((mode) => [basis, mode] as const)))('%s, %s', (basis, mode) => {
    const signer = { reference: 'RelatedPerson/rp1', name: 'Lee Rivera-Test' };
    const record: Agreement = { ...rules, mode, signer: { ...signer, role: basis } };
    const one: Signing = { ...guardianSigning, signer: { ...signer, basis } };
    expect(back(record, one)).toEqual([record, one]);
  });
  test.each(modes)('a minor alone, %s', (mode) => {
    const basis = 'minors-own-consent' as const;
    const record: Agreement = { ...rules, mode, signer: { ...rules.signer, role: basis } };
    const one: Signing = { ...signing, signer: { ...signing.signer, basis } };
    expect(back(record, one)).toEqual([record, one]);
  });
  test.each(ways)('with an interpreter %s, spoken', (way) => {
    const interpreter = { id: 'es-4411', way };
    const record: Agreement = { ...rules, mode: 'spoken', interpreter };
    const one: Signing = { ...signing, interpreter };
    expect(back(record, one)).toEqual([record, one]);
  });
});

describe.each(versions)('%s: a teen beside a guardian', (_version, m) => {
  test('who said yes is an informant and signs; who said no or wants to talk is in no signing', () => {
    const { assent: _assent, ...alone } = guardianSigning;
    const roles = (one: Signing) =>
      m.signingToFhir(one, { labels }).agent.map((agent) => agent.type?.coding?.[0]?.code ?? '');
    expect(roles(guardianSigning)).toContain('informant');
    expect(roles(alone)).toEqual(roles(guardianSigning).filter((role) => role !== 'informant'));
    const provenance = m.signingToFhir(alone, { labels });
    expect(provenance.signature?.map((s) => s.who?.reference)).toEqual(['RelatedPerson/rp1']);
    expect(m.signingFromFhir(provenance, { patient: 'Patient/p1', name: 'Lee Rivera-Test' })).toEqual(alone);
  });
  test('wants to talk: a preparation response of their own, which staff may have typed', () => {
    const { questions: _questions, contact: _contact, ...rest } = records.preparation;
    const record = { ...rest, author: 'Practitioner/i1', sections: [{ id: 'rules', marks: ['talk' as const] }] };
    const response = m.preparationToFhir(record, { labels });
    expect(response).toMatchObject({ source: { reference: 'Patient/p1' }, author: { reference: 'Practitioner/i1' } });
    expect(m.preparationFromFhir(response)).toEqual(record);
  });
});

test.each(versions.flatMap(([version, m]) => scanTypes.map((type) => [version, type, m] as const)))(
  '%s: a scan as %s comes back, in no language',
  (_version, contentType, m) => {
    const record = { ...records.scan, contentType };
    const document = m.signedCopyToFhir(record, { labels });
    expect(document.content[0]?.attachment).not.toHaveProperty('language');
    expect(m.signedCopyFromFhir(document, record.response)).toEqual(record);
    expect(() => guard(document as never, { patient: 'Patient/p1' })).not.toThrow();
  },
);
