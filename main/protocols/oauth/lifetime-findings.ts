// What the use of a token shows about its lifetime: shared by everything that sends more than one request with it.
import { defineFinding } from '../../platform/findings/define.ts';
import { sources } from '../../platform/findings/sources.ts';

/** "3 s"; of what is shorter than the clock shows, no number. */
export const lived = (seconds: number): string => (seconds < 1 ? 'less than a second' : `${seconds} s`);

export const tokenDiesEarly = defineFinding<{ readonly livedSeconds: number; readonly promisedSeconds?: number }>({
  id: 'token.dies-early',
  severity: 'warning',
  actor: 'server owner',
  title: 'An access token is refused before its time',
  cause: ({ livedSeconds, promisedSeconds }) =>
    `A token was refused ${lived(livedSeconds)} after it was issued${promisedSeconds === undefined ? '' : `, though it was promised to live ${promisedSeconds} s`}; a new one was accepted at once.`,
  consequence: () =>
    'An identity provider that trusts the promised lifetime keeps sending a dead token; its requests then fail with 401 until it renews.',
  remedy: () => [
    'Make the token endpoint promise the true lifetime (expires_in), or keep tokens valid as long as promised.',
    'Check that no second client generates credentials for the same provider: that ends the tokens of the first.',
  ],
  verify: () => 'Run the test again; no token is refused.',
  source: sources.rfc6749,
  example: { livedSeconds: 2, promisedSeconds: 3600 },
});
