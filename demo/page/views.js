/** Which view is shown, and the way back. The address and the browser's history hold the view's name, never whose chart it was. @module */

/**
 * @typedef {object} View
 * @property {string} title
 * @property {string} [nav] name of the view whose link is marked, when it isn't this one
 * @property {string} [needs] a detail it can't be shown without
 * @property {'staff' | 'member'} [whose] who may see it, staff unless said
 * @property {(place: HTMLElement, details: any, signal: AbortSignal) => void} draw
 */

/**
 * @param {Record<string, View>} views the first is the one to start with
 * @param {object} page
 * @param {HTMLElement} page.place
 * @param {NodeListOf<HTMLAnchorElement>} page.links `#name` each
 * @param {(words: string) => void} page.say
 * @param {() => 'staff' | 'member'} page.whose
 */
export function createViews(views, { place, links, say, whose }) {
  /** Details of each visit (whose chart, which session), by a random key: gone with the page, as they should be. */
  const memory = new Map();
  const fits = (/** @type {string} */ name, details = {}) =>
    Object.hasOwn(views, name) &&
    (views[name].whose ?? 'staff') === whose() &&
    (!views[name].needs || views[name].needs in details);
  const first = () => Object.keys(views).find((name) => fits(name)) ?? '';
  let leaving = new AbortController();
  /** What stays on the screen while a member holds it. @type {{ view: string, visit: string } | undefined} */
  let held;

  /** @param {{ focus: boolean }} options */
  function show({ focus }) {
    const { view: asked, visit } = history.state ?? { view: location.hash.slice(1) };
    const details = memory.get(visit) ?? {};
    const name = fits(asked, details) ? asked : first();
    const view = views[name];
    // An answer that comes after the view was left must not be drawn: in a chart it would be somebody else's.
    leaving.abort();
    leaving = new AbortController();
    document.title = `${view.title} · Harbor Clinic`;
    for (const link of links) link.ariaCurrent = link.hash === `#${view.nav ?? name}` ? 'page' : null;
    place.replaceChildren();
    view.draw(place, details, leaving.signal);
    if (!focus) return;
    say(view.title);
    scrollTo(0, 0);
    const heading = place.querySelector('h1') ?? place;
    heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
  }

  addEventListener('popstate', () => {
    if (!held) return show({ focus: true });
    // the way back is for staff: what stands in its place is this same view
    history.pushState(held, '', `#${held.view}`);
  });

  return {
    /**
     * While a member holds the screen there is no way back, and no other person's details are kept for one.
     * @param {boolean} on
     */
    hold(on) {
      held = on ? history.state : undefined;
      for (const visit of memory.keys()) if (on && visit !== held?.visit) memory.delete(visit);
    },
    /** @param {string} view @param {Record<string, unknown>} [details] */
    go(view, details = {}) {
      const visit = crypto.randomUUID();
      memory.set(visit, details);
      history.pushState({ view, visit }, '', `#${view}`);
      show({ focus: true });
    },
    /** Draws the same view anew, for another user. */
    redraw: () => show({ focus: false }),
    /** Draws what the address says. The page's focus is not ours to take on load. */
    start() {
      const asked = location.hash.slice(1);
      const view = fits(asked) ? asked : first();
      const visit = crypto.randomUUID();
      memory.set(visit, {});
      history.replaceState({ view, visit }, '', `#${view}`);
      show({ focus: false });
    },
  };
}
