import type { Session } from './rheaInternals.ts';

/** Works round rhea 3.0.5: a flow for the session alone, which reopens its window, raises no event. */
export function onSessionFlow(session: Session, listener: () => void): void {
  const { on_flow } = session;
  session.on_flow = (frame) => {
    on_flow.call(session, frame);
    if (typeof frame.performative.handle !== 'number') listener();
  };
}
