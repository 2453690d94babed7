import { createServer } from "node:http";

/** What the page of the fake form does; the tests speak to it by messages of the protocol. */
const PAGE = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Form</title><style>
:root{color-scheme:light dark}body{margin:0;padding:14px;font:15px/1.45 system-ui;background:#fff;color:#16181d}
label{display:block;margin:0 0 12px;font-size:13px;font-weight:500}input{display:block;box-sizing:border-box;width:100%;height:44px;margin-top:4px;padding:0 12px;border:1px solid #868e9c;border-radius:6px;font:16px system-ui;background:#fff;color:inherit}
button{width:100%;height:44px;border:0;border-radius:6px;background:#16181d;color:#fff;font:600 15px system-ui}.two{display:grid;grid-template-columns:1fr 1fr;gap:12px}
@media(prefers-color-scheme:dark){body{background:#15171c;color:#eceef2}input{background:#15171c}button{background:#eceef2;color:#15171c}}
</style></head><body><form><label>Card number<input inputmode="numeric" autocomplete="cc-number"></label>
<div class="two"><label>Expiry<input placeholder="MM/YY"></label><label>Security code<input></label></div>
<label>Name on card<input autocomplete="cc-name"></label><button>Pay securely</button></form><script>
let port;
addEventListener("message",(event)=>{
  if(event.source!==parent||event.data?.type!=="aside.connect")return;
  port=event.ports[0];
  port.onmessage=({data})=>{
    (window.heard??=[]).push(data);
    if(data.type!=="ticket")return;
    tell({type:"height",px:document.documentElement.scrollHeight});
    tell({type:"state",state:"form"});
  };
  tell({type:"ready"});
});
function tell(message){port.postMessage(message)}
document.forms[0].onsubmit=(event)=>{event.preventDefault();tell({type:"state",state:"sending"})};
</script></body></html>`;

/** A collector's form as far as the widget can see it, on an origin of its own. `silent`: it never says that it is ready. */
export async function startFakeForm({ silent = false, port = 0 } = {}) {
  const server = createServer((_request, response) => {
    response.setHeader("content-type", "text/html; charset=utf-8");
    response.end(silent ? "<!doctype html><title>Nothing</title>" : PAGE);
  });
  await new Promise<void>((ready) => server.listen(port, "127.0.0.1", ready));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the server has no port");
  return {
    origin: `http://localhost:${address.port}`,
    async stop() {
      server.closeAllConnections();
      await new Promise<void>((done) => server.close(() => done()));
    },
  };
}
