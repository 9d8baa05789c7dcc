// Preloaded into the terminal by a test: whoever asks for electron gets an error by name. Prints a mark when it was asked.

import { registerHooks } from 'node:module';

registerHooks({
  resolve(specifier, context, next) {
    if (specifier === 'electron' || specifier.startsWith('electron/')) {
      process.stderr.write(`electron was asked for by ${context.parentURL}\n`);
      throw new Error('The terminal must not import electron.');
    }
    return next(specifier, context);
  },
});
