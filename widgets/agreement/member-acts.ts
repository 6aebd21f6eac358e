/** What the member does: answers, goes on and back, signs, stops. @module */
import { isPortalError } from '../../fhir-mappings/errors.ts';
import type { Host, MemberActs } from './host.ts';
import {
  failedSending,
  filling,
  inputOf,
  isSaving,
  missingToSign,
  type Filling,
  type Introducing,
  type Stopped,
} from './session.ts';
import { answer, back, change, next, toTalkAbout, type Walk } from './steps.ts';

const unansweredRadio = '.missing ~ .choices input';

export function memberActs(host: Host): MemberActs {
  /** The form while it can be changed: not sent yet. */
  const open = (): Filling | undefined => {
    const { session } = host;
    return session.stage === 'filling' && !session.sent ? session : undefined;
  };
  /** The form while it can be left: it is not on its way. */
  const idleForm = (): Filling | undefined => {
    const { session } = host;
    return session.stage === 'filling' && !isSaving(session) ? session : undefined;
  };
  const set = (changed: Partial<Filling>): void => {
    const session = open();
    if (!session) return;
    const { trouble: _trouble, ...rest } = session;
    host.session = { ...rest, missing: undefined, ...changed };
  };
  const walk = (move: (session: Filling) => Walk, focus = ''): void => {
    const session = open();
    if (!session) return;
    const moved = move(session);
    host.focus(moved.unanswered ? unansweredRadio : focus);
    // the field to draw in is left with its step, and what was drawn with it
    set({ walk: moved, ...(moved.at !== session.walk.at && { drawing: undefined, assent: leftBehind(session) }) });
  };

  /** Sends the same form, so the same signing, and the same input each time: sending twice is then harmless. */
  async function send(session: Filling): Promise<void> {
    const { portal } = host;
    if (!portal) return;
    const input = inputOf(session);
    const unsure = session.sent?.unsure && { unsure: true as const };
    const sending: Filling = { ...session, missing: undefined, sent: { input, ...unsure } };
    host.session = sending;
    try {
      const result = await portal.sign(session.form, input);
      if (host.session !== sending) return; // another patient meanwhile: nothing of this one may be shown
      const { form, setup, place, steps, sameName } = session;
      const talk = toTalkAbout(steps, session.walk.answers);
      const answers = session.walk.answers.rules;
      const saved = { form, setup, place, result, talk, answers, ...(sameName && { sameName }) };
      host.focus('#heading');
      // staff read it aloud: there is no screen to give back
      host.session = place === 'staff' ? { ...saved, stage: 'after', close: {} } : { ...saved, stage: 'saved' };
      host.emit('group-agreement-signed', { group: form.group.key, signing: result.signing, rules: result.rules });
    } catch (error) {
      if (host.session !== sending) return;
      const code = host.failed(error);
      const fields = isPortalError(error) ? error.fields : [];
      if (code === 'invalid' && fields.some((field) => field.startsWith('documents.'))) await readAnew(sending);
      else host.session = { ...sending, sent: failedSending({ input, ...unsure }, code, fields) };
    }
  }

  /** Other words, or another language: the same signing, and what was answered to the very same sentences. */
  async function readAnew(session: Filling, language?: string): Promise<void> {
    const { portal, query } = host;
    if (!portal || !query) return;
    const { signing, documents, patient } = session.form;
    try {
      const asked = language ?? documents.rules.language;
      // of the form's own group: it may be the second of one sitting
      const group = session.form.group.key;
      const form = await portal.openSigning({ ...query, group, patient, language: asked, signing });
      if (host.session !== session) return;
      host.focus('#heading');
      const changed = form.documents.rules.version !== documents.rules.version || language === undefined;
      const answers = language === undefined ? sameWords(session, form) : changed ? {} : session.walk.answers.rules;
      const { place, setup, sameName } = session;
      const anew = filling(form, setup, { place });
      host.session = {
        ...anew,
        ...(session.sameName && { sameName: true as const }),
        walk: { ...anew.walk, answers: { rules: answers, participation: {} } },
        ...(sameName && { sameName }),
        ...(changed && { changed: true as const }),
      };
    } catch (error) {
      const code = host.failed(error);
      if (host.session !== session) return;
      // nothing typed is lost to a text that did not come
      host.session = session.sent ? { ...session, sent: { ...session.sent, code } } : { ...session, trouble: code };
    }
  }

  return {
    answer: (document, clause, value) => walk((session) => answer(session.walk, document, clause, value)),
    next: (event) => {
      // The second half of a double click: it must not say "I read this" to a screen nobody has seen.
      if (event.detail > 1) return;
      const session = open();
      const missing = session && missingAssent(session);
      if (missing) {
        host.focus(missing === 'assent-name' ? '#assent-name' : unansweredRadio);
        set({ missing });
        return;
      }
      walk((now) => next(now.steps, now.walk), session?.walk.changing ? `#change-${session.walk.at}` : '#heading');
    },
    back: () => walk((session) => back(session.walk), '#heading'),
    change: (at) => walk((session) => change(session.walk, at), '#heading'),
    switchTo: (language) => {
      const session = open();
      if (session) void readAnew(session, language);
    },
    type: (name) => set({ name }),
    signBy: (way) => set({ way, drawing: undefined }),
    drawn: (drawing) => set({ drawing }),
    agreeElectronic: (electronic) => set({ electronic }),
    assent: (changed) => {
      const session = open();
      if (session) set({ assent: { ...session.assent, ...changed } });
    },
    assentAgain: () => {
      host.focus('#heading');
      set({ assent: { answer: undefined, name: '' } });
    },
    sign: () => {
      const { session } = host;
      if (session.stage !== 'filling' || isSaving(session)) return;
      const missing = missingToSign(session);
      if (missing) {
        host.focus(missing.startsWith('mark') ? '#mark-missing' : `#${missing}`);
        host.session = { ...session, missing };
      } else void send(session);
    },
    stop: () => {
      host.focus('#heading');
      // each card of the introduction was saved as it was left
      if (host.session.stage === 'introducing') return leave(host, host.session, 'kept');
      const session = idleForm();
      if (session) host.session = { ...session, missing: undefined, stopping: {}, drawing: undefined };
    },
    goOn: () => {
      const session = idleForm() ?? (host.session.stage === 'introducing' ? host.session : undefined);
      if (!session) return;
      if (session.stage === 'introducing') return awake(host, session);
      const { stopping: _stopping, idle: _idle, ...rest } = session;
      host.focus('#heading');
      host.session = rest;
    },
    keep: () => void keep(host, idleForm()),
    drop: () => {
      const session = idleForm();
      if (session) leave(host, session, 'dropped');
    },
  };
}

/** The minor's part is answered before the guardian goes on. */
function missingAssent({ steps, walk, assent }: Filling): Filling['missing'] {
  if (steps[walk.at]?.kind !== 'assent') return undefined;
  if (assent.answer === undefined) return 'assent';
  return assent.answer === 'yes' && assent.name.trim().length < 2 ? 'assent-name' : undefined;
}

/** The minor's answer is for the leader: once its screen is left it is not shown again; half an answer is dropped. */
function leftBehind(session: Filling): Filling['assent'] {
  const { steps, walk, assent } = session;
  if (steps[walk.at]?.kind !== 'assent' || assent.sealed || assent.answer === 'later') return assent;
  return assent.answer && !missingAssent(session) ? { ...assent, sealed: true } : { answer: undefined, name: '' };
}

/** Answers that were given to a sentence which still reads the same. */
function sameWords({ form: old, walk }: Filling, { documents }: Filling['form']): Walk['answers']['rules'] {
  const texts = ({ rules, clauses }: Filling['form']['documents']['rules']) =>
    new Map([...rules.flatMap((rule) => rule.clauses), ...clauses].map((c) => [c.id, c.text]));
  const [before, now] = [texts(old.documents.rules), texts(documents.rules)];
  return Object.fromEntries(Object.entries(walk.answers.rules).filter(([id]) => before.get(id) === now.get(id)));
}

async function keep(host: Host, session: Filling | undefined): Promise<void> {
  const { portal } = host;
  // what may be signed is no draft
  if (!portal || !session || session.stopping?.saving || session.sent?.unsure) return;
  const saving: Filling = { ...session, stopping: { saving: true } };
  host.session = saving;
  try {
    await portal.saveDraft(session.form, { answers: session.walk.answers, signer: session.setup.signer });
    if (host.session === saving) leave(host, saving, 'kept');
  } catch (error) {
    if (host.session === saving) host.session = { ...session, stopping: { code: host.failed(error) } };
  }
}

/** Somebody is there after all. */
export function awake(host: Host, session: Filling | Introducing): void {
  host.focus('#heading');
  const { idle: _idle, ...rest } = session;
  host.session = rest;
}

/** Lets go of the form: nothing of it stays on this screen. What may be signed is for staff to look up. */
export function leave(host: Host, session: Filling | Introducing, why: Exclude<Stopped['why'], 'unsure'>): void {
  const { place, form, setup } = session;
  host.focus('#heading');
  const stopped = { stage: 'stopped', place, language: form.documents.rules.language } as const;
  host.session =
    session.stage === 'filling' && session.sent?.unsure
      ? { ...stopped, why: 'unsure', sent: { form, setup } }
      : { ...stopped, why };
}
