/** The sheet as a grid: arrows up and down go from row to row in one column, left and right choose in the row. @module */

/** Handles a key pressed in the sheet. Focus moves; nothing is marked by it. */
export function moved(event: KeyboardEvent): void {
  const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const from = event.composedPath()[0];
  if (by === undefined || event.ctrlKey || event.altKey || event.metaKey) return;
  if (!(from instanceof HTMLInputElement) || !from.name.startsWith('mark-')) return;
  // a native radio would be chosen by going there
  event.preventDefault();
  const rows = [...(from.closest('ul')?.querySelectorAll<HTMLElement>('.who[role=radiogroup]') ?? [])];
  const radiosOf = (row: Element | undefined | null): HTMLInputElement[] => [
    ...(row?.querySelectorAll<HTMLInputElement>('[type=radio]') ?? []),
  ];
  const here = from.closest<HTMLElement>('.who');
  if (!here) return;
  radiosOf(rows[rows.indexOf(here) + by])[radiosOf(here).indexOf(from)]?.focus();
}
