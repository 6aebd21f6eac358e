/** How a member will tell us that they can't come: a response of its own. Loaded when it is said. @module */
import { PortalError } from '../../fhir-mappings/errors.ts';
import { parse } from '../../fhir-mappings/records/primitives.ts';
import type { ContactWay } from '../book-types.ts';
import { builtInVersions, versionOn } from '../content/versions.ts';
import { localDate, ms } from '../readiness/time.ts';
import type { Options } from '../portal-types.ts';
import type { MemberQuery } from '../preparation-types.ts';
import type { PortalContext } from './context.ts';
import { memberIn, preparers } from './member-in.ts';
import { preparationEntry, preparationsOf, saidNow, saysTheSame, sendPreparations } from './preparations.ts';
import { contactWay } from './save-preparation.ts';

/** See PreparationDesk.saveContact. */
export async function saveContact(
  context: PortalContext,
  query: MemberQuery,
  way: ContactWay,
  options: Options = {},
): Promise<void> {
  const contact = parse(contactWay, way);
  const member = await memberIn(context, query, { ...options, roles: preparers });
  const { group, membership, source, role } = member;
  const day = localDate(context.now().getTime(), group.timeZone);
  const all = await preparationsOf(context, member, options);
  const there = all.find(({ record: r }) => r.status === 'completed' && r.contact)?.record;
  // said again on the same day, or sent again after a lost answer: it is there
  const isThere =
    there?.contact?.way === contact.way &&
    there.contact.message === contact.message &&
    there.membership === membership &&
    there.source === source &&
    localDate(ms(there.authored), group.timeZone) === day;
  if (isThere) return;
  const [url = ''] = group.documents.preparation;
  const published = [...builtInVersions, ...context.documents].filter((d) => d.url === url);
  const version = versionOn(day, published)?.version;
  if (version === undefined)
    throw new PortalError('not-found', 'The group names a document that is not there.', ['documents']);
  const isOwn = role === 'member' || role === 'guardian';
  const record = saidNow(context, member, {
    id: crypto.randomUUID(),
    document: { url, version },
    status: 'completed',
    mode: isOwn ? 'screen' : 'spoken',
    sections: [],
    contact,
  });
  const read = await sendPreparations(context, member, [preparationEntry(member, record)], options);
  if (!saysTheSame(read.record, record))
    throw new PortalError('conflict', 'Somebody else changed this at the same time.');
  context.saved();
}
