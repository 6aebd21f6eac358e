/** A widget that shows one answer of its portal: reads it, and again after anything was saved. @module */
import { initialState, Task } from '@lit/task';
import { state } from 'lit/decorators.js';
import type { Portal } from '../src/portal-types.ts';
import { PortalWidget } from './portal-widget.ts';
import type { Common } from './strings/common.ts';

/** What an answer is about: the portal first, then what is asked of it. */
export type Subject = readonly [Portal | undefined, ...unknown[]];
/** What the portal gave, or the code of why it could not. */
export type Answer<Value> = { value: Value } | { code: string };

export abstract class ReadingWidget<
  Asked extends Subject,
  Value,
  Words extends Common = Common,
> extends PortalWidget<Words> {
  /** Said politely when what is shown changed. */
  @state() protected news = '';
  @state() protected trying = false;

  #answer: (Answer<Value> & { subject: Asked }) | undefined;
  #heard: Portal | undefined;
  #unhear: (() => void) | undefined;

  #task = new Task(this, {
    task: async (subject: Asked, { signal }): Promise<(Answer<Value> & { subject: Asked }) | typeof initialState> => {
      const asked = this.ask(subject, signal);
      if (!asked) return initialState;
      try {
        return { subject, value: await asked };
      } catch (error) {
        signal.throwIfAborted();
        return { subject, code: this.failed(error) };
      }
    },
    args: () => this.subject,
    onComplete: (answer) => {
      const before = this.current;
      this.#answer = answer;
      this.settled(before, this.current);
      this.trying = false;
    },
  });

  protected abstract get subject(): Asked;

  /** Asks the portal; undefined while there is nothing to ask yet. */
  protected abstract ask(subject: Asked, signal: AbortSignal): Promise<Value> | undefined;

  /** An answer came: what to say of the difference, and where the focus goes if its button is gone. */
  protected abstract settled(before: Answer<Value> | undefined, now: Answer<Value> | undefined): void;

  /** An answer to another user, or about another subject than now asked for, is never shown, nor compared with. */
  protected get current(): Answer<Value> | undefined {
    const { subject } = this;
    return this.#answer?.subject.every((part, i) => Object.is(part, subject[i])) ? this.#answer : undefined;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.hasUpdated) void this.#task.run();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#hear(undefined);
    this.#task.abort();
  }

  protected override updated(): void {
    if (this.isConnected && this.connection !== this.#heard) this.#hear(this.connection);
  }

  #hear(portal: Portal | undefined): void {
    this.#unhear?.();
    this.#heard = portal;
    this.#unhear = portal?.onSaved(() => this.#read());
  }

  #read(): void {
    this.news = '';
    this.reread();
  }

  /** Asks again without a word: what is shown stays until the answer differs. */
  protected reread(): void {
    void this.#task.run();
  }

  /** "Try again" was pressed. */
  protected again = (): void => {
    if (this.trying) return;
    this.trying = true;
    this.#read();
  };
}
