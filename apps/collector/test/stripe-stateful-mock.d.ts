declare module "stripe-stateful-mock" {
  /** Express 4, of its own: only handed to `http.createServer`. */
  export function createExpressApp(): import("node:http").RequestListener;
}
