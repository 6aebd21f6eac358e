/** The staff's own screens: denser than the member's, the ways to sign as equals. @module */
import { css, type CSSResultGroup } from 'lit';

export const deskStyles: CSSResultGroup = css`
  .staff {
    gap: 16px;
  }
  .staff .choices {
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 13rem), 1fr));
  }
  .staff h3 {
    font-size: 0.9375rem;
    font-weight: 600;
  }
  .staff .note {
    margin-block-start: 0;
  }
  .staff fieldset > .quiet + .choices {
    margin-block-start: 0;
  }
  .body > .languages .bare,
  .help .bare {
    margin-inline-start: -8px;
  }
  .staff .inset {
    display: grid;
    gap: 16px;
    padding-inline-start: 16px;
    border-inline-start: 2px solid var(--line);
  }
  .staff .missing {
    font-size: 0.9375rem;
  }
  .staff [type='text'] {
    min-block-size: 44px;
    padding: 8px 12px;
    font-size: 1rem;
  }
  .equal {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 15rem), 1fr));
    gap: 8px;
    margin-block-start: 8px;
  }
  .equal button {
    min-block-size: 52px;
  }
  .stack {
    display: grid;
    gap: 12px;
    margin-block-start: 12px;
  }
  .wrap {
    flex-wrap: wrap;
  }
  .address {
    overflow-wrap: anywhere;
    font-weight: 600;
  }
  .top {
    display: flex;
    flex-wrap: wrap;
    align-items: end;
  }
  .top .progress {
    flex: 1 1 14rem;
  }
  .top .languages {
    padding-block-start: 12px;
    padding-inline: 0 var(--gutter);
    margin-inline-start: auto;
  }
  .handback {
    align-items: center;
  }
  .handback .grow {
    flex: 1 1 14em;
  }
  .staff-only {
    margin-inline-start: auto;
    font-size: 0.9375rem;
    min-block-size: 44px;
    color: var(--quiet);
  }
  .help {
    display: flex;
    flex-wrap: wrap;
    gap: 4px 16px;
    align-items: center;
    justify-content: space-between;
  }
  .help p {
    flex: 1 1 20rem;
  }
  legend.small {
    margin: 0;
    font-size: 1rem;
    font-weight: 600;
  }
`;
