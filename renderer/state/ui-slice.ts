// The frame's own state: where the window stands, notices, what the live region says. `attempt` turns refusals into notices, nothing else.
import { HostRefusal } from './host.ts';
import type { Route } from './routes.ts';
import type { Slice } from './store.ts';

export interface Notice {
  readonly id: number;
  readonly intent: 'success' | 'info' | 'warning' | 'error';
  readonly title: string;
  readonly text?: string;
  /** The refusal's code, shown small so that it can be searched for. */
  readonly code?: string;
}

export interface UiSlice {
  readonly route: Route;
  readonly notices: readonly Notice[];
  readonly announcement: string;
  /** Whether "Find on this screen" is open. */
  readonly finding: boolean;
  readonly navigate: (route: Route) => void;
  readonly setFinding: (finding: boolean) => void;
  readonly notify: (notice: Omit<Notice, 'id'>) => void;
  readonly dismiss: (id: number) => void;
  /** Says a sentence to screen readers. */
  readonly announce: (text: string) => void;
  /** Runs work; a refusal becomes a notice titled `title` and the answer `undefined`. Bugs are said too and go up to the console. */
  readonly attempt: <T>(title: string, work: () => Promise<T>) => Promise<T | undefined>;
}

export const uiSlice: Slice<UiSlice> = () => (set, get) => {
  let lastId = 0;
  return {
    route: { screen: 'overview' },
    notices: [],
    announcement: '',
    finding: false,
    navigate: (route) => set({ route }),
    setFinding: (finding) => set({ finding }),
    notify: (notice) => {
      lastId += 1;
      const id = lastId;
      set((state) => ({ notices: [...state.notices.slice(-4), { ...notice, id }] }));
    },
    dismiss: (id) => set((state) => ({ notices: state.notices.filter((notice) => notice.id !== id) })),
    announce: (announcement) => set({ announcement }),
    attempt: async (title, work) => {
      try {
        return await work();
      } catch (thrown) {
        if (thrown instanceof HostRefusal) {
          get().notify({ intent: thrown.code === 'internal' ? 'error' : 'warning', title, text: thrown.message, code: thrown.code });
          return undefined;
        }
        get().notify({ intent: 'error', title, text: 'The window could not finish this. Nothing more was sent.', code: 'window' });
        console.error(thrown);
        return undefined;
      }
    },
  };
};
