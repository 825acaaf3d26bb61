// The numbers of the faults in force, of the app that the page shows.
let of;
let numbers = new Set();
const listeners = [];

export const onFaults = (listener) => listeners.push(listener);

export function keepFaults(app, faults) {
  of = app;
  numbers = new Set(faults.map(({ id }) => id));
  for (const listener of listeners) listener();
}

// Whether the fault of an entry is still in force, or undefined if the page does not know the faults of its app.
export const isInForce = ({ sdk_app_id: app, fault }) => (app === of ? numbers.has(fault) : undefined);
