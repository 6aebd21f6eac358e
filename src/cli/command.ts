/** What a command is, and how it ends. @module */
import { isPortalError } from '../../fhir-mappings/errors.ts';

/** Where a command's lines go: counts and codes only, never a name, an id, a group's title or an address. */
export interface Surroundings {
  env: Readonly<Record<string, string | undefined>>;
  out: (line: string) => void;
  err: (line: string) => void;
  /** Somebody sits at a terminal: what nobody else may read can be shown. */
  terminal?: boolean;
  /** A question and its answer; without it nothing is asked. */
  ask?: (question: string) => Promise<string>;
  /** Shows how far a long command is; returns how to tell it. */
  bar?: (total: number) => { at(done: number): void; stop(): void };
}

export interface Command {
  /** One line for the list of commands. */
  summary: string;
  help: string;
  /**
   * Resolves to whether all was done, or to how it ended.
   * Rejects with PortalError: of the arguments or of the input where `exitWith` says so, else of the server.
   */
  run(args: string[], surroundings: Surroundings): Promise<boolean | Exit>;
}

/** `fault` is BSD's EX_SOFTWARE: 1 says that rows were put aside. */
export const exits = { clean: 0, aside: 1, arguments: 2, input: 3, server: 4, fault: 70 } as const;
export type Exit = (typeof exits)[keyof typeof exits];

/** Does a part of a command whose failures end it with this exit code. */
export async function exitWith<T>(exit: Exit, work: () => T | Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw isPortalError(error) ? Object.assign(error, { exit }) : error;
  }
}

export const exitOf = (error: Error & { exit?: Exit }): Exit => error.exit ?? exits.server;
