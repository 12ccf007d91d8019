// The look of the report: one column of text, wider figures, one accent, two themes of the same
// tokens. Sizes on a scale of 1.2 from 17 px. Arm colours after Okabe and Ito; the dark theme
// lightens them to keep contrast above 4.5.

const lightTokens = `
--paper:#fdfcfa;--panel:#ffffff;--ink:#1c2327;--ink-soft:#56616a;--ink-faint:#a9b1b6;
--rule:#e6e5e0;--rule-strong:#c9cbc9;--accent:#0072b2;
--ev:#0072b2;--msc:#00805d;--saline:#6b6b6b;--steroid:#c25400;--hyaluronate:#b0578a;--sky:#2b82b5;--amber:#a06a00;
--bone:#efe6d4;--bone-edge:#b9a988;--cartilage:#8fc1d6;--meniscus:#d9d2c4;--fluid:#e3f0f3;
--synovium:#cf8f86;--lesion:#b5533c;--muscle:#b9655a;`;

const darkTokens = `
--paper:#14181b;--panel:#1a2024;--ink:#e7e9e7;--ink-soft:#a3adb3;--ink-faint:#5c676e;
--rule:#2a3237;--rule-strong:#47525a;--accent:#6ab7e6;
--ev:#5db4ea;--msc:#3dbd93;--saline:#b3b3b3;--steroid:#f28c46;--hyaluronate:#dd9abd;--sky:#8ccbf0;--amber:#e0ab45;
--bone:#4c483e;--bone-edge:#8b8066;--cartilage:#4f8ba3;--meniscus:#5b564b;--fluid:#1f2f36;
--synovium:#a9675e;--lesion:#d6755b;--muscle:#c2766b;`;

export const styleSheet = `
:root{color-scheme:light dark;${lightTokens}
--sans:-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;
--serif:Charter,"Bitstream Charter","Iowan Old Style","Sitka Text",Cambria,"Times New Roman",serif}
@media (prefers-color-scheme:dark){:root{${darkTokens}}}
*{box-sizing:border-box}
html{scroll-behavior:auto;-webkit-text-size-adjust:100%}
body{margin:0;background:var(--paper);color:var(--ink);font:17px/1.6 var(--serif)}
main{max-width:45rem;margin:0 auto}
main,.banner,footer{padding-left:20px;padding-right:20px;box-sizing:content-box}
section{margin-top:5rem}
section>h2,section>p,section>ul,section>dl{max-width:37rem}
.banner{max-width:45rem;margin:0 auto;padding-top:1.1rem;font:14px/1.4 var(--sans);color:var(--ink-soft)}
.mark{color:var(--ink);font-weight:700;letter-spacing:.02em;margin-right:.6em}
.skip{position:absolute;left:-999px}.skip:focus{left:8px;top:8px;background:var(--panel);padding:6px 10px;z-index:1}
.first{margin-top:2.6rem}
.overview{margin-top:4rem}
.kicker{font:14px/1.4 var(--sans);color:var(--ink-soft);margin:0 0 .7rem}
h1{font:400 35px/1.18 var(--serif);letter-spacing:-.01em;margin:0 0 1.1rem;text-wrap:balance}
h2{font:400 29px/1.25 var(--serif);letter-spacing:-.005em;margin:0 0 1rem;text-wrap:balance}
h3{font:600 18px/1.35 var(--sans);margin:0 0 .25rem;text-wrap:balance}
p{margin:0 0 1rem}
.lede{font-size:20.4px;line-height:1.5;margin-bottom:.7rem}
.lede.second{font-size:17px;color:var(--ink)}
.frame{font:14px/1.5 var(--sans);color:var(--ink-soft);border-left:3px solid var(--accent);padding-left:.8rem;margin:1.1rem 0 0}
figure{margin:2rem 0 0;min-width:0}
section>figure:first-of-type{margin-top:.4rem}
figure+figure{margin-top:3.4rem}
.reading{font:15px/1.5 var(--sans);color:var(--ink-soft);margin:0 0 1rem;max-width:40rem}
figcaption{font:13px/1.5 var(--sans);color:var(--ink-soft);margin-top:.7rem;max-width:42rem}
svg{display:block;max-width:100%;height:auto;overflow:visible;font-family:var(--sans);font-size:11.5px}
svg text{white-space:pre;font-variant-numeric:tabular-nums}
.only-narrow{display:none}
.knee svg{width:29rem}
.panels{display:grid;grid-template-columns:repeat(auto-fit,minmax(220px,1fr));gap:1.4rem}

.panels svg{width:100%;max-width:300px}
.icons svg{width:auto}
.icons{grid-template-columns:repeat(auto-fit,minmax(180px,205px));gap:2.2rem}
.panel-head{font:14px/1.4 var(--sans);margin:0 0 .6rem;min-height:2.8em;display:flex;flex-direction:column;justify-content:flex-end}
dl{display:grid;grid-template-columns:minmax(7.5rem,max-content) minmax(0,1fr);gap:.35rem 1.4rem;font:15px/1.5 var(--sans);margin:1.8rem 0 1.2rem}
dt{color:var(--ink-soft)}dd{margin:0;overflow-wrap:anywhere}
ul{padding-left:1.1rem;margin:0 0 1rem}li{margin-bottom:.4rem}
.table{overflow-x:auto;margin:1.2rem 0 0}
table{border-collapse:collapse;font:14px/1.4 var(--sans);font-variant-numeric:tabular-nums lining-nums;width:100%}
caption{text-align:left;font-weight:600;padding:0 0 .5rem;caption-side:top}
th,td{padding:.36rem 1rem .36rem 0;text-align:left;vertical-align:top;font-weight:400;border-bottom:1px solid var(--rule)}
th:last-child,td:last-child{padding-right:0}
thead th{color:var(--ink-soft);border-bottom:1px solid var(--rule-strong);vertical-align:bottom;font-size:13px}
td.number,th.number{text-align:right;white-space:nowrap}
thead th.number{white-space:normal}
.prose{min-width:17rem;overflow-wrap:anywhere}
.spoken{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
details{margin-top:.6rem;font:14px/1.5 var(--sans)}
summary{cursor:pointer;color:var(--accent);width:max-content;padding:.2rem 0}
:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
.grades{display:flex;gap:2px;font:13px/1 var(--sans);margin:0 0 1.6rem}
.grade{padding:.5rem .6rem;flex-basis:0;min-width:max-content;background:var(--rule);border-top:3px solid var(--accent)}
.grade-B{border-top-color:color-mix(in srgb,var(--accent) 65%,var(--rule))}
.grade-C{border-top-color:color-mix(in srgb,var(--accent) 35%,var(--rule))}
.grade-D{border-top-color:var(--rule-strong)}
nav{font:15px/1.5 var(--sans)}
nav h2{font:600 14px/1.4 var(--sans);letter-spacing:0;margin:0 0 .5rem}
nav ol{columns:2 12rem;margin:0;padding:0;list-style:none}
nav li{margin:0 0 .3rem;break-inside:avoid}
a{color:var(--accent);text-decoration-thickness:1px;text-underline-offset:2px}
nav a{text-decoration:none}nav a:hover{text-decoration:underline}
footer{max-width:45rem;margin:6rem auto 3rem;padding-top:1rem;border-top:1px solid var(--rule);font:13px/1.5 var(--sans);color:var(--ink-soft)}
@media (min-width:1200px){
main,.banner,footer{max-width:70.5rem}
.first,.overview,section{display:grid;grid-template-columns:22rem 45rem;column-gap:3.5rem}
section{border-top:1px solid var(--rule);padding-top:1.5rem;margin-top:4.5rem}
section>*{grid-column:2}
section>h2{grid-column:1;grid-row:1/span 40;max-width:20rem}
.first figure{margin-top:.2rem}
.first h1{font-size:33px}
.overview{border-top:1px solid var(--rule);padding-top:1.7rem;margin-top:3.6rem}
.overview figure{margin:0}
nav ol{columns:1}
}
@media (max-width:640px){
body{font-size:16.5px}
.first{margin-top:1.6rem}
h1{font-size:27px}h2{font-size:25px}.lede{font-size:18.5px}
.only-wide{display:none}.only-narrow{display:block}
section{margin-top:3.6rem}
dl{grid-template-columns:minmax(0,1fr);gap:0}dd{margin-bottom:.7rem}
.icons{grid-template-columns:repeat(2,minmax(0,1fr));gap:1.4rem}
}
@media print{:root{${lightTokens}}body{font-size:11pt}nav,.skip,summary{display:none}figure,table{break-inside:avoid}}
`;
