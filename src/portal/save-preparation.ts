/** Saving what a member said of the preparation pack, and reading it back. Loaded when somebody prepares. @module */
import * as z from 'zod/mini';
import { PortalError } from '../../fhir-mappings/errors.ts';
import { contactWays, type Preparation } from '../../fhir-mappings/records/preparation.ts';
import { date, parse } from '../../fhir-mappings/records/primitives.ts';
import { dayStart, localDate, ms } from '../readiness/time.ts';
import type { Options } from '../portal-types.ts';
import type { OpenedPreparation, PreparationInput } from '../preparation-types.ts';
import { instantIn, type PortalContext } from './context.ts';
import { packBehind, type HeldPack } from './open-preparation.ts';
import { preparationEntry, saidNow, saysTheSame, sendPreparations } from './preparations.ts';

/** How the member leaves word. */
export const contactWay = z.strictObject({ way: z.enum(contactWays), message: z.boolean() });

const input = z.strictObject({
  questions: z.optional(z.enum(['no-questions', 'has-questions'])),
  contact: z.optional(contactWay),
  mode: z.enum(['screen', 'paper', 'spoken']),
  paperDay: z.optional(date),
  status: z.enum(['in-progress', 'completed']),
});

/** See PreparationDesk.savePreparation. */
export async function savePreparation(
  context: PortalContext,
  preparation: OpenedPreparation,
  said: PreparationInput,
  options: Options = {},
): Promise<void> {
  const behind = packBehind(preparation);
  const { sections, ...rest } = said;
  const wanted = { ...(parse(input, rest) as Omit<PreparationInput, 'sections'>), sections };
  requireSections(preparation, wanted, behind);
  requireDay(context, preparation, wanted);
  await send(context, behind, nextOf(context, preparation, wanted), options);
  context.saved();
}

/** Sections are of the pack; one that is completed leaves none out that was not gone through before (domain.md R1). */
function requireSections(
  { pack, marks }: OpenedPreparation,
  { sections, status }: PreparationInput,
  { response }: HeldPack,
): void {
  const saved = [...Object.keys(marks), ...(response?.record.sections ?? []).map(({ id }) => id)];
  const known = pack.rules.map(({ id }) => id);
  const given = Object.keys(sections);
  const faults = given.filter((id) => !known.includes(id) || !['read', 'talk'].includes(sections[id] ?? ''));
  if (status === 'completed' && given.length > 0)
    faults.push(...known.filter((id) => !given.includes(id) && !saved.includes(id)));
  if (faults.length > 0)
    throw new PortalError(
      'invalid',
      'Some sections are not right.',
      faults.map((id) => `sections.${id}`),
    );
}

/** Paper has a day of its own, which is not the day it is entered; these words were in use then. */
function requireDay(
  context: PortalContext,
  { group, pack }: OpenedPreparation,
  { paperDay: day, mode }: PreparationInput,
) {
  if (day === undefined) return;
  const today = localDate(context.now().getTime(), group.timeZone);
  if (mode !== 'paper' || day > today || day < pack.effective)
    throw new PortalError('invalid', 'This can’t be the day of the paper.', ['paperDay']);
}

/** What was saved before, with what is said now. */
function nextOf(
  context: PortalContext,
  { id, pack, group: { timeZone } }: OpenedPreparation,
  said: PreparationInput,
): (h: HeldPack) => Preparation {
  return ({ member, response }) => {
    const old = response?.record;
    const before = Object.fromEntries((old?.sections ?? []).map((s) => [s.id, s.marks]));
    const now = Object.fromEntries(Object.entries(said.sections).map(([section, mark]) => [section, [mark]]));
    const marks: Record<string, ('read' | 'talk')[]> = { ...before, ...now };
    const questions = said.questions ?? old?.questions;
    const contact = said.contact ?? old?.contact;
    const record = saidNow(context, member, {
      id,
      document: { url: pack.url, version: pack.version },
      status: said.status,
      mode: said.mode,
      // in the order of the pack
      sections: pack.rules.flatMap((rule) => {
        const list = marks[rule.id];
        return list ? [{ id: rule.id, marks: list }] : [];
      }),
      ...(questions && { questions }),
      ...(contact && { contact }),
    });
    if (said.paperDay === undefined) return record;
    // the time isn't on the paper: its day begins at midnight; never before what it goes on with
    const at = Math.max(dayStart(said.paperDay, timeZone), old ? ms(old.authored) : -Infinity);
    return { ...record, authored: instantIn(timeZone, new Date(at)) };
  };
}

async function send(
  context: PortalContext,
  behind: HeldPack,
  next: (behind: HeldPack) => Preparation,
  options: Options,
): Promise<void> {
  const record = next(behind);
  const { member, response, others } = behind;
  if (response && saysTheSame(response.record, record)) return;
  if (response?.record.status === 'completed')
    throw new PortalError('conflict', 'This was completed before; it is never changed.');
  // read in two languages: each half is completed with the words it was read in
  const done = record.status === 'completed' ? others : [];
  const finished = done.map((other) => ({ ...other, record: { ...other.record, status: 'completed' as const } }));
  const read = await sendPreparations(
    context,
    member,
    [
      preparationEntry(member, record, response?.resource),
      ...finished.map((other) => preparationEntry(member, other.record, other.resource)),
    ],
    options,
  );
  if (!saysTheSame(read.record, record)) {
    // an earlier sending whose answer was lost made it: it is gone on with, once
    if (response !== undefined || read.record.status === 'completed')
      throw new PortalError('conflict', 'Somebody else changed this at the same time.');
    behind.response = read;
    return send(context, behind, next, options);
  }
  behind.response = read;
  if (done.length > 0) behind.others = [];
}
