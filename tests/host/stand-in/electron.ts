// The `electron` module of the Chromium host: exactly what main/shell imports. An import of anything else fails when the app is loaded,
// with the missing name; a member that is missing fails by name when it is used.
export { app } from './app.ts';
export { BrowserWindow } from './browser-window.ts';
export { protocol, session } from './session.ts';
export { crashReporter, dialog, Menu, Notification, nativeTheme, powerMonitor, powerSaveBlocker, screen, shell } from './system.ts';
