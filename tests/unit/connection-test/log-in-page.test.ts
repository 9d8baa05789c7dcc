import { describe, expect, it } from 'vitest';
import { checkServer, findingIds, step } from './check.ts';
import type { Asked, Reply } from './server.ts';

const page: Reply = { status: 200, type: 'text/html; charset=utf-8', body: '<!doctype html><html><body>Sign in</body></html>' };
const toScim = ({ path }: Asked): Reply | undefined => (path === '/token' ? undefined : page);

describe('a proxy that answers every SCIM request with its log-in page', () => {
  it('is not accused of accepting a false token: a page that everybody gets proves nothing', async () => {
    const run = await checkServer({ bend: toScim });
    expect(findingIds(run)).not.toContain('token.altered-accepted');
    expect(findingIds(run)).toContain('scim.unreadable-json');
    expect(step(run, 'token-altered').status).toBe('failed');
    expect(run.verdict).toBe('failed');
  });

  it('is told as a page where the token was expected, when the token endpoint gives it too', async () => {
    const run = await checkServer({ bend: () => page });
    expect(findingIds(run)).toEqual(['token.html-answer']);
  });
});
