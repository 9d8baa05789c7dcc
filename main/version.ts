// The app's version, from package.json: bundled into the build, read at start in development.
import manifest from '../package.json' with { type: 'json' };

export const version: string = manifest.version;
