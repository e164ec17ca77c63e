"""Upkeep (vận hành phần mềm): backup, restore, what an installation lacks, and what stands behind a page."""
