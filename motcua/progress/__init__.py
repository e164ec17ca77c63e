"""Progress (báo cáo tiến độ): the auditor of reports, which checks every number of a text against the others."""
