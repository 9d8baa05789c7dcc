// What the bundler gives and TypeScript cannot see: style sheets imported for their effect.
declare module '*.css';
