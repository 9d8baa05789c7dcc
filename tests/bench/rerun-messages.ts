// What the server of the rerun allows, and what it tells.

export const allowedASecond = 200;

export interface RerunServerNews {
  readonly kind: 'ready' | 'counted';
  readonly origin: string;
  readonly allowed: number;
  readonly refused: number;
  /** Milliseconds from the first to the last request to a person. */
  readonly elapsedMs: number;
  readonly written: number;
}
