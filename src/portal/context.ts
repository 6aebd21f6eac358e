/** What every method of the portal shares. @module */
import { PortalError } from '../../fhir-mappings/errors.ts';
import type { IdentityKey } from '../../fhir-mappings/identity.ts';
import type { FhirClient } from '../client/client.ts';
import type { PublishedVersion } from '../content/versions.ts';
import type { GroupDefinition } from '../groups.ts';
import { iso, offsetAt } from '../readiness/time.ts';
import type { GroupSummary, Options, Role, User } from '../portal-types.ts';

export interface PortalContext {
  client: FhirClient;
  user: User;
  /** `Patient/…` whose chart is open. */
  patient: string | undefined;
  /** Groups this user may see. */
  groups(options?: Options): Promise<GroupDefinition[]>;
  key(): Promise<IdentityKey>;
  now(): Date;
  /** Documents the clinic brings, unchecked until their words are needed. */
  documents: readonly PublishedVersion[];
  /** Tells the widgets that something was saved. */
  saved(): void;
}

/** The group of a key. `not-found` also for a group this user may not see: no hint that it exists (domain.md 2.6). */
export async function groupOf(context: PortalContext, key: string, options?: Options): Promise<GroupDefinition> {
  const group = (await context.groups(options)).find((g) => g.key === key);
  if (group === undefined) throw new PortalError('not-found', 'There is no such group.', ['group']);
  return group;
}

/** What the user is in this group: a leader of another group is other staff here (domain.md 4.8). */
export function roleIn({ user }: Pick<PortalContext, 'user'>, group: GroupDefinition): Role {
  const leads = group.leaders.some((leader) => leader.reference === user.reference);
  return user.role === 'leader' && !leads ? 'staff' : user.role;
}

/** The patient asked for, else the one of the open chart. */
export function patientOf(context: PortalContext, patient: string | undefined): string {
  const reference = patient ?? context.patient;
  if (reference === undefined || !/^Patient\/[A-Za-z0-9\-.]{1,64}$/.test(reference)) {
    throw new PortalError('invalid', 'No member is chosen.', ['patient']);
  }
  // the server decides what a token may read; a member's own page must not even ask for somebody else (design 4.5)
  if (context.user.role === 'member' && reference !== context.user.reference) {
    throw new PortalError('not-allowed', 'Members see their own record only.', ['patient']);
  }
  return reference;
}

export function summaryOf({ key, name, timeZone, leaders }: GroupDefinition): GroupSummary {
  return { key, name, timeZone, leaders: leaders.map((l) => l.display) };
}

/** An instant with the zone's own offset, to the second: `2026-11-20T14:31:07-05:00`. */
export function instantIn(zone: string, date: Date): string {
  const offset = offsetAt(date.getTime(), zone);
  const local = iso(date.getTime() + offset).slice(0, 19);
  const minutes = Math.abs(offset) / 60_000;
  const two = (n: number) => String(Math.trunc(n)).padStart(2, '0');
  return `${local}${offset < 0 ? '-' : '+'}${two(minutes / 60)}:${two(minutes % 60)}`;
}

const isR4 = (version: string): boolean => version === '4.0' || version === '4.3';

/**
 * Fails on a server whose FHIR version the portal does not read yet: its Consents would look like none of ours, and
 * "not signed" would be a guess. A server that doesn't tell is read: what fails there is a gap, and the answer unknown.
 */
export async function requireReadable({ client }: PortalContext, options?: Options): Promise<void> {
  const told = await client.capabilities(options).catch(() => undefined);
  options?.signal?.throwIfAborted();
  if (told && !isR4(told.fhirVersion)) {
    throw new PortalError('unsupported', 'This server’s FHIR version can’t be read yet.', ['fhirVersion']);
  }
}

/** Fails unless this server can keep our records: R4 and R4B are written. */
export async function requireWritable({ client }: PortalContext, options?: Options): Promise<void> {
  const { fhirVersion, transaction } = await client.capabilities(options);
  if (!isR4(fhirVersion)) {
    throw new PortalError('unsupported', 'This server’s FHIR version can’t be written yet.', ['fhirVersion']);
  }
  if (!transaction) throw new PortalError('unsupported', 'This server takes no transactions.', ['transaction']);
}
