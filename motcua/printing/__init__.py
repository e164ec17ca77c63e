"""Documents as PDF (in ấn): typst, the fonts, the letterhead of Decree 30/2020/NĐ-CP, QR codes."""
