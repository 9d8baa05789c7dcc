// The limits every request is held to: as set in the window and kept, else the usual ones. What a command of the terminal says comes first.
// Read when a run begins: a run keeps the limits it began with.

import { type Limits, type LimitsAnswer, largestLimits, limitsSchema } from '../../contract/app.ts';
import type { Handlers } from '../../contract/calls.ts';
import { defaultLimits, type HttpLimits } from '../platform/http/types.ts';

const key = 'http-limits';
const megabyte = 1024 * 1024;

const usual: Limits = {
  connectSeconds: defaultLimits.connectMs / 1000,
  answerSeconds: defaultLimits.answerMs / 1000,
  bodyMegabytes: defaultLimits.bodyBytes / megabyte,
};

export interface LimitPorts {
  readonly settings: { get(key: string): Promise<string | undefined>; set(key: string, value: string): Promise<void> };
  /** Of this process alone. */
  readonly own: Partial<HttpLimits>;
}

export interface LimitCalls {
  readonly handlers: Pick<Handlers, 'app.limits' | 'app.setLimits'>;
  /** For a run that begins now. */
  now(): Promise<HttpLimits>;
}

export function createLimits({ settings, own }: LimitPorts): LimitCalls {
  async function kept(): Promise<Limits> {
    const text = await settings.get(key);
    // What another version wrote and this one cannot read counts as none.
    return text === undefined ? usual : (limitsSchema.safeParse(JSON.parse(text)).data ?? usual);
  }

  const answer = async (): Promise<LimitsAnswer> => ({ limits: await kept(), usual, most: { ...largestLimits } });

  return {
    now: async () => {
      const { connectSeconds, answerSeconds, bodyMegabytes } = await kept();
      return { connectMs: connectSeconds * 1000, answerMs: answerSeconds * 1000, bodyBytes: bodyMegabytes * megabyte, ...own };
    },
    handlers: {
      'app.limits': answer,
      'app.setLimits': async (limits) => {
        await settings.set(key, JSON.stringify(limits));
        return answer();
      },
    },
  };
}
