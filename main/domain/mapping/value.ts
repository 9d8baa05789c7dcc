// What an expression gives: a text, several texts, nothing; or that it was not evaluated, and why. A guess is never a value.

export type Value = string | readonly string[] | null;

export type Evaluated = { readonly kind: 'value'; readonly value: Value } | { readonly kind: 'not-evaluated'; readonly reason: string };

export const gives = (value: Value): Evaluated => ({ kind: 'value', value });

/** `reason` is half a sentence: “the function Word is not evaluated”. */
export const notEvaluated = (reason: string): Evaluated => ({ kind: 'not-evaluated', reason });

export const truth = (holds: boolean): Evaluated => gives(holds ? 'True' : 'False');
