"""The auditor's pages for officials."""
