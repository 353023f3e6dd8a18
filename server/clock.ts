/** The machine's clock. What needs a time is handed one, so that tests choose it; nothing else asks the machine. */
export const machineClock = (): Date => new Date();

/** The UTC day of a moment, `YYYY-MM-DD`: nothing finer is stored. */
export const utcDay = (moment: Date): string => moment.toISOString().slice(0, 10);
