/** Saving the worries a member ticked, in the place for them, and reading them back. Loaded when somebody prepares. @module */
import { PortalError } from '../../fhir-mappings/errors.ts';
import { worriesVersion, worryIds } from '../content/worries.ts';
import type { Options } from '../portal-types.ts';
import type { OpenedPreparation } from '../preparation-types.ts';
import type { PortalContext } from './context.ts';
import { requireLeadersPlace } from './leader-notes.ts';
import { packBehind } from './open-preparation.ts';
import { preparationEntry, saidNow, sendPreparations } from './preparations.ts';
import { isWorry, tickedIn } from './worries.ts';

/** See PreparationDesk.saveWorries. */
export async function saveWorries(
  context: PortalContext,
  preparation: OpenedPreparation,
  ticked: readonly string[],
  options: Options = {},
): Promise<void> {
  const behind = packBehind(preparation);
  const { member, worries } = behind;
  if (member.role !== 'member') throw new PortalError('not-allowed', 'Members say this themselves.', ['user']);
  const notes = await requireLeadersPlace(context, 'QuestionnaireResponse', options);
  if (!ticked.every(isWorry)) throw new PortalError('invalid', 'There is no such worry.', ['ticked']);
  const sections = worryIds.filter((id) => ticked.includes(id)).map((id) => ({ id, marks: ['talk' as const] }));
  const before = tickedIn(worries);
  if (before.length === sections.length && sections.every(({ id }) => before.includes(id))) return;
  const record = saidNow(context, member, {
    id: worries?.record.id ?? crypto.randomUUID(),
    document: worriesVersion,
    status: 'in-progress',
    mode: 'screen',
    sections,
  });
  // one without any item says nothing of its old ones
  const { item: _item, ...old } = worries?.resource ?? { item: [] };
  const entry = preparationEntry(member, record, worries && (old as typeof worries.resource));
  const held = await sendPreparations({ ...context, client: notes }, member, [entry], options);
  behind.worries = held;
  if (JSON.stringify(tickedIn(held)) !== JSON.stringify(sections.map(({ id }) => id)))
    throw new PortalError('conflict', 'Somebody else changed this at the same time.');
}
