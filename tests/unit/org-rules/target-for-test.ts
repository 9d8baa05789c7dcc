// The target of reruns, closed when the test ends.
import { onTestFinished } from 'vitest';
import { startTarget, type Target, type TargetOptions } from './target.ts';

export async function targetForTest(options: TargetOptions): Promise<Target> {
  const target = await startTarget(options);
  onTestFinished(target.close);
  return target;
}
