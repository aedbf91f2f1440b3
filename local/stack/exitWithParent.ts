/**
 * Preloaded into child processes that are not ours (`node --import`): ends them when the process that started them is
 * gone, however it ended, so that no port stays taken.
 */
process.once('disconnect', () => process.exit());
