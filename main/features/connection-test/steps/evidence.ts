// Evidence of this desk, with the time it was seen.
import type { Evidence, Exchange } from '../../../../contract/common.ts';
import type { StepContext } from '../types.ts';

export function evidence(context: Pick<StepContext, 'clock'>, text: string, exchange?: Pick<Exchange, 'id'>): Evidence {
  return { vantage: 'this desk', text, at: context.clock.now(), ...(exchange === undefined ? {} : { exchangeId: exchange.id }) };
}
