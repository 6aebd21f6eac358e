/** A second FHIR base for leaders' notes, as small as a test needs it. @module */

/** A place for leaders' notes at an address of its own: it answers what the store's server would, and keeps apart what it is given. */
export function notesPlace(store: string) {
  const kept: { resourceType: string; id: string; [key: string]: unknown }[] = [];
  const state = {
    fail: false,
    kept: () => kept,
    fetch: async (url: string, init: RequestInit): Promise<Response> => {
      const json = (body: object, status = 200) =>
        new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/fhir+json' } });
      if (state.fail) return json({}, 400);
      const path = url.slice('https://notes.example/fhir/'.length);
      if (path.startsWith('metadata')) return fetch(`${store}/metadata`, init);
      const entryOf = (resource: object) => ({ resource, search: { mode: 'match' } });
      if (init.method === 'POST') {
        const sent = JSON.parse(init.body as string) as {
          type: string;
          entry: { resource?: { resourceType: string }; request: { url: string } }[];
        };
        if (sent.type === 'batch') return json({}, 400);
        const made = sent.entry.map(({ resource }) => {
          const id = `n${kept.length + 1}`;
          const one = {
            ...resource,
            resourceType: resource?.resourceType ?? '',
            id,
            meta: { ...(resource as { meta?: object }).meta, versionId: '1' },
          };
          kept.push(one);
          return { response: { status: '201 Created', location: `${one.resourceType}/${id}/_history/1` } };
        });
        return json({ resourceType: 'Bundle', type: 'transaction-response', entry: made });
      }
      const [type = '', rest = ''] = path.split(/[/?]/, 2);
      const one = kept.find((r) => r.resourceType === type && r.id === rest);
      if (!path.includes('?')) return one ? json(one) : json({}, 404);
      const query = new URLSearchParams(path.split('?')[1]);
      const patient = query.get('patient') ?? '';
      const found = kept.filter(
        (r) =>
          r.resourceType === type &&
          JSON.stringify(r).includes(patient.split(',').find((p) => JSON.stringify(r).includes(`"${p}"`)) ?? 'nobody'),
      );
      return json({ resourceType: 'Bundle', type: 'searchset', total: found.length, entry: found.map(entryOf) });
    },
  };
  return state;
}
