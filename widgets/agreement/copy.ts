/** The signed copy on paper, straight after signing: as it is in the record. @module */
import type { Portal } from '../../src/portal-types.ts';
import type { SigningForm } from '../../src/signing-types.ts';

/** Reads the copy back and prints it. Rejects with PortalError. */
export async function copyOf(portal: Portal, { group, patient, signing }: SigningForm): Promise<void> {
  const [{ contentType, data }, { printHtml, textPage }] = await Promise.all([
    portal.signedCopy({ group: group.key, patient }, signing),
    import('./print.ts'),
  ]);
  const bytes = Uint8Array.from(atob(data), (c) => c.charCodeAt(0));
  const text = new TextDecoder().decode(bytes);
  await printHtml(contentType === 'text/plain' ? textPage(text) : text);
}
