import { css, type CSSResultGroup } from 'lit';

/** Who stands beside the button, what is open below both: names are short, words are not. */
export const rosterStyles: CSSResultGroup = css`
  .unread {
    margin-block-start: 8px;
    display: grid;
    gap: 8px;
  }
  .act {
    margin-block-start: 12px;
  }
  .act.beside {
    margin-inline-start: calc(1.75rem + 12px);
  }
  .part {
    border-block-start: 1px solid var(--line);
    padding-block-end: 8px;
  }
  .when::first-letter {
    text-transform: uppercase;
  }
  .when {
    padding: 8px 16px;
    font-size: 0.8125rem;
    font-weight: 600;
    background: var(--sunken);
    border-block-start: 1px solid var(--line);
  }
  .who {
    display: grid;
    grid-template-columns: 1fr auto;
    gap: 4px 12px;
    align-items: center;
    padding: 10px 16px;
    border-block-start: 1px solid var(--line);
    overflow-wrap: anywhere;
  }
  .name {
    font-weight: 600;
  }
  .open {
    grid-column: 1 / -1;
    display: flex;
    gap: 6px;
    align-items: center;
  }
  .open .glyph {
    inline-size: 1rem;
    block-size: 1rem;
  }
  .bone {
    block-size: 1lh;
    inline-size: 55%;
    scale: 1 0.7;
  }
  .bone.name {
    block-size: 2.75rem;
    inline-size: 85%;
  }
  @media (pointer: coarse) {
    button {
      min-block-size: 2.75rem;
    }
  }
  @media print {
    .act {
      display: none;
    }
  }
`;
