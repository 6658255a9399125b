/** Answers the native dialogs of the shell, as the officer would who has exactly these files before them. */
import type { ElectronApplication } from 'playwright-core';

/** The next open dialogs answer with these paths; none is a dialog that was called off. */
export async function answerOpenDialog(app: ElectronApplication, filePaths: readonly string[]): Promise<void> {
  await app.evaluate(
    ({ dialog }, paths) => {
      dialog.showOpenDialog = () => Promise.resolve({ canceled: paths.length === 0, filePaths: paths });
    },
    [...filePaths],
  );
}
