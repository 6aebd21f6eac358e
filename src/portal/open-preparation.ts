/** Opening the preparation pack for one member: the words, and what was said already. Loaded when somebody prepares. @module */
import { PortalError } from '../../fhir-mappings/errors.ts';
import { isForeign } from '../../fhir-mappings/r4/shared.ts';
import { builtInVersions, versionsOf, type PublishedVersion } from '../content/versions.ts';
import { localDate } from '../readiness/time.ts';
import type { Options } from '../portal-types.ts';
import type { MemberQuery, OpenedPreparation, SectionMark } from '../preparation-types.ts';
import { summaryOf, type PortalContext } from './context.ts';
import { memberIn, preparers, type MemberIn } from './member-in.ts';
import { choosePack } from './packs.ts';
import { personFromFhir } from './person.ts';
import { preparationsOf, thatCount, type HeldPreparation } from './preparations.ts';
import { worriesOf } from './worries.ts';

/** What saving needs of an opened pack; it goes on with each save. */
export interface HeldPack {
  member: MemberIn;
  /** The response that is gone on with, once there is one. */
  response?: HeldPreparation;
  /** Unfinished ones of this membership to the same version in other languages. */
  others: HeldPreparation[];
  /** What the member ticked of their worries, in the place for it. */
  worries?: HeldPreparation;
}

const opened = new WeakMap<OpenedPreparation, HeldPack>();

/** What is behind an opened pack. `invalid` (`opened`) for one this page did not open. */
export function packBehind(preparation: OpenedPreparation): HeldPack {
  const found = opened.get(preparation);
  if (found === undefined) throw new PortalError('invalid', 'This was not opened here.', ['opened']);
  return found;
}

/** See PreparationDesk.openPreparation. Says before anything is read when this server can't keep it. */
export async function openPreparation(
  context: PortalContext,
  query: MemberQuery & { language?: string },
  options: Options = {},
): Promise<OpenedPreparation> {
  const member = await memberIn(context, query, { ...options, roles: preparers });
  const { group, patient, membership, held } = member;
  const [all, person, { worries, held: ticked }] = await Promise.all([
    preparationsOf(context, member, options),
    context.client.read('Patient', patient.slice('Patient/'.length), options),
    worriesOf(context, member, options),
  ]);
  const read = personFromFhir(person);
  const own = isForeign(read) ? undefined : read.need?.language;
  const day = localDate(context.now().getTime(), group.timeZone);
  const wanted = [query.language, own];
  const { pack, languages, instead } = await choosePack(day, group, { wanted, own: context.documents });
  const everything = thatCount(all, member);
  const same = sameWords(pack, versionsOf(group.documents.preparation, [...builtInVersions, ...context.documents]));
  // what was said of other words is not said of these: a new version is gone through for what it is (domain.md 1.10)
  const counting = everything.filter(({ record }) => same.has(record.document.version));
  const isUnfinished = ({ record: r }: HeldPreparation) =>
    r.status === 'in-progress' && r.membership === membership && r.document.version === pack.version;
  const unfinished = counting.filter(isUnfinished);
  const response = unfinished.find(({ record }) => record.document.url === pack.url);
  // an unfinished one of other words is no answer to these
  const said = counting.filter((one) => one.record.status === 'completed' || isUnfinished(one));
  const completed = said.find(({ record: r }) => r.status === 'completed' && r.sections.length > 0)?.record.authored;
  // what the member said alone, at their own part of a signing or on their own device, is not for a guardian (G12)
  const isOthers = ({ record: r }: HeldPreparation) => !r.author.startsWith('Patient/');
  const told = context.user.role === 'guardian' ? said.filter(isOthers) : said;
  const questions = told.find(({ record }) => record.questions)?.record.questions;
  const contact = all.find(({ record: r }) => r.status === 'completed' && r.contact)?.record.contact;
  const preparation: OpenedPreparation = {
    id: response?.record.id ?? crypto.randomUUID(),
    group: summaryOf(group),
    pack,
    languages,
    ...(instead && { instead: true as const }),
    marks: marksIn(told, new Set(pack.rules.map(({ id }) => id))),
    ...(questions && { questions }),
    ...(counting.length === 0 && everything.length > 0 && { renewed: true as const }),
    ...(completed !== undefined && { completed }),
    ...(worries && { worries }),
    ...(contact && { contact }),
    ...(held.record.displayName !== undefined && { displayName: held.record.displayName }),
  };
  opened.set(preparation, {
    member,
    ...(response && { response }),
    ...(ticked && { worries: ticked }),
    others: unfinished.filter((one) => one !== response),
  });
  return preparation;
}

/** The pack's version, and those before and after it that only an editorial change lies between. */
function sameWords({ version }: { version: string }, versions: readonly PublishedVersion[]): Set<string> {
  const at = versions.findIndex((one) => one.version === version);
  const begin = versions.findLastIndex((one, i) => i <= at && one.change === 'material');
  const next = versions.findIndex((one, i) => i > at && one.change === 'material');
  const same = versions.slice(Math.max(begin, 0), next < 0 ? undefined : next);
  return new Set([version, ...same.map((one) => one.version)]);
}

/** The newest mark of each section; `all` is newest first. */
function marksIn(all: readonly HeldPreparation[], sections: ReadonlySet<string>): Record<string, SectionMark> {
  const marks: Record<string, SectionMark> = {};
  for (const { record } of all)
    for (const { id, marks: said } of record.sections)
      if (sections.has(id)) marks[id] ??= said.includes('talk') ? 'talk' : 'read';
  return marks;
}
