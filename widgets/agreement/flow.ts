/** The form's flow: opens it, walks through it, draws each screen. Loaded once the element is on a page. @module */
import { nothing, type CSSResultGroup } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import type { SigningForm, SigningQuery, SigningSetup } from '../../src/signing-types.ts';
import { agreementWords, type AgreementWords } from '../strings/agreement.ts';
import { staffWords } from '../strings/agreement-staff.ts';
import { afterScreen } from './after.ts';
import { createAloud } from './aloud.ts';
import { assentScreen } from './assent.ts';
import { awayScreen } from './away.ts';
import { deskScreen } from './desk.ts';
import { guardianScreen } from './desk-guardian.ts';
import { answersBefore, desk } from './desk-state.ts';
import { deskActs } from './desk-acts.ts';
import type { Acts, Host, Screen } from './host.ts';
import { introduction } from './introduction.ts';
import { idleScreen, savedScreen, stoppedScreen, stoppingScreen } from './leaving.ts';
import { memberActs } from './member-acts.ts';
import { clauseScreen, consentScreen, introScreen } from './reading.ts';
import { paperStyles } from './paper-styles.ts';
import { overReload } from './reload.ts';
import { reviewScreen } from './review.ts';
import { begun, isSaving, type Filling, type Session } from './session.ts';
import { signScreen } from './sign.ts';
import { openingScreen, unconnectedScreen, unopenedScreen } from './start.ts';
import { place } from './steps.ts';
import { styles } from './styles.ts';
import { deskStyles } from './styles-desk.ts';
import { deviceStyles } from './styles-devices.ts';
import { signingStyles } from './styles-signing.ts';
import { watch } from './watch.ts';

/** What its screens look like, beside the tokens. */
export const flowStyles: CSSResultGroup[] = [styles, signingStyles, deskStyles, deviceStyles];

/** What the element calls. */
export interface Flow {
  /** Drops whatever is there and opens the form of the host's query. */
  open(): void;
  /** Stops everything that is under way. */
  close(): void;
  /** The element was drawn: timers follow what is on the screen. */
  drawn(element: HTMLElement): void;
  screen(): unknown;
  /** Of what is on the screen: the form's for the member, the page's for staff. */
  words(): Pick<AgreementWords, 'language' | 'direction'>;
  /** Said aloud; the heading, which gets the focus, says the rest. */
  status(): string;
}

export function createFlow(host: Host): Flow {
  let opening: AbortController | undefined;
  let paper: typeof import('./paper-flow.ts') | undefined;
  let shown = '';
  const aloud = createAloud(host.redraw);
  const cards = introduction(host);
  const reload = overReload(host);

  async function open(more: Partial<SigningQuery> = {}): Promise<void> {
    opening?.abort();
    host.session = { stage: 'opening' };
    const { portal, query, setup } = host;
    if (!portal) reload.forget();
    if (!portal || !query) return;
    const { signal } = (opening = new AbortController());
    try {
      const form = await portal.openSigning({ ...query, ...more }, { signal });
      const again = ({ signing, language }: { signing: string; language: string }) =>
        portal.openSigning({ ...query, signing, language }, { signal });
      const cut = await reload.restore(form, again);
      if (signal.aborted) return;
      if (cut) {
        host.session = cut;
        if (cut.place === 'here') host.emit('group-screen-handed-over', { group: form.group.key });
        return;
      }
      const own = setup ?? ownSetup(portal.user.role, form.age);
      if (!own && portal.user.role === 'member') {
        host.session = { stage: 'unopened', code: 'ask-clinic' };
        return;
      }
      host.session = own
        ? begun(form, own, { place: 'own', answers: answersBefore(form, own) })
        : desk(
            form,
            portal.user.role === 'guardian'
              ? { signer: 'representative', identity: 'portal-login', person: portal.user.reference }
              : {},
          );
    } catch (error) {
      if (!signal.aborted) host.session = { stage: 'unopened', code: host.failed(error) };
    }
  }

  /** Printing and copying a paper is fetched when somebody chooses it. */
  async function startPaper(form: SigningForm, setup: SigningSetup): Promise<void> {
    const { session } = host;
    try {
      paper ??= await import('./paper-flow.ts');
      if (host.session !== session) return;
      host.adopt([paperStyles]);
      host.focus('#heading');
      host.session = paper.onPaper(form, setup);
    } catch {
      if (host.session === session && session.stage === 'desk')
        host.session = { ...session, sending: { code: 'offline' } };
    }
  }

  const acts: Acts = {
    ...deskActs(host, open, startPaper),
    ...memberActs(host),
    reopen: () => {
      host.focus('#heading');
      void open();
    },
  };

  const timers = watch(host, acts.checkNow);

  const screen = (): Screen => ({
    acts,
    words: agreementWords(languageOf(host)),
    staff: staffWords(host.language),
    aloud,
  });

  return {
    open: () => void open(),
    close: () => {
      opening?.abort();
      timers.stop();
      aloud.stop();
      cards.close();
    },
    drawn: (element) => {
      const { session } = host;
      timers.drawn(element);
      reload.drawn(session);
      if (session.stage !== 'introducing') cards.close();
      // another screen: nobody goes on reading the one before
      const now =
        session.stage === 'filling' ? `${session.walk.at} ${session.form.documents.rules.language}` : session.stage;
      if (now !== shown) aloud.stop();
      shown = now;
    },
    screen: () => {
      const { session } = host;
      if (session.stage === 'introducing') return cards.draw(session, screen());
      if (session.stage === 'paper') return paper?.drawPaper(session, host, acts.recall);
      return draw(host, session, screen());
    },
    words: () => screen().words,
    status() {
      const { session } = host;
      const { words } = screen();
      if (session.stage === 'introducing') return cards.status();
      if (session.stage !== 'filling') return '';
      if (isSaving(session)) return words.saving;
      const here = place(session.steps, session.walk);
      if (here) return words.placeSpoken(here.part, here.of);
      return session.walk.changing ? words.changing : '';
    },
  };
}

/** A member's own account signs for itself, but a minor alone only on a basis that the clinic records. */
const ownSetup = (role: string, age: string) =>
  role === 'member' && age === 'adult'
    ? { signer: { as: 'member' as const }, identityCheck: 'portal-login' as const, mode: 'screen' as const }
    : undefined;

/** The member reads in the language of the form; staff in that of the page. */
function languageOf({ session, language }: Host): string {
  if (session.stage === 'filling' || session.stage === 'introducing' || session.stage === 'saved')
    return session.form.documents.rules.language;
  if (session.stage === 'stopped' || session.stage === 'ended') return session.language;
  return language;
}

type Drawn = Exclude<Session, { stage: 'introducing' | 'paper' }>;

function draw(host: Host, session: Drawn, screen: Screen): unknown {
  const { acts } = screen;
  switch (session.stage) {
    case 'opening':
      return host.portal && host.query ? openingScreen(screen) : unconnectedScreen(screen);
    case 'unopened':
      return unopenedScreen(session.code, screen);
    case 'desk':
      return host.portal?.user.role === 'guardian'
        ? guardianScreen(session, screen)
        : deskScreen(session, screen, host.portal?.handOver !== undefined);
    case 'away':
      return awayScreen(session, screen);
    case 'stopped':
      return stoppedScreen(session, screen);
    case 'saved':
      return savedScreen(session, screen);
    case 'after':
      return afterScreen(session, screen);
    case 'ended':
      return nothing;
    default:
      if (session.idle) return idleScreen({ ...screen, acts });
      if (session.stopping) return stoppingScreen(session, screen);
      // A fresh screen for each step: nothing of the question before may carry over, not even to a screen reader.
      return keyed(`${session.form.documents.rules.language} ${session.walk.at}`, step(session, screen));
  }
}

function step(session: Filling, screen: Screen): unknown {
  const now = session.steps[session.walk.at];
  switch (now?.kind) {
    case 'intro':
      return introScreen(session, screen);
    case 'clause':
      return now.parts[0] ? clauseScreen(session, now, now.parts[0], screen) : nothing;
    case 'consent':
      return consentScreen(session, now, screen);
    case 'review':
      return reviewScreen(session, screen);
    case 'assent':
      return assentScreen(session, screen);
    case 'sign':
      return signScreen(session, screen);
    default:
      return nothing;
  }
}
