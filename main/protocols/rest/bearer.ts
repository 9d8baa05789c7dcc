// Signs requests with a bearer token from a token source; a token that is refused is renewed once the reader asks for it.
import type { TokenSource } from '../oauth/types.ts';
import type { Sign } from './reader.ts';

export function signWith(tokens: TokenSource): Sign {
  return async (_request, options) => {
    const result = await tokens.get(options);
    if (result.kind === 'trouble') return result;
    const { token } = result;
    return {
      kind: 'signed',
      headers: { Authorization: `Bearer ${token.value}` },
      refused: () => {
        tokens.reject(token);
        return 'renewable';
      },
    };
  };
}
