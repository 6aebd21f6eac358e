/** Profiles: what we promise about the resources we write, and rely on when we read our own. @module */
import { base, codeSystem, completionModes, extension, groupSystem, sid } from '../../fhir-mappings/codes.ts';
import { consentProfiles } from './profiles-consent.ts';
import { noteProfiles } from './profiles-notes.ts';
import { provenanceProfiles } from './profiles-provenance.ts';
import {
  extensionSlices,
  identifiedBy,
  onlyReference,
  ownMembership,
  pattern,
  profile,
  staff,
} from './profile-parts.ts';
import { codesOf } from './terminology.ts';
import { boundTo, element, refersTo, rule, sliced, type Conformance, type Version } from './shape.ts';

const quoted = (codes: readonly string[]) => codes.map((code) => `'${code}'`).join(' | ');
export const profiles = (version: Version): Conformance[] => [
  ...consentProfiles(version),
  ...noteProfiles(version),
  attendance(version),
  membership(version),
  visit(version),
  seat(version),
  answers(version),
  draft(version),
  ...provenanceProfiles(version),
];

function attendance(version: Version): Conformance {
  const outcome = (codes: readonly string[]) =>
    `value.coding.where(system = '${codeSystem}' and code in (${quoted(codes)}))`;
  const component = (name: string, code: string, value: Record<string, unknown>, min: number) => [
    element(`Observation.component:${name}`, {}, [min, '1']),
    element(`Observation.component:${name}.code`, pattern(code), [1, '1']),
    element(`Observation.component:${name}.value[x]`, value, [1, '1']),
  ];
  return profile(version, {
    id: 'session-attendance',
    type: 'Observation',
    title: 'Session attendance',
    description:
      'What happened for one member at one session. A session without this record is not recorded: neither attended nor missed.',
    rules: [
      ownMembership,
      rule(
        'fgt-visit',
        'Only a member who took part has an Encounter',
        `encounter.exists() implies ${outcome(codesOf('attended-outcomes'))}.exists()`,
      ),
      rule(
        'fgt-late',
        'Minutes late are given only of somebody who came late',
        `component.where(code.coding.code = 'minutes-late').exists() implies ${outcome(['present-late'])}.exists()`,
      ),
      rule(
        'fgt-observed',
        'A period of observed times is given only of somebody who took part',
        `effective.is(Period) implies ${outcome(codesOf('attended-outcomes'))}.exists()`,
      ),
    ],
    elements: [
      ...identifiedBy('Observation', 'Observation.identifier', `${base}/sid/attendance/`),
      element('Observation.code', pattern('session-attendance')),
      ...onlyReference('Observation.subject', 'Patient'),
      element('Observation.effective[x]', { type: [{ code: 'dateTime' }, { code: 'Period' }] }, [1, '1']),
      element('Observation.issued', {}, [1, '1']),
      ...onlyReference('Observation.performer', ...staff),
      element('Observation.value[x]', { type: [{ code: 'CodeableConcept' }], ...boundTo('session-outcomes') }, [
        1,
        '1',
      ]),
      // no free text about a person (design 4.1)
      element('Observation.note', {}, [0, '0']),
      sliced('Observation.component', 'pattern', 'code'),
      ...component('scheduledStart', 'scheduled-start', { type: [{ code: 'dateTime' }] }, 1),
      ...component('minutesLate', 'minutes-late', { type: [{ code: 'Quantity' }] }, 0),
      ...component('departure', 'departure', { type: [{ code: 'CodeableConcept' }], ...boundTo('departures') }, 0),
    ],
  });
}

const membership = (version: Version) =>
  profile(version, {
    id: 'membership',
    type: 'EpisodeOfCare',
    title: 'Group membership (record)',
    description: 'One episode of one member in one group. There is no list of members anywhere.',
    elements: [
      ...extensionSlices('EpisodeOfCare', { therapyGroup: [1, 'therapy-group'], displayName: [0, 'display-name'] }),
      ...identifiedBy('EpisodeOfCare', 'EpisodeOfCare.identifier', `${base}/sid/membership/`),
      sliced('EpisodeOfCare.type', 'pattern', '$this'),
      element('EpisodeOfCare.type:membership', pattern('group-membership'), [1, '1']),
      element('EpisodeOfCare.type:group', { patternCodeableConcept: { coding: [{ system: groupSystem }] } }, [1, '1']),
      ...onlyReference('EpisodeOfCare.patient', 'Patient'),
      element('EpisodeOfCare.period', {}, [1, '1']),
      element('EpisodeOfCare.period.start', {}, [1, '1']),
      element('EpisodeOfCare.careManager', refersTo(...staff)),
    ],
  });

function visit(version: Version): Conformance {
  const [who, period] = version === 'r4' ? ['individual', 'period'] : ['actor', 'actualPeriod'];
  return profile(version, {
    id: 'attended-visit',
    type: 'Encounter',
    title: 'Attended visit',
    description:
      'One member’s visit to one session they took part in. Its period holds only times somebody observed or confirmed.',
    rules: [
      rule(
        'fgt-no-member',
        'Nobody but staff takes part: co-members are never named',
        `participant.${who}.reference.where(contains('Practitioner')).count() = participant.count()`,
      ),
    ],
    elements: [
      ...identifiedBy('Encounter', 'Encounter.identifier', `${base}/sid/encounter/`),
      ...onlyReference('Encounter.subject', 'Patient'),
      element('Encounter.episodeOfCare', refersTo('EpisodeOfCare'), [1, '1']),
      element('Encounter.participant', {}, [1, '*']),
      element(`Encounter.participant.${who}`, refersTo(...staff), [1, '1']),
      element(`Encounter.${period}`, { short: 'Observed or confirmed, never copied from the schedule' }),
    ],
  });
}

function seat(version: Version): Conformance {
  const actors = (type: string) =>
    `participant.actor.reference.where(startsWith('${type}/') or contains('/${type}/')).count()`;
  return profile(version, {
    id: 'seat',
    type: 'Appointment',
    title: 'Seat',
    description:
      'One member’s seat at one session. A shared Appointment would name co-members, so it has exactly one Patient.',
    rules: [
      rule('fgt-seat-patient', 'Exactly one Patient has the seat', `${actors('Patient')} = 1`),
      rule('fgt-seat-group', 'Names the group exactly once', `${actors('HealthcareService')} = 1`),
      rule('fgt-seat-leader', 'Names a leader', `${actors('Practitioner')} + ${actors('PractitionerRole')} >= 1`),
    ],
    elements: [
      ...extensionSlices('Appointment', { movedFrom: [0, 'moved-from'] }),
      ...identifiedBy('Appointment', 'Appointment.identifier', `${base}/sid/seat/`),
      // in the order of the base: a snapshot can't be made otherwise
      element('Appointment.description', {}, [0, '0']),
      element('Appointment.start', {}, [1, '1']),
      element('Appointment.end', {}, [1, '1']),
      ...(version === 'r4'
        ? [element('Appointment.comment', {}, [0, '0'])]
        : [element('Appointment.note', {}, [0, '0'])]),
      ...(version === 'r4' ? [] : onlyReference('Appointment.subject', 'Patient')),
      element('Appointment.participant.actor', {}, [1, '1']),
    ],
  });
}

const answers = (version: Version) =>
  profile(version, {
    id: 'signed-answers',
    type: 'QuestionnaireResponse',
    title: 'Signed answers',
    description:
      'The answers to a signed document, with the words that were shown. A completed one is never edited: a changed answer is a new signing.',
    rules: [
      ownMembership,
      rule(
        'fgt-one-answer',
        'Each clause has exactly one answer, of our own codes: none is never a yes',
        `repeat(item).where(item.empty()).all(answer.count() = 1 and answer.value.where(system = '${codeSystem}' and code in (${quoted(codesOf('answers'))})).count() = 1)`,
      ),
      rule('fgt-words', 'Each item has the words that were shown', 'repeat(item).all(text.exists())'),
      rule('fgt-version', 'Names the version of the document', `questionnaire.contains('|')`),
      rule(
        'fgt-undated',
        'Says when it was signed, or that nobody knows and when it was entered: of paper alone',
        `authored.hasValue() xor (authored.extension('${extension.absentReason}').exists() and authored.extension('${extension.entered}').exists() and extension('${extension.completionMode}').value.coding.where(code = '${completionModes.paper.code}').exists())`,
      ),
    ],
    elements: [
      ...extensionSlices('QuestionnaireResponse', { signedHash: [1, 'signed-hash'] }),
      ...identifiedBy('QuestionnaireResponse', 'QuestionnaireResponse.identifier', `${base}/sid/answers-`),
      element('QuestionnaireResponse.questionnaire', {}, [1, '1']),
      ...onlyReference('QuestionnaireResponse.subject', 'Patient'),
      element('QuestionnaireResponse.authored', {}, [1, '1']),
      element('QuestionnaireResponse.author', {}, [1, '1']),
      ...onlyReference('QuestionnaireResponse.source', 'Patient', 'RelatedPerson'),
      element('QuestionnaireResponse.source.display', { short: 'The signer’s name as it was shown' }, [1, '1']),
      element('QuestionnaireResponse.item', {}, [1, '*']),
    ],
  });

const draft = (version: Version) =>
  profile(version, {
    id: 'unsigned-answers',
    type: 'QuestionnaireResponse',
    title: 'Unsigned answers',
    description:
      'Answers to the group rules that nobody has signed: work in progress, then stopped. It is no agreement, whoever reads it.',
    rules: [
      ownMembership,
      rule(
        'fgt-unsigned',
        'Is in progress, or was signed or given up since',
        `status != 'completed' and status != 'amended'`,
      ),
      rule('fgt-no-hash', 'Has no hash of anything signed', `extension('${extension.signedHash}').empty()`),
      rule(
        'fgt-one-answer',
        'Only clauses with exactly one answer, of our own codes, are there',
        `repeat(item).where(item.empty()).all(answer.count() = 1 and answer.value.where(system = '${codeSystem}' and code in (${quoted(codesOf('answers'))})).count() = 1)`,
      ),
      rule('fgt-words', 'Each item has the words that were shown', 'repeat(item).all(text.exists())'),
      rule('fgt-version', 'Names the version of the document', `questionnaire.contains('|')`),
    ],
    elements: [
      ...identifiedBy('QuestionnaireResponse', 'QuestionnaireResponse.identifier', sid.draft),
      element('QuestionnaireResponse.questionnaire', {}, [1, '1']),
      ...onlyReference('QuestionnaireResponse.subject', 'Patient'),
      element('QuestionnaireResponse.authored', {}, [1, '1']),
      element('QuestionnaireResponse.author', {}, [1, '1']),
      element('QuestionnaireResponse.source', refersTo('Patient', 'RelatedPerson')),
    ],
  });
