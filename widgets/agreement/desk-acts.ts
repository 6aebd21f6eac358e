/** What staff do: settle who signs and how, send or hand over, take the screen back, close. @module */
import type { SigningForm, SigningQuery, SigningSetup } from '../../src/signing-types.ts';
import { answersBefore, desk, missingIn, setupOf, type Desk, type Field, type Start } from './desk-state.ts';
import type { DeskActs, Host } from './host.ts';
import { awayActs } from './away-acts.ts';
import { copyOf } from './copy.ts';
import { begun, filling, type After, type Stopped } from './session.ts';
import { carried } from './steps.ts';

const focusOf: Record<Field, string> = {
  signer: '#missing-signer ~ .choices input',
  basis: '#missing-basis ~ .choices input',
  person: '#missing-person',
  identity: '#missing-identity ~ .choices input',
  interpreter: '#interpreter',
  way: '#missing-way ~ .choices input',
};

export function deskActs(
  host: Host,
  open: (more?: Partial<SigningQuery>) => Promise<void>,
  onPaper: (form: SigningForm, setup: SigningSetup) => Promise<void>,
): DeskActs {
  const at = <S extends Host['session']['stage']>(stage: S) =>
    host.session.stage === stage ? (host.session as Extract<Host['session'], { stage: S }>) : undefined;

  /** Until it is being closed: what is on its way stays as it was sent. */
  const after = (): After | undefined => {
    const state = at('after');
    return state?.sending && !state.sending.code ? undefined : state;
  };
  const { send, ...away } = awayActs(host, open);

  /** Hands over this screen, or stays with staff who read it aloud. */
  function begin(state: Desk, place: 'here' | 'staff'): void {
    const setup = setupOf(state, place === 'here' ? 'screen' : 'spoken');
    const own = host.portal?.user.role === 'guardian';
    const answers = answersBefore(state.form, setup);
    host.focus('#heading');
    host.session = begun(state.form, setup, { place: own ? 'own' : place, answers });
    if (place === 'here' && !own) host.emit('group-screen-handed-over', { group: state.form.group.key });
  }

  function start(how: Start): void {
    const state = at('desk');
    if (!state) return;
    const missing = missingIn(state, how);
    const [first] = missing;
    if (first !== undefined) {
      host.focus(focusOf[first]);
      host.session = { ...state, missing };
    } else if (how === 'device') void send(state);
    else if (how === 'paper') void onPaper(state.form, setupOf(state, 'paper'));
    else begin(state, how === 'screen' ? 'here' : 'staff');
  }

  /** Nobody but staff gets past the member's last screen. */
  async function takeBack(): Promise<void> {
    const state = at('saved') ?? at('stopped');
    if (!state || state.confirming === 'asked') return;
    // staff read it aloud: the screen was theirs all the time
    if (state.place === 'staff') {
      host.focus('#heading');
      return state.stage === 'stopped' ? go(state) : open();
    }
    if (state.place !== 'here') return end(state.stage === 'saved' ? state.form.group.key : '');
    const confirm = host.portal?.confirmStaff;
    if (confirm) {
      const asked = { ...state, confirming: 'asked' as const };
      host.session = asked;
      const isStaff = await confirm().catch(() => false);
      if (host.session !== asked) return;
      if (!isStaff) {
        host.session = { ...state, confirming: 'refused' };
        return;
      }
    }
    host.emit('group-screen-returned', { group: host.query?.group ?? '' });
    host.focus('#heading');
    if (state.stage === 'stopped') return go(state);
    const { confirming: _confirming, stage: _stage, ...rest } = state;
    host.session = { ...rest, stage: 'after', close: {} };
  }

  /** Staff go on. No answer came to a signature: the record decides; not there, the same signing is opened again. */
  async function go({ sent, place }: Stopped): Promise<void> {
    if (!sent) return open();
    const { form, setup } = sent;
    const opening = { stage: 'opening' as const };
    host.session = opening;
    try {
      const result = await host.portal?.findSigned(form);
      if (host.session !== opening) return;
      if (result) host.session = { form, setup, place, result, stage: 'after', close: {} };
      else await open({ signing: form.signing, language: form.documents.rules.language });
    } catch (error) {
      const code = host.failed(error);
      if (host.session === opening) host.session = { stage: 'unopened', code };
    }
  }

  function end(group: string): void {
    const language = host.language;
    host.session = { stage: 'ended', language };
    host.emit('group-agreement-closed', { group: group || (host.query?.group ?? '') });
  }

  /** Adds the witness and the copy where there is something to add, then lets go of everything. */
  async function finish(state: After): Promise<void> {
    const { portal } = host;
    if (!portal) return;
    const group = state.form.group.key;
    if (Object.keys(state.close).length > 0) {
      const sending: After = { ...state, sending: {} };
      host.session = sending;
      try {
        await portal.closeSigning(state.form, state.close);
      } catch (error) {
        if (host.session === sending) host.session = { ...state, sending: { code: host.failed(error) } };
        return;
      }
      if (host.session !== sending) return;
    }
    host.emit('group-agreement-closed', { group });
    host.focus('#heading');
    await open();
  }

  /** The same rules, read and answered just now, for another group; only taking part is asked anew. */
  async function alsoIn(state: After, group: string): Promise<void> {
    const { portal } = host;
    if (!portal) return;
    const { patient, documents } = state.form;
    const { answers, place } = state;
    // which groups it covers was chosen for the other one
    const { covers: _covers, ...setup } = state.setup;
    const opening = { stage: 'opening' as const };
    host.session = opening;
    try {
      if (Object.keys(state.close).length > 0) await portal.closeSigning(state.form, state.close);
      const form = await portal.openSigning({ group, patient, language: documents.rules.language });
      // another patient meanwhile: theirs is opening too
      if (host.session !== opening) return;
      host.focus('#heading');
      host.session = filling(form, setup, { place, answers: carried(documents.rules, form, answers) });
      if (place === 'here') host.emit('group-screen-handed-over', { group });
    } catch (error) {
      const code = host.failed(error);
      if (host.session === opening) host.session = { ...state, sending: { code } };
    }
  }

  /** The same signing in another language; what was settled stays. */
  async function inLanguage(state: Desk, language: string): Promise<void> {
    const { portal, query } = host;
    if (!portal || !query) return;
    try {
      const form = await portal.openSigning({ ...query, language, signing: state.form.signing });
      const now = at('desk');
      if (now?.form === state.form) host.session = desk(form, now);
    } catch (error) {
      const now = at('desk');
      if (now?.form === state.form) host.session = { ...now, sending: { code: host.failed(error) } };
    }
  }

  /** A copy that was printed was given so; who does not want it says otherwise. */
  async function print(state: After): Promise<void> {
    const { portal } = host;
    if (!portal) return;
    try {
      await copyOf(portal, state.form);
      const now = after();
      if (now?.form === state.form) host.session = { ...now, close: { ...now.close, copyGiven: 'printed' } };
    } catch (error) {
      const now = after();
      if (now?.form === state.form) host.session = { ...now, sending: { code: host.failed(error) } };
    }
  }

  return {
    set: (change) => {
      const state = at('desk');
      if (state) host.session = { ...state, missing: [], ...change };
    },
    language: (language) => {
      const state = at('desk');
      if (state) void inLanguage(state, language);
    },
    start,
    ...away,
    takeBack: () => void takeBack(),
    close: (close) => {
      const state = after();
      if (state) host.session = { ...state, close };
    },
    print: () => {
      const state = after();
      if (state) void print(state);
    },
    alsoIn: (group) => {
      const state = after();
      if (state) void alsoIn(state, group);
    },
    finish: () => {
      const state = after();
      if (state) void finish(state);
    },
  };
}
