/** Security labels per group (design 4.6). Labels are not enforcement: a server may ignore them. @module */
import type { Coding } from 'fhir/r4.js';
import { hl7 } from './codes.ts';

/** What of a group decides its labels. */
export interface LabelSetting {
  substanceUse: boolean;
  redisclosureAllowed: boolean;
}

/** Labels of clinical resources. Never PSYTHPN: attendance is not a psychotherapy note (45 CFR 164.501). */
export function labelsFor(group: LabelSetting): Coding[] {
  const labels: Coding[] = [hl7.restricted, hl7.psychiatry];
  if (!group.substanceUse) return labels;
  labels.push(hl7.substanceUse, hl7.part2);
  return group.redisclosureAllowed ? labels : [...labels, hl7.noRedisclosure];
}

/** Appointments carry R only: schedulers see labels. */
export const seatLabels: Coding[] = [hl7.restricted];
