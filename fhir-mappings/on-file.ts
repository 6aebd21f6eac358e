/** A consent another system recorded: shown as "on file, not verified by this clinic", never counted (fhir.md 1.6). @module */
import { isForeign, resourceOf } from './r4/shared.ts';

/** The little that is safe to show of it: nobody's name, no text. */
export interface OnFile {
  onFile: true;
  /** Day it was given, YYYY-MM-DD, where it says one. */
  date?: string;
  /** Its own `status`, R4's or R5's. */
  status: string;
}

/** What to show of a Consent that is not ours, R4 or R5; undefined when it is no Consent, has no status, or was entered in error. */
export function onFile(consent: unknown): OnFile | undefined {
  const c = resourceOf(consent, 'Consent');
  if (isForeign(c)) return undefined;
  // R5 calls it `date`, and any of them may be of any shape
  const { status, dateTime, date } = c as { status?: unknown; dateTime?: unknown; date?: unknown };
  if (typeof status !== 'string' || !/^[a-z-]{1,32}$/.test(status) || status === 'entered-in-error') return undefined;
  const day = /^\d{4}-\d\d-\d\d(?=T|$)/.exec(String(dateTime ?? date))?.[0];
  return { onFile: true, ...(day === undefined ? {} : { date: day }), status };
}
