/** The facade: one method per thing a person does. Each loads what it needs when it is first called. @module */
import { PortalError } from '../fhir-mappings/errors.ts';
import { publicIdentityKey, type IdentityKey } from '../fhir-mappings/identity.ts';
import { createFhirClient } from './client/client.ts';
import type { Connection } from './client/wire.ts';
import type { PublishedVersion } from './content/versions.ts';
import { parseGroups, type GroupDefinition, type GroupDefinitionInput } from './groups.ts';
import { methodsOf } from './portal/methods.ts';
import { patientOfRow } from './portal/rows.ts';
import { roleIn, summaryOf, type PortalContext } from './portal/context.ts';
import type { Portal, SigningHost, User } from './portal-types.ts';

export interface PortalOptions {
  /** The record store: a FHIR R4 or R4B server. The token goes to this base and nowhere else. */
  store: Pick<Connection, 'base' | 'fetch' | 'token' | 'scope' | 'timeout'>;
  /**
   * Where facts for a group's leaders alone are kept (contact outside group, thinking of leaving, asked to leave): a FHIR
   * base or partition that nobody else reads, the store's own base where its readers are the group's leaders. The host
   * vouches for it. The same people have the same ids there. Without one these facts are neither asked for nor kept.
   */
  notes?: PortalOptions['store'];
  /** The clinic's groups, or the address of a JSON file with them. */
  groups: string | GroupDefinitionInput[];
  /** The member whose chart is open, `Patient/…`; for a member their own without it. */
  patient?: string;
  /** Who uses the product; the role defaults to `staff`, who see least. */
  user: Omit<User, 'role'> & { role?: User['role'] };
  /** The clinic's identity key. Without one identifiers can be computed by anyone who can guess the inputs. */
  key?: IdentityKey;
  /** Documents of the clinic's own (JSON), beside those that ship. */
  documents?: PublishedVersion[];
  /** System of the identifier that staff type to find a person, such as the clinic's record numbers. */
  patientIdentifier?: string;
  /** Signed copies are filed as plain text, for a server that takes nothing else; HTML without it. */
  plainCopies?: boolean;
  /** The present, for tests. Without it this device's clock, or the server's where the two differ by minutes. */
  now?: () => Date;
  /** Gives a one-time link by which a member signs on another device; without it that choice isn't shown. */
  handOver?: SigningHost['handOver'];
  /** Asks whoever holds the screen to show that they are staff; resolves to true when they did. */
  confirmStaff?: SigningHost['confirmStaff'];
}

/**
 * Makes the connection widgets talk to. Sends nothing yet.
 * Throws PortalError `unsupported` without a secure context, `invalid` for a wrong base, user or group.
 */
export function createPortal(options: PortalOptions): Portal {
  if (globalThis.crypto?.subtle === undefined) {
    throw new PortalError('unsupported', 'This page needs https: signatures can’t be bound to their words without it.');
  }
  if (!/^(Practitioner|PractitionerRole|Patient|RelatedPerson)\/[A-Za-z0-9\-.]{1,64}$/.test(options.user.reference)) {
    throw new PortalError('invalid', 'The user is no reference to a person.', ['user.reference']);
  }
  const user: User = { ...options.user, role: options.user.role ?? 'staff' };
  const patient = options.patient ?? (user.role === 'member' ? user.reference : undefined);
  const listeners = new Set<() => void>();
  const groups = groupReader(options.groups);
  let key: Promise<IdentityKey> | undefined;
  const client = createFhirClient(options.store);
  const notes = options.notes && createFhirClient(options.notes);
  const now = options.now ?? (() => clock(client.ahead()));
  const context: PortalContext = {
    client,
    notes: notes?.base === client.base ? client : notes,
    user,
    patient,
    // not even that it exists: a substance-use group to users outside it (domain.md 2.6), any group to the leaders of
    // others (G4, G8)
    groups: async (call) =>
      (await groups(call?.signal)).filter(
        (g) => roleIn({ user, now }, g) !== 'staff' || (user.role === 'staff' && !g.substanceUse),
      ),
    key: () => (key ??= options.key ? Promise.resolve(options.key) : publicIdentityKey()),
    now,
    documents: options.documents ?? [],
    patientIdentifier: options.patientIdentifier,
    plainCopies: options.plainCopies,
    saved: () => listeners.forEach((listener) => listener()),
  };
  const from = methodsOf(context);
  return {
    user,
    patient,
    ...(options.handOver && { handOver: options.handOver }),
    ...(options.confirmStaff && { confirmStaff: options.confirmStaff }),
    groups: async (call) => (await context.groups(call)).map(summaryOf),
    ...from(
      (): Promise<Pick<typeof import('./portal/read-member.ts'), 'readiness'>> =>
        user.role === 'guardian' ? import('./portal/guardian-sees.ts') : import('./portal/read-member.ts'),
      'readiness',
    ),
    ...from(
      () => import('./portal/desks/signing.ts'),
      'openSigning',
      'sign',
      'saveDraft',
      'findSigned',
      'closeSigning',
    ),
    ...from(() => import('./portal/desks/signed.ts'), 'withdraw', 'signings', 'signedCopy', 'voidSigning'),
    ...from(
      () => import('./portal/desks/sheet.ts'),
      'sessions',
      'openSheet',
      'saveSheet',
      'undoRows',
      'voidRow',
      'rowHistory',
    ),
    ...from(
      () => import('./portal/desks/book.ts'),
      'members',
      'createGroup',
      'findPerson',
      'addMember',
      'moveMember',
      'holdMember',
      'resumeMember',
      'endMember',
    ),
    ...from(
      () => import('./portal/desks/schedule.ts'),
      'schedule',
      'cancelSessions',
      'moveSession',
      'restoreSession',
      'intakeList',
    ),
    ...from(
      () => import('./portal/desks/prepare.ts'),
      'openPreparation',
      'savePreparation',
      'saveWorries',
      'saveContact',
      'saveDisplayName',
    ),
    ...from(() => import('./portal/desks/lead.ts'), 'addNote', 'keeps', 'openDecisions', 'decide'),
    ...from(() => import('./portal/desks/roster.ts'), 'roster', 'closeItem', 'reach'),
    ...from(() => import('./portal/group-picture.ts'), 'picture'),
    patientOfRow,
    onSaved(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** A tablet whose clock is wrong by a day must not date a signature: past two minutes the server's clock is taken. */
const clock = (ahead: number) => new Date(Date.now() + (Math.abs(ahead) > 120_000 ? ahead : 0));

/** Reads and checks the groups once; a failure is not kept. */
function groupReader(source: PortalOptions['groups']): (signal?: AbortSignal) => Promise<GroupDefinition[]> {
  if (typeof source !== 'string') {
    const groups = parseGroups(source);
    return () => Promise.resolve(groups);
  }
  let reading: Promise<GroupDefinition[]> | undefined;
  return () =>
    (reading ??= load(source).catch((error: unknown) => {
      reading = undefined;
      throw error;
    }));
}

async function load(url: string): Promise<GroupDefinition[]> {
  let response: Response;
  try {
    response = await fetch(url);
  } catch {
    throw new PortalError('offline', 'The groups can’t be reached.', ['groups']);
  }
  if (!response.ok) throw new PortalError('not-found', 'The groups are not there.', ['groups']);
  const value: unknown = await response.json().catch(() => undefined);
  return parseGroups(value);
}
