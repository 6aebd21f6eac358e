/**
 * What a guardian sees of the member they act for: what is left of getting ready, and what they signed themselves. Nothing
 * of sessions, of a no or of a wish to talk (domain.md 4.8). Loaded where the user is a guardian.
 * @module
 */
import { html, nothing, type TemplateResult } from 'lit';
import type { MemberPreparation } from '../../src/portal-types.ts';
import { en } from '../strings/guardian.ts';
import type { Mine, MineHost } from './mine.ts';
import { failedPart, topPart } from './mine-parts.ts';
import { ownOf } from './mine-view.ts';
import { mineStyles } from './mine.styles.ts';

/** @param language of the page: English, or Spanish where its words come */
export async function openOwn(host: Omit<MineHost, 'words'>, language: string): Promise<Mine> {
  const words = /^es\b/i.test(language) ? (await import('../strings/guardian-es.ts')).es : en;
  let signed: '' | 'open' | 'unloaded' = '';

  const toggle = (): void => {
    signed = signed ? '' : 'open';
    host.focus(signed ? '#signed-part' : '#signed');
    host.draw();
    if (!signed) return;
    import('../signed/define.ts').catch(() => {
      signed = 'unloaded';
      host.draw();
    });
  };

  const reachPart = ({ leaders, contact }: MemberPreparation['group']): TemplateResult =>
    html`<p>${words.reach(leaders)}</p>
      ${contact?.phone ? html`<p>${words.phone}: <bdi>${contact.phone}</bdi></p>` : nothing}
      ${contact?.email ? html`<p>${words.email}: <bdi>${contact.email}</bdi></p>` : nothing}`;

  return {
    styles: mineStyles,
    words,
    lead: (preparation) => ownOf(preparation, words).lead,
    render: (preparation, again) =>
      html`${topPart(ownOf(preparation, words), words, {
          ...again,
          open: () => host.emit('group-agreement-requested', { group: host.query.group }),
        })}
        <div class="part stack">
          <p class="quiet">${words.private}</p>
          ${reachPart(preparation.group)}
        </div>
        <div class="part actions">
          <button type="button" id="signed" aria-expanded=${signed ? 'true' : 'false'} @click=${toggle}>
            ${words.signed}
          </button>
        </div>
        ${
          signed
            ? html`<div class="panel">
                <div id="signed-part" tabindex="-1">
                  ${
                    signed === 'unloaded'
                      ? html`<p>${words.notLoaded}</p>`
                      : html`<group-signed
                          group=${host.query.group}
                          .portal=${host.portal}
                          .patient=${host.query.patient}
                        ></group-signed>`
                  }
                </div>
              </div>`
            : nothing
        }`,
    failed: (code, again) => failedPart(code, words, again),
    close: () => {
      signed = '';
    },
  };
}
