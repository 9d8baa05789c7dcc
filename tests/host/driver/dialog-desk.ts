// The tests' side of the app's dialogs: an answer waits for its dialog, a dialog waits for its answer, whichever comes first.
import type { DialogAnswer, DialogRequest } from '../wire.ts';

/** What a test answers: a path for save and open, the label of a button for a question; `dismiss` is Escape. */
export type TestAnswer =
  | { readonly kind: 'path'; readonly path: string }
  | { readonly kind: 'button'; readonly label: string }
  | { readonly kind: 'dismiss' };

export interface DialogDesk {
  /** Resolves with the dialog that took the answer, for a look at its words. */
  answerDialog(answer: TestAnswer): Promise<DialogRequest>;
  answer(request: DialogRequest): Promise<DialogAnswer>;
  /** Dismisses what waits and names it. */
  clear(): string[];
}

export function dialogDesk(): DialogDesk {
  const answers: { readonly answer: TestAnswer; readonly taken: (request: DialogRequest) => void }[] = [];
  const dialogs: { readonly request: DialogRequest; readonly resolve: (answer: DialogAnswer) => void }[] = [];

  return {
    answerDialog: (answer) => {
      const dialog = dialogs.shift();
      if (dialog === undefined) return new Promise((taken) => answers.push({ answer, taken }));
      dialog.resolve(given(dialog.request, answer));
      return Promise.resolve(dialog.request);
    },
    answer: (request) => {
      const waiting = answers.shift();
      if (waiting === undefined) return new Promise((resolve) => dialogs.push({ request, resolve }));
      waiting.taken(request);
      return Promise.resolve(given(request, waiting.answer));
    },
    clear: () => {
      const names = dialogs.map(({ request }) => request.options.title ?? request.kind);
      for (const { request, resolve } of dialogs.splice(0)) resolve(given(request, { kind: 'dismiss' }));
      return names;
    },
  };
}

function given(request: DialogRequest, answer: TestAnswer): DialogAnswer {
  if (request.kind !== 'message') return { kind: 'path', path: answer.kind === 'path' ? answer.path : null };
  if (answer.kind !== 'button') return { kind: 'choice', choice: -1 };
  const choice = (request.options.buttons ?? []).indexOf(answer.label);
  if (choice === -1) throw new Error(`The dialog “${request.options.message}” has no button ${answer.label}.`);
  return { kind: 'choice', choice };
}
