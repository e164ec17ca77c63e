"""The pages of control and simplification, and of drafts: for officials."""
