/** Imports nothing: the load scripts use it too, and k6 has neither Node's modules nor `URL`. */

const loopback = /^https?:\/\/(localhost|\[::1\]|127(\.\d{1,3}){3})(:\d+)?(\/|$)/i;

/** Whether the address of an installation is on this machine: `http://127.0.0.1:3000`, `http://[::1]/support`. */
export const isLoopback = (url: string): boolean => loopback.test(url);
