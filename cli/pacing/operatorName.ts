import { userInfo } from 'node:os';

/** Who is at the keyboard, by the operating system. A container's user may have no name. */
export function operatorName(): string {
  try {
    return userInfo().username;
  } catch {
    return `user ${process.getuid?.() ?? 'unknown'}`;
  }
}
