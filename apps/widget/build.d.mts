/** Builds the widget into a folder, `dist` where none is given, and says how the chat's entry file is called. */
export function buildWidget(outDir?: string): Promise<{ outDir: string; chatFile: string }>;
