// A question to the person in front of the Chromium window, in place of the system's dialogs and menus: a modal <dialog> in the page,
// reachable by keyboard and named for screen readers. It is drawn without markup or style sheets, which the page's policy forbids.
import type { Page } from '@playwright/test';

export interface Question {
  readonly title: string;
  readonly message: string;
  readonly detail: string;
  /** A line to type in, and what stands in it at first. */
  readonly field?: { readonly label: string; readonly value: string };
  readonly buttons: readonly string[];
  /** The button that Escape means, and the one Enter means. */
  readonly escape: number;
  readonly enter: number;
}

export interface Reply {
  readonly button: number;
  readonly text: string;
}

/** Resolves with what Escape means when the page goes away under the question. */
export async function askInPage(page: Page, question: Question): Promise<Reply> {
  try {
    return await page.evaluate(drawQuestion, question);
  } catch {
    return { button: question.escape, text: '' };
  }
}

/** Runs in the page; uses nothing from outside. */
function drawQuestion(question: Question): Promise<Reply> {
  const style = (element: HTMLElement, rules: Record<string, string>): void => {
    for (const [name, value] of Object.entries(rules)) element.style.setProperty(name, value);
  };
  const add = <K extends keyof HTMLElementTagNameMap>(parent: HTMLElement, tag: K, text: string, rules: Record<string, string>) => {
    const element = document.createElement(tag);
    element.textContent = text;
    style(element, rules);
    parent.append(element);
    return element;
  };

  const dialog = add(document.body, 'dialog', '', {
    font: '14px/20px system-ui, sans-serif',
    color: 'CanvasText',
    background: 'Canvas',
    border: '1px solid GrayText',
    'border-radius': '8px',
    padding: '24px',
    width: 'min(480px, calc(100vw - 48px))',
    'max-height': 'calc(100vh - 48px)',
    'box-sizing': 'border-box',
    'color-scheme': 'light dark',
  });
  dialog.setAttribute('aria-label', question.title);
  add(dialog, 'h2', question.title, { margin: '0 0 12px', 'font-size': '20px', 'line-height': '28px' });
  if (question.message !== '') add(dialog, 'p', question.message, { margin: '0 0 8px' });
  if (question.detail !== '') add(dialog, 'p', question.detail, { margin: '0 0 8px', 'white-space': 'pre-wrap', 'overflow-wrap': 'anywhere' });

  const field = question.field === undefined ? undefined : document.createElement('input');
  if (field !== undefined && question.field !== undefined) {
    const label = add(dialog, 'label', question.field.label, { display: 'block', margin: '0 0 16px' });
    field.value = question.field.value;
    style(field, { display: 'block', width: '100%', 'box-sizing': 'border-box', font: 'inherit', padding: '6px 8px', 'margin-top': '4px' });
    label.append(field);
  }

  const many = question.buttons.length > 3;
  const row = add(dialog, 'div', '', {
    display: 'flex',
    'flex-direction': many ? 'column' : 'row',
    gap: '8px',
    'justify-content': 'flex-end',
    'margin-top': '16px',
  });

  return new Promise((resolve) => {
    const finish = (button: number): void => {
      const text = field?.value ?? '';
      dialog.close();
      dialog.remove();
      resolve({ button, text });
    };
    question.buttons.forEach((name, index) => {
      const button = add(row, 'button', name, { font: 'inherit', padding: '6px 16px', 'text-align': many ? 'start' : 'center' });
      button.addEventListener('click', () => finish(index));
      if (index === question.enter) button.autofocus = field === undefined;
    });
    field?.addEventListener('keydown', (event) => {
      if (event.key === 'Enter') finish(question.enter);
    });
    dialog.addEventListener('cancel', (event) => {
      event.preventDefault();
      finish(question.escape);
    });
    dialog.showModal();
    field?.focus();
  });
}
