import { expect, test } from 'vitest';
import { allows, type Right } from '../../../src/client/scopes.ts';

test.each<[string, string, Right, boolean]>([
  ['launch openid patient/Consent.cu', 'Consent', 'c', true],
  ['launch openid patient/Consent.cu', 'Consent', 's', false],
  ['patient/Consent.cu', 'Provenance', 'c', false],
  ['user/*.cruds', 'Provenance', 'c', true],
  ['system/*.rs', 'Provenance', 'c', false],
  ['patient/Consent.write', 'Consent', 'u', true],
  ['patient/Consent.read', 'Consent', 's', true],
  ['patient/Consent.read', 'Consent', 'c', false],
  ['user/Consent.*', 'Consent', 'd', true],
  ['patient/Observation.cruds?category=vital-signs', 'Observation', 'c', false],
  ['openid fhirUser', 'Consent', 'c', false],
  ['', 'Consent', 'c', false],
])('the scope "%s" for %s.%s: %s', (scope, type, right, expected) => {
  expect(allows(scope, type, right)).toBe(expected);
});
