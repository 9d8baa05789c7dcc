// Thrown by a run's body that cannot go on through no fault of its own or of the server's. Not a bug: the run ends as interrupted.

/** The message is the run's summary: what happened and what to do, for the administrator. */
export class RunInterrupted extends Error {
  override readonly name = 'RunInterrupted';
}
