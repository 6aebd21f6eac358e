/** The one error class of the package, with codes that hosts can switch on. @module */

/** Stable codes. Compare `error.code`, never the class: an EHR frame may hold a second copy of this module. */
export type ErrorCode =
  | 'offline'
  | 'timeout'
  | 'not-authorized'
  | 'not-allowed'
  | 'not-found'
  | 'conflict'
  /** The server's validation refused it; `fields` holds element paths. */
  | 'rejected'
  /** A server without transactions took a part of what was sent and refused the rest: `fields` holds the types it has not. */
  | 'partial'
  /** Data we cannot understand. */
  | 'unreadable'
  /** Input; `fields` holds field names. */
  | 'invalid'
  /** This server cannot store this. */
  | 'unsupported'
  /** The privacy guard refused to send it (design 4.1). */
  | 'would-reveal'
  /** A link or reference to a server that is not ours; the token was not sent. */
  | 'foreign-origin';

/** Every failure of this package. The message never holds a URL, id, name or value (design 8). */
export class PortalError extends Error {
  override readonly name = 'PortalError';
  readonly code: ErrorCode;
  /** Names of the fields or FHIR elements at fault, such as `sessions[1].start`; never their values. */
  readonly fields: readonly string[];
  constructor(code: ErrorCode, message: string, fields: readonly string[] = []) {
    super(message);
    this.code = code;
    this.fields = fields;
  }
}

/** True for a PortalError of any copy of this package. */
export function isPortalError(error: unknown): error is PortalError {
  return error instanceof Error && error.name === 'PortalError' && 'code' in error;
}
