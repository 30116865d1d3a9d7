/** How a report looks, on a screen and on A4: its only style sheet. */
export const reportStyle = `
*{box-sizing:border-box}
html{background:#eceeea;color:#15181b;font:15px/1.5 Arial,Helvetica,"PingFang SC","Microsoft YaHei","Noto Sans CJK SC","Noto Sans SC",sans-serif;-webkit-text-size-adjust:100%}
body{max-width:210mm;margin:24px auto;padding:14mm 15mm;background:#fff;overflow-wrap:anywhere}
h1{margin:0;font-size:26px;line-height:1.25}
h2{margin:30px 0 8px;padding-top:10px;border-top:1px solid #dcdfda;font-size:18px;line-height:1.3;break-after:avoid}
p{margin:6px 0}
ul{margin:6px 0;padding-inline-start:20px}
li{margin:3px 0}
.faint,figcaption,footer,dt{color:#5a6268;font-size:13px}
.answer{margin:20px 0 0;padding:14px 18px;border-inline-start:4px solid #cf3f06;background:#f6f7f4}
.sentence{margin:0;font-size:21px;line-height:1.35;color:#474e53}
.sentence strong{color:#15181b}
.trust{margin:6px 0 0;font-weight:700}
.trust.good{color:#17694a}
.trust.poor{color:#a8232b}
figure{margin:10px 0;break-inside:avoid}
figure svg{display:block;width:100%;height:auto}
.charts{display:grid;grid-template-columns:repeat(2,minmax(0,1fr));gap:14px 20px}
.charts figure{margin:0;padding-top:4px;border-top:1px solid #e4e6e3}
.table{overflow-x:auto;margin:10px 0}
table{width:100%;border-collapse:collapse;font-size:13px;font-variant-numeric:tabular-nums}
caption{padding:6px 0;font-weight:700;font-size:14px;text-align:start;break-after:avoid}
th,td{padding:4px 14px 4px 0;border-bottom:1px solid #e4e6e3;font-weight:400;text-align:start;vertical-align:top}
th,td{overflow-wrap:break-word}
tbody th{min-width:7em;overflow-wrap:anywhere}
td.number{white-space:nowrap}
thead th{word-break:keep-all}
th:last-child,td:last-child{padding-inline-end:0}
thead th{color:#5a6268;font-size:12px;vertical-align:bottom;border-bottom-color:#b4bab5}
.number{text-align:end}
thead{display:table-header-group}
tr{break-inside:avoid}
tr.marked th,tr.marked td{font-weight:700}
dl{margin:8px 0;display:grid;grid-template-columns:repeat(2,minmax(0,1fr));gap:0 24px}
dl div{display:flex;justify-content:space-between;gap:12px;padding:3px 0;border-bottom:1px solid #e4e6e3;font-size:13px;break-inside:avoid}
dd{margin:0;text-align:end}
footer{margin-top:28px;padding-top:10px;border-top:1px solid #dcdfda}
@media (max-width:640px){body{margin:0;padding:18px}.charts,dl{grid-template-columns:minmax(0,1fr)}}
@page{size:A4;margin:14mm 15mm 16mm;@bottom-right{content:counter(page) " / " counter(pages);font:10px Arial,sans-serif;color:#5a6268}}
@media print{html{background:none;font-size:10.5pt}body{max-width:none;margin:0;padding:0}h1{font-size:18pt}h2{font-size:13pt;margin-top:16pt}.sentence{font-size:14pt}table,.faint,figcaption,footer,dt,dl div{font-size:9pt}thead th{font-size:8.5pt}caption{font-size:10pt}.answer,svg{print-color-adjust:exact;-webkit-print-color-adjust:exact}.table{overflow:visible}p,li{orphans:3;widows:3}}
`;
