// Loaded before the app (`node --import`): from here on `electron` means the stand-in. Nothing else is resolved differently.
import { registerHooks } from 'node:module';

const standIn = new URL('./electron.ts', import.meta.url).href;

registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'electron' ? { url: standIn, shortCircuit: true, format: 'module-typescript' } : next(specifier, context),
});
