/** Profiles of what is noted about a member outside sessions: facts staff note, and a snapshot of preparation. @module */
import { sid } from '../../fhir-mappings/codes.ts';
import { identifiedBy, onlyReference, ownMembership, pattern, profile, staff } from './profile-parts.ts';
import { boundTo, element, refersTo, rule, type Conformance, type Version } from './shape.ts';

export const noteProfiles = (version: Version): Conformance[] => [staffNote(version), snapshot(version)];

const staffNote = (version: Version) =>
  profile(version, {
    id: 'staff-note',
    type: 'Observation',
    title: 'Staff note',
    description:
      'A fact staff note about a member, or a member’s own word that they can’t come: no free text, no reasons, nobody else.',
    rules: [
      ownMembership,
      rule(
        'fgt-own-word',
        'A member notes of themselves alone, and only that they can’t come',
        "performer.reference.all(startsWith('Patient/') implies ($this = %resource.subject.reference and %resource.code.coding.where(code = 'absence-notice' or code = 'planned-absence').exists()))",
      ),
    ],
    elements: [
      ...identifiedBy('Observation', 'Observation.identifier', sid.note),
      element('Observation.code', boundTo('note-kinds')),
      ...onlyReference('Observation.subject', 'Patient'),
      element('Observation.effective[x]', { type: [{ code: 'dateTime' }] }, [1, '1']),
      ...onlyReference('Observation.performer', ...staff, 'Patient'),
      // no free text about a person (design 4.1)
      element('Observation.note', {}, [0, '0']),
    ],
  });

const snapshot = (version: Version) =>
  profile(version, {
    id: 'preparation-snapshot',
    type: 'Observation',
    title: 'Preparation snapshot',
    description:
      'State of a member’s preparation, written on request. Administrative, not a clinical assessment: no number, nothing about attendance.',
    rules: [
      ownMembership,
      rule('fgt-no-number', 'Holds no number', 'component.value.where($this is Quantity or $this is integer).empty()'),
    ],
    elements: [
      ...identifiedBy('Observation', 'Observation.identifier', sid.note),
      element('Observation.code', pattern('group-preparation-status')),
      ...onlyReference('Observation.subject', 'Patient'),
      element('Observation.effective[x]', { type: [{ code: 'dateTime' }] }, [1, '1']),
      element('Observation.performer', refersTo(...staff, 'Organization'), [1, '1']),
      element('Observation.value[x]', { type: [{ code: 'CodeableConcept' }], ...boundTo('preparation-states') }, [
        1,
        '1',
      ]),
      element('Observation.note', {}, [0, '0']),
      element('Observation.component', {}, [1, '*']),
      element('Observation.component.code', boundTo('criteria')),
      element(
        'Observation.component.value[x]',
        { type: [{ code: 'CodeableConcept' }], ...boundTo('criterion-states') },
        [1, '1'],
      ),
    ],
  });
