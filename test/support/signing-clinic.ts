/** A clinic of its own for one test: demo server, browser screens, and what was there before, put in by plain HTTP. @module */
import type { FhirResource } from 'fhir/r4.js';
import type { Browser } from 'playwright';
import { expect } from 'vitest';
import type { Demo, DemoOptions } from '../../demo/server.ts';
import { reviewedDocumentsEs } from '../../demo/seed/reviewed-es.ts';
import type { Answer } from '../../fhir-mappings/codes.ts';
import { clausesOf } from '../../src/content/shown.ts';
import type { Signer } from '../../src/signing-types.ts';
import { kept } from './browser.ts';
import { portalOn, seededAt, startDemo } from './demo.ts';
import { screenOf, type Screen } from './signing-story.ts';

export interface Clinic extends Screen {
  demo: Demo;
  base: string;
  /** Another device. */
  device: () => Promise<Screen>;
  /** What any page printed, threw or asked elsewhere. */
  allFaults: () => string[];
  close: () => Promise<void>;
}

/** Started anew, so that no test depends on another. */
export async function openClinic(browser: Browser, options: DemoOptions = {}): Promise<Clinic> {
  const demo = await startDemo({ now: seededAt, ...options });
  const screens: Screen[] = [];
  const device = async () => {
    const one = await screenOf(browser, () => demo);
    screens.push(one);
    return one;
  };
  const first = await device();
  return {
    ...first,
    demo,
    base: demo.fhirBase,
    device,
    allFaults: () => screens.flatMap(({ faults }) => faults),
    close: async () => {
      await Promise.all(screens.map(({ page }) => page.context().close()));
      await demo.stop();
    },
  };
}

/**
 * Ends a test, whatever it was about: no page printed, threw or asked another host but for what the browser itself said of
 * an answer the test made fail (`expected`), nothing is kept on the device, no patient is in the address.
 */
export async function closeClean(clinic: Clinic, expected?: RegExp): Promise<void> {
  const faults = clinic.allFaults().filter((line) => !expected?.test(line));
  const remains = await kept(clinic.page);
  const address = clinic.page.url();
  await clinic.close();
  expect(faults).toEqual([]);
  expect(remains).toBe(0);
  expect(address).not.toMatch(/Patient|\bp\d+\b|Test/i);
}

/** Reads one resource, changes it, and puts it back: what the clinic's own system would do. */
export async function change<T extends FhirResource>(
  base: string,
  reference: string,
  edit: (resource: T) => T,
): Promise<void> {
  const before = (await (await fetch(`${base}/${reference}`)).json()) as T;
  await put(base, reference, edit(before));
}

export async function put(base: string, reference: string, resource: FhirResource): Promise<void> {
  const answer = await fetch(`${base}/${reference}`, {
    method: 'PUT',
    headers: { 'content-type': 'application/fhir+json' },
    body: JSON.stringify(resource),
  });
  if (!answer.ok) throw new Error(`${answer.status} for ${reference}: ${await answer.text()}`);
}

export async function get<T extends FhirResource>(base: string, reference: string): Promise<T> {
  return (await (await fetch(`${base}/${reference}`)).json()) as T;
}

/** Every rule was answered on another device and kept there: yes, but for what is said. */
export async function answered(
  base: string,
  patient: string,
  {
    said = {},
    signer = { as: 'member' },
    now = seededAt,
  }: { said?: Record<string, Answer>; signer?: Signer; now?: Date } = {},
): Promise<void> {
  const portal = portalOn(base, 'intake', { documents: reviewedDocumentsEs, now: () => now });
  const form = await portal.openSigning({ group: 'tuesday', patient });
  const yes = clausesOf(form.documents.rules, form).map(({ id, kind }): [string, Answer] => [
    id,
    kind === 'choice' ? 'yes' : 'read',
  ]);
  const rules = { ...Object.fromEntries(yes), ...said };
  await portal.saveDraft(form, { answers: { rules, participation: {} }, signer });
}
