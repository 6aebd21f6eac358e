import { afterAll, describe, expect, test } from 'vitest';
import { behaviours } from '../../demo/fhir/behaviours.ts';
import { ehrs } from '../../demo/fhir/ehrs.ts';
import type { Behaviour } from '../../demo/fhir/handler.ts';
import { startFhirServer, type FhirServer } from '../../demo/fhir/server.ts';
import { exits } from '../../src/cli/command.ts';
import { run } from '../../src/cli/run.ts';

const running: FhirServer[] = [];
afterAll(() => Promise.all(running.map((one) => one.stop())));
async function server(behaviour?: Behaviour): Promise<string> {
  const started = await startFhirServer({ ...(behaviour && { behaviour }) });
  running.push(started);
  return started.base;
}
async function check(...args: string[]) {
  const lines: string[] = [];
  const say = (line: string) => void lines.push(line);
  const exit = await run(['check-server', ...args], { env: { FHIR_TOKEN: 'secret-token' }, out: say, err: say });
  const text = lines.join('\n');
  expect(text).not.toMatch(/secret-token|127\.0\.0\.1/);
  return { exit, text };
}

describe('check-server', () => {
  test.each<[string, Behaviour | undefined, RegExp[]]>([
    ['like this one', undefined, [/record store +yes/, /one transaction/, /lost +nothing/]],
    ['without transactions', behaviours['no-transactions'], [/record store +yes/, /waves of batches/, /lost +nothing/]],
    ['of single writes', behaviours['single-writes'], [/record store +yes/, /one request per resource/, /same second/]],
  ])('a server %s can keep the record', async (_name, behaviour, lines) => {
    const { exit, text } = await check(await server(behaviour));
    expect(exit).toBe(exits.clean);
    for (const line of lines) expect(text).toMatch(line);
  });

  test.each(['epic', 'oracle-health'] as const)(
    'an EHR like %s is read only, with what it can’t keep',
    async (name) => {
      const { exit, text } = await check(await server(ehrs[name]));
      expect(exit).toBe(exits.aside);
      expect(text).toMatch(/record store +no/);
      expect(text).toMatch(/missing +EpisodeOfCare, QuestionnaireResponse, Consent\n/);
      expect(text).toMatch(/can be read +Patient, Practitioner, Appointment, Encounter/);
    },
  );

  test('says what a type is lost for', async () => {
    const says: Behaviour['says'] = (statement) => ({
      ...statement,
      rest: (statement.rest ?? []).map((one) => ({
        ...one,
        resource: (one.resource ?? []).filter(({ type }) => !['Encounter', 'Provenance'].includes(type ?? '')),
      })),
    });
    const { exit, text } = await check(await server({ says }));
    expect(exit).toBe(exits.clean);
    expect(text).toMatch(/lost +Encounter: no visits/);
    expect(text).toMatch(/lost +Provenance: /);
  });

  test('what the token does not allow is not there', async () => {
    const { exit, text } = await check(await server(), '--scope=openid system/*.rs system/Observation.cruds');
    expect(exit).toBe(exits.aside);
    expect(text).toMatch(/missing +EpisodeOfCare, QuestionnaireResponse, Consent, DocumentReference/);
  });

  test('a server that does not answer is 4, a missing or second address 2', async () => {
    expect((await check('http://127.0.0.1:9/fhir')).exit).toBe(exits.server);
    expect((await check()).exit).toBe(exits.arguments);
    expect((await check('http://one.example', 'http://two.example')).exit).toBe(exits.arguments);
    expect((await check('no address')).exit).toBe(exits.arguments);
  });
});
