/** QuestionnaireResponse and DocumentReference in R5 (fhir.md 1.3, "Related"). @module */
import type { DocumentReference as R4DocumentReference, QuestionnaireResponse as R4Response } from 'fhir/r4.js';
import type { DocumentReference, QuestionnaireResponse } from 'fhir/r5.js';
import { base } from '../codes.ts';
import { isForeign, present, resourceOf, type Foreign } from '../r4/shared.ts';
import { same } from '../same.ts';

/** One identifier becomes a list; the questionnaire is required. */
export function responseToR5(r: R4Response): QuestionnaireResponse {
  const { identifier, questionnaire = '', ...rest } = r;
  return same({ ...rest, questionnaire, ...present({ identifier: identifier && [identifier] }) });
}

export function responseFromR5(value: unknown): R4Response | Foreign {
  const read = resourceOf(value, 'QuestionnaireResponse');
  if (isForeign(read)) return read;
  const { identifier, ...rest } = same<QuestionnaireResponse>(read);
  const own = identifier?.find((i) => i.system?.startsWith(`${base}/sid/`));
  return same({ ...rest, ...present({ identifier: own }) });
}

const ni = 'urn:ietf:rfc:3986';

/** The hash joins the identifiers, the context is a list, and `Attachment.size` is a string: an integer64. */
export function documentToR5(d: R4DocumentReference): DocumentReference {
  const { masterIdentifier, identifier = [], context, content, ...rest } = d;
  return same({
    ...rest,
    identifier: [...(masterIdentifier ? [masterIdentifier] : []), ...identifier],
    content: content.map(({ attachment: { size, ...attachment } }) => ({
      attachment: { ...attachment, ...present({ size: size === undefined ? undefined : String(size) }) },
    })),
    ...present({ context: context?.encounter }),
  });
}

/** R5 has no place for the response the copy shows: the reader is told. */
export function documentFromR5(value: unknown, response: string): R4DocumentReference | Foreign {
  const read = resourceOf(value, 'DocumentReference');
  if (isForeign(read)) return read;
  const { identifier = [], context, content, ...rest } = same<DocumentReference>(read);
  return same({
    ...rest,
    identifier: identifier.filter((i) => i.system !== ni),
    content: content.map(({ attachment: { size, ...attachment } }) => ({
      attachment: { ...attachment, ...present({ size: size === undefined ? undefined : Number(size) }) },
    })),
    context: { ...present({ encounter: context }), related: [{ reference: response }] },
    ...present({ masterIdentifier: identifier.find((i) => i.system === ni) }),
  });
}
