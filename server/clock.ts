/** The UTC day of a moment, `YYYY-MM-DD`: nothing finer is stored. */
export const utcDay = (moment: Date): string => moment.toISOString().slice(0, 10);
