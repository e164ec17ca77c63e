"""Who acts and whether they may: `Actor`, `Verdict`, `must()`; no tables. `people` answers who holds which role."""
