import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { clientOf, failing, outcome } from './support.ts';

const base = 'https://fhir.example/r4';
const server = setupServer();
beforeAll(() => server.listen({ onUnhandledFrame: 'error' }));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

const client = clientOf({ base, token: 'secret' });
const read = () => failing(client.read('Observation', 'secret-id'));

describe('an answer with an error status', () => {
  it.each([
    [401, 'not-authorized'],
    [403, 'not-allowed'],
    [404, 'not-found'],
    [405, 'unsupported'],
    [406, 'unsupported'],
    [408, 'offline'],
    [409, 'conflict'],
    [410, 'not-found'],
    [412, 'conflict'],
    [413, 'unsupported'],
    [415, 'unsupported'],
    [418, 'rejected'],
    [429, 'offline'],
    [500, 'offline'],
    [501, 'unsupported'],
    [502, 'offline'],
    [503, 'offline'],
    [504, 'offline'],
  ])('%i is %s, whether its body is an outcome, a page or nothing', async (status, code) => {
    for (const body of [JSON.stringify(outcome('error')), '<html>Smith</html>', '']) {
      server.use(http.get(`${base}/Observation/:id`, () => new HttpResponse(body, { status })));
      const error = await read();
      expect(error.code).toBe(code);
      expect(error.fields).toEqual([]);
    }
  });

  it.each([400, 422])('%i is rejected with the paths of the elements alone', async (status) => {
    const body = {
      resourceType: 'OperationOutcome',
      issue: [
        {
          severity: 'error',
          code: 'value',
          diagnostics: 'Smith',
          expression: ['Consent.policy[0].uri', 'Consent.scope'],
        },
        { severity: 'error', code: 'value', location: ['/f:Consent/f:status', 'Line[1] Col[20]', 'Consent.scope'] },
        {
          severity: 'error',
          code: 'value',
          expression: ["Patient.name.where(family='Smith')", 'Smith, John', 7],
          details: { text: 'Smith' },
        },
        null,
        { severity: 'error', code: 'value', expression: 'Consent.value[x]' },
      ],
    };
    server.use(http.post(`${base}/Consent`, () => HttpResponse.json(body, { status })));
    const error = await failing(
      client.create(
        { resourceType: 'Consent', status: 'active', scope: {}, category: [] },
        { param: 'identifier', system: 's', value: 'v' },
      ),
    );
    expect(error.code).toBe('rejected');
    expect(error.fields).toEqual(['Consent.policy[0].uri', 'Consent.scope', 'Consent.status']);
  });

  it('404 of a whole type means that the server has no such type', async () => {
    server.use(http.get(`${base}/EpisodeOfCare`, () => HttpResponse.json(outcome('error'), { status: 404 })));
    expect((await client.search('EpisodeOfCare', { patient: 'secret/1' })).error?.code).toBe('unsupported');
  });
});

describe('an answer that is no resource', () => {
  it.each([
    ['a sign-in page', '<!doctype html><title>Smith</title>'],
    ['broken JSON', '{"resourceType":"Observation","id":'],
    ['null', 'null'],
    ['a number', '7'],
    ['a list', '[]'],
    ['an object without type', '{"id":"secret-id"}'],
    ['nothing', ''],
    ['another type', JSON.stringify({ resourceType: 'Patient', id: 'secret-id' })],
    ['an outcome instead of the resource', JSON.stringify(outcome('information'))],
  ])('is unreadable: %s', async (_, body) => {
    server.use(http.get(`${base}/Observation/:id`, () => new HttpResponse(body)));
    expect((await read()).code).toBe('unreadable');
  });
});

describe('no answer', () => {
  it('of a network error is offline, after three tries', async () => {
    let tries = 0;
    server.use(
      http.get(`${base}/Observation/:id`, () => {
        tries++;
        return HttpResponse.error();
      }),
    );
    expect((await read()).code).toBe('offline');
    expect(tries).toBe(3);
  });

  it("of a host's own fetch is offline, whatever it throws", async () => {
    const fetch = () => Promise.reject(new Error('https://fhir.example/r4/Observation/secret-id failed'));
    expect((await failing(clientOf({ base, fetch }).read('Observation', 'secret-id'))).code).toBe('offline');
  });
});
