export const summarySchema = {} as const;
