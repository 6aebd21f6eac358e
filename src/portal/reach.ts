/** How to reach one person of a list: read when somebody wants to call them, never with the list. @module */
import type { Patient } from 'fhir/r4.js';
import type { Options } from '../portal-types.ts';
import type { Reach, SessionRoster } from '../roster-types.ts';
import type { PortalContext } from './context.ts';
import { memberIn } from './member-in.ts';
import { preparationsOf } from './preparations.ts';
import { patientOfRow } from './rows.ts';

/** See RosterDesk.reach. */
export async function reach(
  context: PortalContext,
  roster: SessionRoster,
  row: string,
  options: Options = {},
): Promise<Reach> {
  const patient = patientOfRow(roster, row);
  const member = await memberIn(context, { group: roster.group.key, patient }, { ...options, roles: ['leader'] });
  const [person, all] = await Promise.all([
    context.client.read('Patient', member.patient.slice('Patient/'.length), options),
    preparationsOf(context, member, options),
  ]);
  const contact = all.find(({ record: r }) => r.status === 'completed' && r.contact)?.record.contact;
  return { phones: phonesOf(person, context.now().getTime()), ...(contact && { contact }) };
}

const ranks = ['mobile', 'home', 'work'];

/** Phone numbers that are in use; by their own rank, then mobile before home before work. */
export function phonesOf({ telecom }: Pick<Patient, 'telecom'>, now: number): string[] {
  const rank = (use: string | undefined) => (ranks.indexOf(use ?? '') + ranks.length + 1) % (ranks.length + 1);
  return (Array.isArray(telecom) ? telecom : [])
    .filter(({ system, use, value }) => (system === 'phone' || system === 'sms') && use !== 'old' && Boolean(value))
    .filter(({ period }) => period?.end === undefined || Date.parse(period.end) >= now)
    .toSorted((a, b) => (a.rank ?? 99) - (b.rank ?? 99) || rank(a.use) - rank(b.use))
    .flatMap(({ value }) => value ?? []);
}
