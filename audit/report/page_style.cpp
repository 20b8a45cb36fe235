#include "audit/report/page_style.hpp"

namespace celltally {

namespace {

constexpr std::string_view kStyle = R"(
:root{color-scheme:light dark;--ink:#1c2024;--soft:#5b6470;--paper:#fff;--panel:#f4f6f8;
--rule:#d3d9df;--good:#1a7f4b;--bad:#c02626;--idle:#6b7280;--zone:#dbeadf;
--s0:#0b62c4;--s1:#b45309;--s2:#0f766e;--s3:#9d2f87;--s4:#5b5f97;--s5:#52525b}
@media (prefers-color-scheme:dark){:root{--ink:#e6e9ed;--soft:#a3adb8;--paper:#14171a;
--panel:#1d2126;--rule:#38404a;--good:#5cc98d;--bad:#ff8080;--idle:#9aa3ae;--zone:#23392c;
--s0:#6cb0ff;--s1:#f0a54a;--s2:#4fd1c1;--s3:#e58ad2;--s4:#a9adf0;--s5:#c4c4cc}}
*{box-sizing:border-box}
body{margin:0 auto;padding:1.5rem 1rem 3rem;max-width:60rem;background:var(--paper);
color:var(--ink);font:1rem/1.5 system-ui,sans-serif;overflow-wrap:break-word}
h1{margin:0;font-size:1.6rem;line-height:1.25}
h2{margin:0;font-size:1.2rem;line-height:1.3}
a{color:inherit}
dl{margin:1rem 0;display:grid;grid-template-columns:max-content 1fr;gap:.3rem 1rem}
dt{color:var(--soft)}
dd,ul{margin:0;padding:0}
ul{list-style:none}
dd li+li{margin-top:.2rem}
.tally{margin:.5rem 0;font-size:1.2rem;font-weight:600}
.verdict{font-weight:600;white-space:nowrap}
.passed{color:var(--good)}.failed{color:var(--bad)}.skipped{color:var(--idle)}
section{margin-top:2rem;padding-top:1.25rem;border-top:1px solid var(--rule)}
.said{padding:.6rem .8rem;background:var(--panel);border-left:4px solid var(--rule)}
.failed+dl+.said{border-color:var(--bad)}
table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums}
th,td{padding:.4rem .8rem .4rem 0;text-align:left;vertical-align:baseline;
border-bottom:1px solid var(--rule)}
thead th{color:var(--soft);font-weight:400}
tbody th{font-weight:400}
tr.missed th,tr.missed td{font-weight:600}
.figures td:last-child{vertical-align:middle}
tr.missed td:nth-child(2){color:var(--bad)}
figure{margin:1.25rem 0 0;max-width:38rem}
figcaption{font-weight:600}
.keys{display:flex;flex-wrap:wrap;gap:0 1.25rem;font-weight:400}
.keys li::before{content:"";display:inline-block;width:1.5rem;margin-right:.4rem;
vertical-align:middle;border-top:3px solid}
.keys .s1::before{border-top-style:dashed}
.keys .s2::before{border-top-style:dotted}
.s0{--c:var(--s0)}.s1{--c:var(--s1)}.s2{--c:var(--s2)}.s3{--c:var(--s3)}.s4{--c:var(--s4)}
.s5{--c:var(--s5)}
.keys li::before{border-color:var(--c)}
.keys .dots::before{width:.5rem;height:.5rem;border:0;border-radius:50%;background:var(--c)}
svg{display:block;width:100%;height:auto}
svg text{fill:var(--soft);font-size:12px}
svg .label{fill:var(--ink)}
svg path{fill:none;stroke:var(--soft)}
svg .grid{stroke:var(--rule)}
svg .line{stroke:var(--c);stroke-width:2}
svg .s1 .line{stroke-dasharray:7 4}
svg .s2 .line{stroke-dasharray:2 3}
svg circle{fill:var(--c)}
svg.bullet{width:7.75rem}
svg .zone{fill:var(--zone)}
svg .held{fill:var(--good)}
svg .missed{fill:var(--bad)}
svg .mark{stroke:var(--ink);stroke-width:2}
@media (max-width:36rem){svg text{font-size:15px}dl{display:block}dd{margin-bottom:.6rem}
.figures thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.figures tbody tr{display:block;padding:.4rem 0;border-bottom:1px solid var(--rule)}
.figures tbody th,.figures tbody td{display:inline-block;padding:0 .8rem 0 0;border:0}
.figures tbody th,.figures tbody td:last-child{display:block}}
@media print{:root{color-scheme:light;--ink:#000;--soft:#444;--paper:#fff;--panel:#fff;
--rule:#bbb;--good:#1a7f4b;--bad:#c02626;--idle:#555;--zone:#ddd;--s0:#0b62c4;--s1:#b45309;
--s2:#0f766e;--s3:#9d2f87;--s4:#5b5f97;--s5:#52525b}
body{max-width:none;padding:0;font-size:10pt}
figure{max-width:26rem}h2,tr,figure,.said{break-inside:avoid}h2{break-after:avoid}
svg rect,svg path,svg circle{print-color-adjust:exact;-webkit-print-color-adjust:exact}}
)";

}  // namespace

std::string_view page_style() noexcept {
  return kStyle;
}

}  // namespace celltally
