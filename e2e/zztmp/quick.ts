import { startSystem } from "../system/system.ts";
import { signIn } from "../clients/agent.ts";
import { cpuMicroseconds, load, startServer } from "./processes.ts";
const t0 = Date.now();
const log = (...a: unknown[]) => console.log(((Date.now() - t0) / 1000).toFixed(1), ...a);
const system = await startSystem({ env: { ASIDE_SOCKET_PER_SECOND: "1000000", ASIDE_TENANT_PER_SECOND: "10000000", NODE_ENV: "production" }, gatewayNodeArgs: process.env.PROF ? ["--cpu-prof", "--cpu-prof-dir=/tmp/gwprof"] : [] });
log("up");
const cookie = await signIn(system.gateway.url, system.agents[0]!);
const bare = await startServer("bare-relay.ts");
for (let i = 0; i < 2; i++) {
  for (const [name, url, pid, ck] of [["bare", bare.url, bare.pid, ""], ["ours", system.gateway.url, system.gateway.pid(), cookie]] as const) {
    const before = cpuMicroseconds(pid);
    const job = { url, origin: url, cookie: ck, customers: 100, seconds: 5, rate: null, outstanding: 128 };
    const r = await load(job);
    log(name, JSON.stringify({ ...r, cpu: Math.round((cpuMicroseconds(pid) - before) / r.delivered) }));
  }
}
await bare.stop();
await system.stop();
log("down");
