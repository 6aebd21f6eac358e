/** Who signed with whom, and who ended or voided what: from the Provenances, with staff names where they can be read. @module */
import { isPortalError } from '../../fhir-mappings/errors.ts';
import { mappingsFor } from '../../fhir-mappings/mappings.ts';
import { isForeign } from '../../fhir-mappings/r4/shared.ts';
import { relative } from '../../fhir-mappings/references.ts';
import type { Change } from '../../fhir-mappings/records/change.ts';
import type { Signing } from '../../fhir-mappings/records/signing.ts';
import { ofType } from '../client/search.ts';
import type { GroupDefinition } from '../groups.ts';
import type { Readiness } from '../readiness/types.ts';
import type { Options } from '../portal-types.ts';
import type { VoidReason } from '../signed-types.ts';
import type { PortalContext } from './context.ts';
import { fullName } from './people.ts';
import type { Beside, SignedRead } from './signed-read.ts';

interface Voiding {
  signing: string;
  at: string;
  recorder: string;
  reason: VoidReason;
}

/** What the Provenances tell. */
export interface Told {
  /** By signing. */
  signings: ReadonlyMap<string, Signing>;
  /** Withdrawals by `Consent/…`. */
  endings: ReadonlyMap<string, Change>;
  /** Entered in error by `Consent/…`. */
  voidings: ReadonlyMap<string, Voiding>;
  missing: Readiness['missing'];
}

/** Reads them. One that can't be read leaves a gap, and nothing else is lost. */
export async function changesIn(
  context: PortalContext,
  { patient, read, beside }: { patient: string; read: SignedRead; beside: Beside },
  options: Options,
): Promise<Told> {
  const told = await context.client.capabilities(options).catch(() => undefined);
  const version = told?.fhirVersion;
  const mappings = await mappingsFor(version === undefined || version === 'unknown' ? '4.0' : version);
  const { base } = context.client;
  const agreements = new Map(read.facts.agreements.items.map(({ record }) => [record.signing, record]));
  const voids = new Map(read.voids.map(({ record, evidence }) => [evidence, record.signing]));
  const signings = new Map<string, Signing>();
  const endings = new Map<string, Change>();
  const voidings = new Map<string, Voiding>();
  let unread = false;
  for (const provenance of beside.provenances) {
    try {
      const change = mappings.changeFromFhir(provenance, patient);
      if (!isForeign(change)) {
        for (const target of change.targets.map((one) => relative(one, base))) {
          const { at, recorder, reason } = change;
          const signing = voids.get(target);
          if (reason === 'withdrawn') endings.set(target, change);
          else if (signing !== undefined && (reason === 'wrong-member' || reason === 'correction')) {
            // put right first, and found to be on the wrong chart later: that is what it is
            if (voidings.get(target)?.reason !== 'wrong-member')
              voidings.set(target, { signing, at, recorder, reason });
          }
        }
        continue;
      }
      const tags = (provenance.meta?.tag ?? []).map(({ code = '' }) => code);
      const agreement = tags.flatMap((tag) => agreements.get(tag) ?? [])[0];
      if (agreement === undefined) continue;
      const { signer, interpreter } = agreement;
      const signing = mappings.signingFromFhir(provenance, {
        patient: agreement.patient,
        name: signer.name,
        ...(signer.role !== 'self' && { basis: signer.role }),
        ...(interpreter && { way: interpreter.way }),
      });
      if (!isForeign(signing)) signings.set(signing.signing, signing);
    } catch (error) {
      if (!isPortalError(error)) throw error;
      unread = true;
    }
  }
  const isTold = beside.missing.some(({ fact }) => fact === 'changes');
  return { signings, endings, voidings, missing: unread && !isTold ? [{ fact: 'changes', why: 'partial' }] : [] };
}

/** Names of the staff in it by reference: the user, the group's leaders, else their Practitioner; unread ones stay out. */
export async function staffNames(
  context: PortalContext,
  { group, told }: { group: GroupDefinition; told: Told },
  options: Options,
): Promise<ReadonlyMap<string, string>> {
  const names = new Map<string, string>();
  const { reference, display } = context.user;
  if (reference.startsWith('Practitioner')) names.set(reference, display);
  for (const leader of group.leaders) names.set(leader.reference, leader.display);
  const named = [
    ...[...told.signings.values()].flatMap(({ witness, recorder }) => [witness ?? '', recorder]),
    ...[...told.endings.values(), ...told.voidings.values()].map(({ recorder }) => recorder),
  ];
  const unknown = [...new Set(named)].filter((one) => one.startsWith('Practitioner/') && !names.has(one));
  if (unknown.length === 0) return names;
  const ids = unknown.map((one) => one.slice('Practitioner/'.length)).join(',');
  const found = await context.client.search('Practitioner', { _id: ids }, options);
  for (const person of ofType(found.resources, 'Practitioner')) {
    const name = fullName(person.name);
    if (name !== '') names.set(`Practitioner/${person.id}`, name);
  }
  return names;
}
