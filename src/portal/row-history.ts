/** What was recorded for one row before: every version, with who changed it, when and why. Loaded when it is asked for. @module */
import type { Observation } from 'fhir/r4.js';
import { codeSystem } from '../../fhir-mappings/codes.ts';
import { isPortalError, PortalError } from '../../fhir-mappings/errors.ts';
import { isForeign, type Foreign } from '../../fhir-mappings/r4/shared.ts';
import { relative } from '../../fhir-mappings/references.ts';
import type { Attendance } from '../../fhir-mappings/records/attendance.ts';
import type { Change } from '../../fhir-mappings/records/change.ts';
import { ofType } from '../client/search.ts';
import type { GroupDefinition } from '../groups.ts';
import type { AttendanceSheet, Options, RowVersion } from '../portal-types.ts';
import { addDays, iso, ms } from '../readiness/time.ts';
import { about } from './about.ts';
import { groupOf, requireWritable, type PortalContext } from './context.ts';
import { asSurvivor, idsOf, survivorOf } from './merged.ts';
import { peopleOf, recordedMark, requireLeader } from './sheet.ts';
import { whole } from './whole.ts';

/** See Portal.rowHistory. */
export async function rowHistory(
  context: PortalContext,
  sheet: AttendanceSheet,
  row: string,
  options: Options = {},
): Promise<RowVersion[]> {
  const person = peopleOf(sheet).rows.get(row);
  if (person === undefined) throw new PortalError('invalid', 'There is no such row on this sheet.', ['row']);
  const group = await groupOf(context, sheet.group.key, options);
  requireLeader(context, group);
  const mappings = await requireWritable(context, options);
  const patient = survivorOf(context, person.patient);
  const ids = idsOf(context, [patient]);
  const accept = about(new Set(ids), context.client.base);
  const day = iso(ms(sheet.start)).slice(0, 10);
  const params = {
    patient: ids.join(','),
    code: `${codeSystem}|session-attendance`,
    date: [`ge${addDays(day, -2)}`, `le${addDays(day, 2)}`],
  };
  const found = whole(await context.client.search('Observation', params, { ...options, accept }));
  // what was entered in error gave up its identity, not the session it was about
  const own = ofType(found, 'Observation').filter((o) => startsAt(o) === ms(sheet.start));
  if (own.length === 0) return [];
  const target = own.map(({ id }) => `Observation/${id}`).join(',');
  const changes = ofType(whole(await context.client.search('Provenance', { target }, options)), 'Provenance').map(
    (provenance) => mappings.changeFromFhir(provenance, patient),
  );
  const known = changes.filter((change): change is Change => !isForeign(change) && change.activity === 'update');
  const all = await Promise.all(
    own.map(async (now) => {
      const reference = `Observation/${now.id}`;
      const mine = known.filter(({ targets }) => targets.some((t) => relative(t, context.client.base) === reference));
      const versions = await versionsOf(context, now, options);
      return versionsWith({ group, versions, mine, read: (o) => mappings.attendanceFromFhir(asSurvivor(context, o)) });
    }),
  );
  return all
    .flat()
    .map((version, i) => ({ version, i }))
    .toSorted((a, b) => ms(b.version.at) - ms(a.version.at) || a.i - b.i)
    .map(({ version }) => version);
}

const startsAt = ({ component = [] }: Observation): number => {
  const of = component.find(({ code }) => code.coding?.some((c) => c.code === 'scheduled-start'));
  return ms(of?.valueDateTime ?? '');
};

/** Newest first; the present one alone where the server keeps no others. */
async function versionsOf(context: PortalContext, now: Observation, options: Options): Promise<Observation[]> {
  try {
    return await context.client.history('Observation', now.id ?? '', options);
  } catch (error) {
    if (isPortalError(error) && ['not-found', 'unsupported', 'rejected', 'not-allowed'].includes(error.code))
      return [now];
    throw error;
  }
}

interface Versions {
  group: GroupDefinition;
  versions: Observation[];
  /** What Provenances say of it. */
  mine: Change[];
  read: (resource: Observation) => Attendance | Foreign;
}

/** A change and the version it made tell the same moment; what is left over is the end, or a version that was not kept. */
function versionsWith({ group, versions, mine, read }: Versions): RowVersion[] {
  const left = new Set(mine.toSorted((a, b) => ms(b.at) - ms(a.at)));
  const versed = versions.map((resource, i) => {
    if (resource.status === 'entered-in-error') return { resource };
    const record = read(resource);
    if (isForeign(record)) throw new PortalError('unreadable', 'An older version can’t be read.');
    const isFirst = versions.length > 1 && i === versions.length - 1;
    const change = isFirst ? undefined : [...left].find(({ at }) => ms(at) === ms(record.recordedAt));
    if (change) left.delete(change);
    return { resource, record, change };
  });
  const made = versed.flatMap(({ resource, record, change }): RowVersion[] => {
    if (record === undefined) {
      const [end] = left;
      if (end) left.delete(end);
      return [{ said: 'entered-in-error', ...whoOf(group, end, resource.meta?.lastUpdated) }];
    }
    const { at, by, ...said } = recordedMark({ record, resource }, group);
    return [{ said, at, ...(by !== undefined && { by }), ...(change?.reason && { reason: change.reason }) }];
  });
  return [...made, ...[...left].map((change) => ({ said: 'not-kept' as const, ...whoOf(group, change) }))];
}

function whoOf(group: GroupDefinition, change: Change | undefined, at = ''): Pick<RowVersion, 'at' | 'by' | 'reason'> {
  const by = group.leaders.find(({ reference }) => reference === change?.recorder)?.display;
  return {
    at: change?.at ?? at,
    ...(by !== undefined && { by }),
    ...(change?.reason && { reason: change.reason }),
  };
}
