import type { Link, Session } from './rheaInternals.ts';

/**
 * Works round rhea 3.0.5 session.js:720 and link.js:138. A session knows its links by name alone,
 * while AMQP lets a sender and a receiver share one (qpid-proton does) and a name be used again as
 * soon as its link is detached; and a detached link stays in the table of remote handles.
 */
export function keyLinksByRole(session: Session): void {
  session.on_attach = (frame) => {
    const { name, role, handle } = frame.performative;
    const key = `${role ? 'sender' : 'receiver'} ${name}`;
    const former = session.links[key];
    const isOver = former?.remote.attach && !former.state.remote_open;
    if (former && isOver) session.remove_link(former);
    const link = session.links[key] ?? create(session, name, role, key);
    session.remote.handles[handle] = link;
    link.on_attach(frame);
    link.remote.attach = frame.performative;
  };

  session.remove_link = (link) => {
    for (const table of [session.links, session.remote.handles, session.local.handles]) {
      for (const key of Object.keys(table)) if (table[key] === link) delete table[key];
    }
  };
}

/** `role` is the client's: true when it receives. */
function create(session: Session, name: string, role: boolean, key: string): Link {
  const link = role ? session.create_sender(name) : session.create_receiver(name);
  delete session.links[name];
  session.links[key] = link;
  return link;
}
