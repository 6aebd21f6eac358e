/**
 * Worries a member ticked: a response of their own, where only the group's leaders read, or nowhere (design 4.5a). It is
 * never completed, so that each can be taken back. Loaded when somebody prepares.
 * @module
 */
import { isPortalError } from '../../fhir-mappings/errors.ts';
import { worriesVersion, worryIds, type Worry } from '../content/worries.ts';
import type { Options } from '../portal-types.ts';
import type { OpenedPreparation } from '../preparation-types.ts';
import type { PortalContext } from './context.ts';
import { leadersPlace } from './leader-notes.ts';
import type { MemberIn } from './member-in.ts';
import { preparationsOf, type HeldPreparation } from './preparations.ts';

export const isWorry = (id: string): id is Worry => (worryIds as readonly string[]).includes(id);

/** Of one membership; undefined where nothing is kept or was ticked. Rejects when it can't be read. */
export async function worriesHeld(
  context: PortalContext,
  member: MemberIn,
  options: Options,
): Promise<HeldPreparation | undefined> {
  const { notes } = context;
  if (notes === undefined) return undefined;
  const all = await preparationsOf({ ...context, client: notes }, member, options);
  return all.find(({ record: r }) => r.document.url === worriesVersion.url && r.membership === member.membership);
}

export const tickedIn = (held: HeldPreparation | undefined): Worry[] =>
  held?.record.sections.map(({ id }) => id).filter(isWorry) ?? [];

/** For who prepares themselves; nothing where it can't be read, for the introduction does not wait for it. */
export async function worriesOf(
  context: PortalContext,
  member: MemberIn,
  options: Options,
): Promise<{ worries?: NonNullable<OpenedPreparation['worries']>; held?: HeldPreparation }> {
  if (member.role !== 'member') return {};
  if ((await leadersPlace(context, 'QuestionnaireResponse', options)) === undefined)
    return { worries: { kept: false, ticked: [] } };
  try {
    const held = await worriesHeld(context, member, options);
    return { worries: { kept: true, ticked: tickedIn(held) }, ...(held && { held }) };
  } catch (error) {
    if (!isPortalError(error)) throw error;
    return {};
  }
}
