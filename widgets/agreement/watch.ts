/** What runs while nobody presses anything: the idle warning, and looking for a signature given elsewhere. @module */
import type { Host } from './host.ts';
import { createIdle } from './idle.ts';
import { awake, leave } from './member-acts.ts';
import { isSaving, type Session } from './session.ts';

/** Milliseconds between two looks for what was signed on another device. */
const pause = 5000;

export interface Watch {
  drawn(element: HTMLElement): void;
  stop(): void;
}

/** On a clinic's own screen only: the member's own device is theirs. */
const isWatched = (session: Session) =>
  (session.stage === 'introducing' ||
    (session.stage === 'filling' && !isSaving(session)) ||
    (session.stage === 'saved' && !session.covered)) &&
  session.place === 'here';

export function watch(host: Host, look: () => void = () => undefined): Watch {
  let watched = false;
  let looking: ReturnType<typeof setInterval> | undefined;
  const idle = createIdle({
    onWarn: () => {
      const { session } = host;
      host.focus('#heading');
      if (session.stage === 'introducing') host.session = { ...session, idle: true };
      // the field to draw in goes with its screen
      if (session.stage === 'filling') host.session = { ...session, idle: true, drawing: undefined };
    },
    onActive: (by) => {
      const { session } = host;
      // a finger that is still down must not press what comes from under the warning: its click takes it away
      if (by instanceof PointerEvent || by instanceof WheelEvent) return;
      if (session.stage === 'filling' || session.stage === 'introducing') awake(host, session);
    },
    onClear: () => {
      watched = false;
      const { session } = host;
      if (session.stage === 'filling') leave(host, session, 'cleared');
      if (session.stage === 'saved') host.session = { ...session, covered: true };
      if (session.stage === 'introducing') leave(host, session, 'kept');
    },
  });
  const stop = (): void => {
    idle.stop();
    clearInterval(looking);
    watched = false;
    looking = undefined;
  };
  return {
    stop,
    drawn(element) {
      const { session } = host;
      if (isWatched(session) !== watched) {
        watched = !watched;
        if (watched) idle.start(element);
        else idle.stop();
      }
      if (session.stage === 'away') looking ??= setInterval(look, pause);
      else {
        clearInterval(looking);
        looking = undefined;
      }
    },
  };
}
