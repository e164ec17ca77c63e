"""The auditor of reports, against texts whose faults are known."""
