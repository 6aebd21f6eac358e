/** What every method of the portal shares. @module */
import { PortalError } from '../../fhir-mappings/errors.ts';
import type { IdentityKey } from '../../fhir-mappings/identity.ts';
import { readersFor, type Mappings, type Readers } from '../../fhir-mappings/mappings.ts';
import type { FhirClient } from '../client/client.ts';
import type { PublishedVersion } from '../content/versions.ts';
import type { GroupDefinition } from '../groups.ts';
import { iso, localDate, offsetAt } from '../readiness/time.ts';
import { fetched } from './methods.ts';
import type { GroupSummary, Options, Role, User } from '../portal-types.ts';

export interface PortalContext {
  client: FhirClient;
  /** Where facts for the group's leaders alone are kept: `client` itself where the host says so; absent: nowhere. */
  notes?: FhirClient | undefined;
  user: User;
  /** `Patient/…` whose chart is open. */
  patient: string | undefined;
  /** Groups this user may see. */
  groups(options?: Options): Promise<GroupDefinition[]>;
  key(): Promise<IdentityKey>;
  now(): Date;
  /** Documents the clinic brings, unchecked until their words are needed. */
  documents: readonly PublishedVersion[];
  /** System of the identifier that staff type. */
  patientIdentifier?: string | undefined;
  /** Signed copies are filed as plain text. */
  plainCopies?: boolean | undefined;
  /** Tells the widgets that something was saved. */
  saved(): void;
}

/** The group of a key. `not-found` also for a group this user may not see: no hint that it exists (domain.md 2.6). */
export async function groupOf(context: PortalContext, key: string, options?: Options): Promise<GroupDefinition> {
  const group = (await context.groups(options)).find((g) => g.key === key);
  if (group === undefined) throw new PortalError('not-found', 'There is no such group.', ['group']);
  return group;
}

/**
 * What the user is in this group: a leader of another group is nobody's leader here, and is not shown this one. Who
 * stands in for a leader is one on the days the group's definition names.
 */
export function roleIn({ user, now }: Pick<PortalContext, 'user' | 'now'>, group: GroupDefinition): Role {
  const today = (zone: string) => localDate(now().getTime(), zone);
  const leads =
    group.leaders.some((leader) => leader.reference === user.reference) ||
    group.substitutes?.some(
      ({ reference, from, until }) =>
        reference === user.reference && from <= today(group.timeZone) && today(group.timeZone) <= until,
    );
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

export function summaryOf({ key, name, timeZone, leaders, contact, commitment }: GroupDefinition): GroupSummary {
  return {
    key,
    name,
    timeZone,
    leaders: leaders.map((l) => l.display),
    ...(contact && { contact }),
    ...(commitment.kind !== 'open-ended' && { commitment }),
  };
}

/** An instant with the zone's own offset, to the second: `2026-11-20T14:31:07-05:00`. */
export function instantIn(zone: string, date: Date): string {
  const offset = offsetAt(date.getTime(), zone);
  const local = iso(date.getTime() + offset).slice(0, 19);
  const minutes = Math.abs(offset) / 60_000;
  const two = (n: number) => String(Math.trunc(n)).padStart(2, '0');
  return `${local}${offset < 0 ? '-' : '+'}${two(minutes / 60)}:${two(minutes % 60)}`;
}

/** How to read a server's records. `known` is false where it tells no FHIR version that we know. */
export interface Reading {
  readers: Readers;
  known: boolean;
}

/**
 * How to read the server's version. One that tells none we know is read as R4, for what is ours there says so itself;
 * but what isn't found may stand in elements we don't look at, so nothing read from it is ever complete.
 */
export async function readingOf({ client }: PortalContext, options?: Options): Promise<Reading> {
  const told = await client.capabilities(options).catch(() => undefined);
  options?.signal?.throwIfAborted();
  if (told === undefined || told.fhirVersion === 'unknown') return { readers: await readersFor('4.0'), known: false };
  return { readers: await readersFor(told.fhirVersion), known: true };
}

/** Mappings to write with. Fails unless this server can keep our records; see record-store.ts. */
export async function requireWritable({ client }: PortalContext, options?: Options): Promise<Mappings> {
  const { requireRecordStore } = await fetched(import('./record-store.ts'));
  return requireRecordStore(client, options);
}
