/** Signing on another device: asking the host for a link, looking for the signature, coming back. @module */
import type { SigningForm, SigningQuery } from '../../src/signing-types.ts';
import { settled, setupOf, type Desk } from './desk-state.ts';
import type { DeskActs, Host } from './host.ts';
import type { Away, OnPaper } from './session.ts';

export function awayActs(
  host: Host,
  open: (more?: Partial<SigningQuery>) => Promise<void>,
): Pick<DeskActs, 'copyLink' | 'checkNow' | 'recall'> & { send: (state: Desk) => Promise<void> } {
  /** The form whose signature is being looked for. */
  let looking: SigningForm | undefined;
  const at = <S extends Host['session']['stage']>(stage: S) =>
    host.session.stage === stage ? (host.session as Extract<Host['session'], { stage: S }>) : undefined;

  async function send(state: Desk): Promise<void> {
    const { portal } = host;
    if (!portal?.handOver || (state.sending && !state.sending.code)) return;
    const { form } = state;
    const setup = setupOf(state, 'screen', portal.user.reference);
    const sending: Desk = { ...state, missing: [], sending: {} };
    host.session = sending;
    try {
      const { signing, group, patient, documents } = form;
      const { link } = await portal.handOver({
        signing,
        group: group.key,
        patient,
        language: documents.rules.language,
        setup,
      });
      if (host.session !== sending) return;
      host.focus('#heading');
      host.session = { stage: 'away', form, setup, link };
    } catch (error) {
      if (host.session === sending) host.session = { ...sending, sending: { code: host.failed(error) } };
    }
  }

  async function look(state: Away): Promise<void> {
    // a slow record is asked once, not every few seconds again
    if (looking === state.form) return;
    const { form, setup } = state;
    looking = form;
    try {
      const result = await host.portal?.findSigned(form);
      const now = at('away');
      if (now?.form !== form) return;
      const { code: _code, ...rest } = now;
      if (!result) {
        if (now.code) host.session = rest;
        return;
      }
      host.focus('#heading');
      const saved = { form, setup, place: 'own' as const, result };
      host.session = { ...saved, stage: 'after', close: {} };
    } catch (error) {
      const now = at('away');
      if (now?.form === form) host.session = { ...now, code: host.failed(error) };
    } finally {
      if (looking === form) looking = undefined;
    }
  }

  /** Back to the desk with what was settled: the same signing, so that whoever has the link can't sign a second one. */
  async function recall({ form, setup }: Away | OnPaper): Promise<void> {
    const language = form.documents.rules.language;
    host.focus('#heading');
    await open({ signing: form.signing, language });
    const now = at('desk');
    if (now?.form.signing === form.signing) host.session = settled(now.form, setup);
  }

  /** Where the browser doesn't let us, the address stands there to be read. */
  async function copyLink({ link }: Away): Promise<void> {
    try {
      await navigator.clipboard.writeText(link);
    } catch {
      return;
    }
    const now = at('away');
    if (now) host.session = { ...now, copied: true };
  }

  return {
    send,
    copyLink: () => {
      const state = at('away');
      if (state) void copyLink(state);
    },
    checkNow: () => {
      const state = at('away');
      if (state) void look(state);
    },
    recall: () => {
      const state = at('away') ?? at('paper');
      if (state) void recall(state);
    },
  };
}
