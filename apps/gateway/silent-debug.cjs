/**
 * Stands in for the npm package debug, which socket.io and express call with every packet and request: with DEBUG set, it would print
 * what customers write.
 */
const silent = () => {};
const createDebug = () => silent;
module.exports = Object.assign(createDebug, { debug: createDebug });
