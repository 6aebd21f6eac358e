/** Closing what was raised from a list: "talked about", "followed up". Loaded with the list. @module */
import { PortalError } from '../../fhir-mappings/errors.ts';
import { relative } from '../../fhir-mappings/references.ts';
import { parseNote, type Leaving } from '../../fhir-mappings/records/note.ts';
import { localDate } from '../readiness/time.ts';
import type { Options } from '../portal-types.ts';
import type { SessionRoster } from '../roster-types.ts';
import { instantIn, type PortalContext } from './context.ts';
import { keeperOf } from './leader-notes.ts';
import { memberIn } from './member-in.ts';
import { sendNote } from './send-note.ts';
import type { Closing, Raised } from './roster-raise.ts';
import { patientOfRow } from './rows.ts';

/** What closes each item, by row and item, with the UUID each note is sent under: pressing twice is then harmless. */
type Held = Map<string, Map<string, { id: string; closing: Closing }[]>>;
const opened = new WeakMap<SessionRoster, Held>();

/** Keeps beside the list what its items are about. */
export function keepRaised(roster: SessionRoster, raised: ReadonlyMap<string, readonly Raised[]>): void {
  const items = (all: readonly Raised[]) =>
    new Map(
      all.map(({ closing }, i) => [
        `item-${i}`,
        closing.map((one) => ({ id: crypto.randomUUID() as string, closing: one })),
      ]),
    );
  opened.set(roster, new Map([...raised].map(([row, all]) => [row, items(all)])));
}

/** See RosterDesk.closeItem. */
export async function closeItem(
  context: PortalContext,
  roster: SessionRoster,
  row: string,
  item: string,
  { leaving, ...options }: Options & { leaving?: Leaving } = {},
): Promise<void> {
  const patient = patientOfRow(roster, row);
  const notes = opened.get(roster)?.get(row)?.get(item);
  if (notes === undefined || notes.length === 0)
    throw new PortalError('invalid', 'There is no such thing to close on this list.', ['item']);
  if (leaving && !notes.every(({ closing }) => 'reason' in closing && closing.reason === 'leaving-undiscussed'))
    throw new PortalError('invalid', 'This is not about leaving.', ['leaving']);
  const sent = await Promise.all(
    notes.map(async (one) => ({ ...one, keeper: await keeperOf(context, one.closing, options) })),
  );
  const member = await memberIn(context, { group: roster.group.key, patient }, { ...options, roles: ['leader'] });
  const today = localDate(context.now().getTime(), member.group.timeZone);
  if (leaving?.outcome === 'leaves' && leaving.last < today)
    throw new PortalError('invalid', 'This day is over.', ['leaving.last']);
  for (const { id, closing, keeper } of sent) {
    const note = parseNote({
      id,
      patient: member.patient,
      membership: member.membership,
      at: instantIn(member.group.timeZone, context.now()),
      by: context.user.reference,
      ...whole(closing, context),
      ...(leaving && { leaving }),
    });
    await sendNote(context, member, note, { ...options, keeper });
  }
}

/** References as the record has them, whatever base they were read from. */
const whole = (closing: Closing, { client }: PortalContext): Closing =>
  'response' in closing ? { ...closing, response: relative(closing.response, client.base) } : closing;
