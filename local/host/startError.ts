/** What keeps the host from starting: its text is for the user and says what to change, so no stack is printed. */
export class StartError extends Error {
  override readonly name = 'StartError';
}
