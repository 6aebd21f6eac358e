/** Signing on paper within the flow: print, then copy what came back. Loaded when staff choose paper. @module */
import type { TemplateResult } from 'lit';
import { paperFormHtml } from '../../src/content/paper-form.ts';
import { isPortalError } from '../../fhir-mappings/errors.ts';
import type { SigningForm, SigningSetup } from '../../src/signing-types.ts';
import type { Host } from './host.ts';
import { paperScreen, printScreen } from './paper.ts';
import {
  beginPaper,
  isLocked,
  missingIn,
  paperInput,
  readingScan,
  reopenedPaper,
  scanned,
  type PaperState,
} from './paper-state.ts';
import { fieldTarget, type PaperActs } from './paper-view.ts';
import { printHtml } from './print.ts';
import { readScan } from './scan.ts';
import type { OnPaper } from './session.ts';
import { stepsOf, toTalkAbout } from './steps.ts';

/** The first of the two screens. `opened` has the group's own offset, so its day is the group's. */
export const onPaper = (form: SigningForm, setup: SigningSetup): OnPaper => ({
  stage: 'paper',
  form,
  setup,
  screen: 'print',
  paper: beginPaper(form.opened.slice(0, 10)),
});

/** Draws it with what it asks for. */
export function drawPaper(session: OnPaper, host: Host, back: () => void): TemplateResult {
  const draw = session.screen === 'print' ? printScreen : paperScreen;
  const options = { locale: host.language, signer: session.setup.signer };
  return draw(session.paper, session.form, paperActs(host, back), options);
}

function paperActs(host: Host, back: () => void): PaperActs {
  const now = (): OnPaper | undefined => (host.session.stage === 'paper' ? host.session : undefined);
  const show = (paper: PaperState): void => {
    const session = now();
    if (session) host.session = { ...session, paper };
  };

  async function save(session: OnPaper): Promise<void> {
    const { form, setup, paper } = session;
    const { portal } = host;
    const input = isLocked(paper) && paper.sent ? paper.sent.input : paperInput(paper, form, setup);
    if (!input || !portal) {
      const [first] = missingIn(paper, form);
      if (first) host.focus(fieldTarget(first));
      show({ ...paper, tried: true });
      return;
    }
    const sending = { ...session, paper: { ...paper, sent: { input } } };
    host.session = sending;
    try {
      const result = await portal.sign(form, input);
      if (host.session !== sending) return;
      const talk = toTalkAbout(stepsOf(form, setup), input.answers);
      host.focus('#heading');
      host.session = { stage: 'after', form, setup, place: 'staff', result, talk, close: {} };
      host.emit('group-agreement-signed', { group: form.group.key, signing: result.signing, rules: result.rules });
    } catch (error) {
      if (host.session === sending) show({ ...paper, sent: { input, code: host.failed(error) } });
    }
  }

  /** The same signing, in the words of the version that is on the paper. */
  async function version(session: OnPaper, chosen: string): Promise<void> {
    const { portal, query } = host;
    if (!portal || !query) return;
    show({ ...session.paper, version: chosen });
    const { signing, documents } = session.form;
    /** This paper yet, and not the next member's in which the same version was chosen. */
    const still = () => {
      const later = now();
      return later?.form.signing === signing && later.paper.version === chosen ? later : undefined;
    };
    try {
      const { language } = documents.rules;
      const form = await portal.openSigning({ ...query, language, version: chosen, signing });
      const later = still();
      if (later) host.session = { ...later, form, paper: reopenedPaper(later.paper) };
    } catch (error) {
      host.failed(error);
      const later = still();
      // what can't be opened can't be recorded; the choice is open again
      if (later) show({ ...later.paper, version: undefined });
    }
  }

  async function take(file: Blob): Promise<void> {
    const result = await readScan(file);
    const later = now();
    if (later) show(scanned(later.paper, file, result));
  }

  return {
    change: show,
    version: (chosen) => {
      const session = now();
      if (session) void version(session, chosen);
    },
    scan: (file) => {
      const session = now();
      if (!session) return;
      show(readingScan(session.paper, file));
      void take(file);
    },
    print: () => {
      const session = now();
      if (!session) return;
      const { documents, video, memberCode, group } = session.form;
      try {
        const sheet = { documents, video, memberCode, group: group.name, large: session.paper.large };
        void printHtml(paperFormHtml(sheet));
      } catch (error) {
        if (!isPortalError(error)) throw error;
        host.failed(error);
      }
    },
    record: () => {
      const session = now();
      host.focus('#heading');
      if (session) host.session = { ...session, screen: 'record' };
    },
    save: () => {
      const session = now();
      if (session) void save(session);
    },
    back: () => {
      const session = now();
      host.focus('#heading');
      if (session?.screen === 'record') host.session = { ...session, screen: 'print' };
      else back();
    },
  };
}
