import fs from "node:fs";
const { adapters } = await import("/work/main/packages/shared/detection/bench/adapter.ts");
const [,, name, types, files, max="25", what="both"] = process.argv;
const A = adapters.find((a:any)=>a.name===name); await A.setup?.();
const T=new Set(types.split(","));
let n=0;
const IGN=new Set(['CITY','LOCATION','ORG','DATE','TITLE','AGE','NRP','PERSON_PUBLIC','EMAIL_MANGLED','NOISY']);
const out:string[]=[];
for (const f of files.split(",")) for (const l of fs.readFileSync(`/work/shared/pii/dev/${f}.jsonl`,"utf8").trim().split("\n")) {
  const r=JSON.parse(l); A.reset?.(); const seen:any[]=[]; const preds:any[]=r.turns.map(()=>[]);
  r.turns.forEach((t:any,i:number)=>{ for(const s of A.detect(t.text,{speaker:t.speaker,turns:seen,index:i})) preds[s.turn??i].push(s); seen.push(t)});
  r.turns.forEach((t:any,i:number)=>{
    const prev=seen[i-1]?`${seen[i-1].speaker[0]}:${seen[i-1].text.slice(-60)} || `:"";
    const ov=(a:any,b:any)=>a.start<b.end&&b.start<a.end;
    if(what!=="fp") for(const g of t.spans) if(T.has(g.type)||T.has("*")&&!IGN.has(g.type)) { const hit=preds[i].find((p:any)=>ov(p,g)&&p.type===g.type); if(!hit) out.push(`FN ${g.type} [${g.value}]${g.form?" "+g.form:""} got ${preds[i].filter((p:any)=>ov(p,g)).map((p:any)=>p.type+":"+p.rule)} | ${prev}${t.speaker[0]}:${t.text.slice(Math.max(0,g.start-70),g.end+50).replace(/\n/g,"⏎")}`); }
    if(what!=="fn") for(const p of preds[i]) if(T.has(p.type)||T.has("*")) { const hit=t.spans.find((g:any)=>ov(p,g)&&(g.type===p.type||IGN.has(g.type))); if(!hit) out.push(`FP ${p.type}:${p.rule}:${p.confidence} [${t.text.slice(p.start,p.end)}] gold ${t.spans.filter((g:any)=>ov(p,g)).map((g:any)=>g.type)} | ${prev}${t.speaker[0]}:${t.text.slice(Math.max(0,p.start-60),p.end+40).replace(/\n/g,"⏎")}`); }
  });
}
const step=Math.max(1,Math.floor(out.length/+max)); console.log(out.length); for(let i=0;i<out.length;i+=step) console.log(out[i].slice(0,260));
